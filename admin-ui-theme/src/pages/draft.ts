import type { Policy, Problem } from "../api";

/** Where in a policy something is: the parts of a JSON pointer. */
export type Path = readonly string[];

type Tree = { [key: string]: unknown };

export function get(policy: Policy, path: Path): unknown {
  return path.reduce<unknown>((node, part) => (node as Tree | undefined)?.[part], policy);
}

const isEmpty = (value: unknown) =>
  value === undefined ||
  value === "" ||
  value === false ||
  (Array.isArray(value) && value.length === 0) ||
  (typeof value === "object" && value !== null && !Array.isArray(value) && Object.keys(value).length === 0);

/** A copy of the policy with one value changed; what is empty is left out, as the server does. */
export function set(policy: Policy, path: Path, value: unknown): Policy {
  const change = (node: Tree, [first, ...rest]: Path): Tree => {
    const next = rest.length === 0 ? value : change((node[first!] as Tree | undefined) ?? {}, rest);
    const copy = { ...node };
    if (isEmpty(next)) delete copy[first!];
    else copy[first!] = next;
    return copy;
  };
  return change(policy as Tree, path) as Policy;
}

export type Difference = { path: string; before: string; after: string };

function leaves(node: unknown, path: string, found: Map<string, string>) {
  if (node !== null && typeof node === "object" && !Array.isArray(node)) {
    for (const [key, value] of Object.entries(node)) leaves(value, path ? `${path}.${key}` : key, found);
  } else if (node !== undefined) {
    found.set(path, Array.isArray(node) ? node.join(", ") : String(node));
  }
}

/** What saving would change, setting by setting. */
export function differences(before: Policy, after: Policy): Difference[] {
  const [old, now] = [new Map<string, string>(), new Map<string, string>()];
  leaves(before, "", old);
  leaves(after, "", now);
  return [...new Set([...old.keys(), ...now.keys()])]
    .sort()
    .filter((path) => old.get(path) !== now.get(path))
    .map((path) => ({ path, before: old.get(path) ?? "", after: now.get(path) ?? "" }));
}

const pointer = (path: Path) => `/${path.map((part) => part.replaceAll("~", "~0").replaceAll("/", "~1")).join("/")}`;

/** The problems of a setting, or of something inside it. */
export function problemsAt(problems: Problem[], path: Path): Problem[] {
  const at = pointer(path);
  return problems.filter((problem) => problem.path === at || problem.path.startsWith(`${at}/`));
}

/** Whether a problem is still about what was refused: the setting that it is in has not been changed since. */
export function isUnchanged(problem: Problem, refused: Policy, draft: Policy): boolean {
  const path = problem.path
    .split("/")
    .slice(1, 3)
    .map((part) => part.replaceAll("~1", "/").replaceAll("~0", "~"));
  return JSON.stringify(get(refused, path)) === JSON.stringify(get(draft, path));
}

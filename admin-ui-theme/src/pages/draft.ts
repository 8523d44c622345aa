import type { Policy } from "../api";

/** Where in a policy something is: the parts of a JSON pointer. */
export type Path = readonly string[];

type Tree = { [key: string]: unknown };

export function get(policy: Policy, path: Path): unknown {
  return path.reduce<unknown>((node, part) => (node as Tree | undefined)?.[part], policy);
}

const isTree = (value: unknown): value is Tree => typeof value === "object" && value !== null && !Array.isArray(value);

const isEmpty = (value: unknown) =>
  value === undefined ||
  value === "" ||
  value === false ||
  (Array.isArray(value) && value.length === 0) ||
  (isTree(value) && Object.keys(value).length === 0);

/** A list of the policy; what the server cannot read is text, and no list. */
export const listOf = (value: unknown): string[] => (Array.isArray(value) ? (value as string[]) : []);

/** Lists by name; none where the server cannot read them. */
export const listsOf = (value: unknown): Record<string, string[]> => (isTree(value) ? (value as Record<string, string[]>) : {});

/** The policy without what is empty, as the server writes it. */
export function clean(policy: Policy): Policy {
  const tidy = (node: unknown): unknown =>
    isTree(node)
      ? Object.fromEntries(
          Object.entries(node)
            .map(([key, value]) => [key, tidy(value)] as const)
            .filter(([, value]) => !isEmpty(value)),
        )
      : node;
  return tidy(policy) as Policy;
}

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

export type Difference = { path: Path; before: string[]; after: string[] };

function leaves(node: unknown, path: Path, found: Map<string, Difference["before"]>) {
  if (isTree(node)) {
    for (const [key, value] of Object.entries(node)) leaves(value, [...path, key], found);
  } else if (node !== undefined) {
    found.set(pointer(path), Array.isArray(node) ? node.map(String) : [String(node)]);
  }
}

/** What saving would change, setting by setting. */
export function differences(before: Policy, after: Policy): Difference[] {
  const [old, now] = [new Map<string, string[]>(), new Map<string, string[]>()];
  leaves(before, [], old);
  leaves(after, [], now);
  return [...new Set([...old.keys(), ...now.keys()])]
    .sort()
    .map((at) => ({ path: parts(at), before: old.get(at) ?? [], after: now.get(at) ?? [] }))
    .filter((found) => found.before.join("\n") !== found.after.join("\n"));
}

export const pointer = (path: Path) => `/${path.map((part) => part.replaceAll("~", "~0").replaceAll("/", "~1")).join("/")}`;

/** The parts of a JSON pointer. */
export const parts = (at: string): Path =>
  at
    .split("/")
    .slice(1)
    .map((part) => part.replaceAll("~1", "/").replaceAll("~0", "~"));

/** What stands at a place, or inside of it. */
export function isAt(place: string | undefined, path: Path): boolean {
  const at = pointer(path);
  return place === at || (place ?? "").startsWith(`${at}/`);
}

/** The IP group that every realm has. */
const BUILT_IN = "No IP Restrictions";

/** The names of the IP groups that somebody can carry. */
export const knownGroups = (policy: Policy) => new Set([...Object.keys(policy.ip?.groups ?? {}), BUILT_IN]);

/** Whether a policy keeps anybody from anything: a mode alone does not, nor groups that nothing refers to. */
export function restricts(policy: Policy): boolean {
  const rest = clean(set(set(policy, ["mode"], undefined), ["ip", "groups"], undefined));
  return Object.keys(rest).length > 0;
}

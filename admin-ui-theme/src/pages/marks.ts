import type { Check, Policy } from "../api";
import { parseRange } from "../ranges/ranges";
import type { T } from "./context";
import { get, listsOf, parts, pointer, type Path } from "./draft";
import { SETTINGS } from "./settings";
import { said } from "./words";

/** Something about a place in the draft that its author should see before saving. */
export type Mark = { at: string; text: string; blocks: boolean };

export const TABS = [
  "overview",
  "mfa",
  "ip",
  "people",
  "organizations",
  "admin",
  "session",
  "access",
  "whatif",
  "activity",
] as const;
export type TabName = (typeof TABS)[number];

/** The tab on which a place of the policy is edited. */
export function tabOf(at: string): TabName {
  const [first, second] = parts(at);
  if (first === "mfa") return "mfa";
  if (first === "ip") return second === "adminPanel" ? "admin" : "ip";
  return first === "mode" || first === undefined ? "overview" : "session";
}

/** What a field is called: its setting, and for a list of a role or a group also whose it is. */
export function fieldName(t: T, at: string): string {
  const path = parts(at);
  const setting = SETTINGS.find((known) => known.path.every((part, i) => part === path[i]));
  if (!setting) return path.join(".");
  const label = t(setting.path.join("."));
  return setting.kind === "lists" && path[2] ? `${label} – ${path[2]}` : label;
}

const parsed = new Map<string, ReturnType<typeof parseRange>>();

/** Long lists are looked at with every key that is pressed, so that what was read is remembered. */
export function readRange(entry: string) {
  let known = parsed.get(entry);
  if (!known) {
    if (parsed.size > 50_000) parsed.clear();
    parsed.set(entry, (known = parseRange(entry)));
  }
  return known;
}

function lists(policy: Policy): [Path, string[]][] {
  return SETTINGS.flatMap(({ path, kind }): [Path, string[]][] => {
    const value = get(policy, path);
    if (kind === "ranges") return Array.isArray(value) ? [[path, value as string[]]] : [];
    return kind === "lists" ? Object.entries(listsOf(value)).map(([name, entries]) => [[...path, name], entries]) : [];
  });
}

/** What is wrong with ranges, by the server's own rules, without asking it. */
export function rangeMarks(policy: Policy, t: T): Mark[] {
  const groups = new Set(Object.keys(policy.ip?.groups ?? {}));
  return lists(policy).flatMap(([path, entries]) => listMarks(path, entries, groups, t));
}

/** The same of one list, with the IP groups that it may refer to. */
export function listMarks(path: Path, entries: string[], groups: Set<string>, t: T): Mark[] {
  return entries.flatMap((entry, line) => {
    const at = pointer([...path, String(line)]);
    const text = wrong(entry, groups, t);
    return text ? [{ at, text: t("ranges.line", { line: line + 1, text }), blocks: true }] : [];
  });
}

function wrong(entry: string, groups: Set<string>, t: T): string | undefined {
  if (entry.startsWith("@")) return groups.has(entry.slice(1)) ? undefined : t("range.unknown-group", { entry });
  const read = readRange(entry);
  return "error" in read ? t(`range.${read.error}`, { entry, hint: read.hint }) : undefined;
}

const text = (t: T, code: string, message: string, hint: string) => {
  const words = said(t, { code, message, fix: hint });
  return `${words.message}: ${words.fix}`;
};

/** What the server says of the draft; what the page has said by itself is not said twice. */
export function serverMarks(t: T, check: Check | undefined, own: Mark[]): Mark[] {
  if (!check) return [];
  const known = new Set(own.map(({ at }) => at));
  const problems = check.problems
    .filter(({ path }) => !known.has(path))
    .map(({ path, code, message, hint }) => ({ at: path, text: text(t, code, message, hint), blocks: true }));
  const names = check.findings
    .filter(({ severity }) => severity !== "info")
    .map(({ path, code, message, fix }) => ({ at: path ?? "", text: text(t, code, message, fix), blocks: false }));
  return [...problems, ...names.filter(({ at }) => at !== "")];
}

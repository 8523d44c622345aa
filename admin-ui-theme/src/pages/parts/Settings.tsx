import type { Entry, Summary } from "../../api";
import { useEditing } from "../context";
import { pointer, parts } from "../draft";
import { fieldName } from "../marks";
import { Changed } from "./Changed";

/** What a record of a change says: each setting before and after. */
export function Settings({ change }: { change: Entry["change"] }) {
  return Object.entries(change?.changes ?? {}).map(([name, summary]) =>
    summary.oldCount === undefined ? (
      <Setting key={name} name={name} before={summary.old} after={summary.new} />
    ) : (
      <LongList key={name} name={name} summary={summary} count={summary.oldCount} />
    ),
  );
}

/** The stored text of a setting: lists by name are JSON, lists are separated by commas or line breaks. */
function values(text: string | undefined): [string, string[]][] {
  if (!text) return [["", []]];
  if (text.startsWith("{")) {
    try {
      return Object.entries(JSON.parse(text) as Record<string, unknown>).map(([name, list]) => [
        name,
        Array.isArray(list) ? list.map(String) : [String(list)],
      ]);
    } catch {
      return [["", [text]]];
    }
  }
  return [["", text.split(/[,\n]+\s*/).filter(Boolean)]];
}

const pathOf = (name: string) => name.replace(/^securityPolicy\./, "").split(".");

function LongList({ name, summary, count }: { name: string; summary: Summary; count: number }) {
  const { t } = useEditing();
  const removed = summary.removed ?? [];
  return (
    <div>
      {fieldName(t, pointer(pathOf(name)))}:{" "}
      <Changed before={removed} after={summary.added ?? []} unchanged={count - removed.length} />
    </div>
  );
}

function Setting({ name, before, after }: { name: string; before?: string; after?: string }) {
  const { t } = useEditing();
  const path = pathOf(name);
  const [old, now] = [new Map(values(before)), new Map(values(after))];
  const changed = [...new Set([...old.keys(), ...now.keys()])].filter(
    (part) => (old.get(part) ?? []).join() !== (now.get(part) ?? []).join(),
  );
  return changed.map((part) => (
    <div key={part}>
      {fieldName(t, pointer([...parts(pointer(path)), ...(part ? [part] : [])]))}:{" "}
      <Changed before={old.get(part) ?? []} after={now.get(part) ?? []} />
    </div>
  ));
}

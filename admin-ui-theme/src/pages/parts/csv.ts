import type { Entry } from "../../api";

const COLUMNS = [
  "time",
  "kind",
  "reason",
  "user",
  "client",
  "address",
  "source",
  "door",
  "mode",
  "page",
  "name",
  "reference",
  "count",
] as const;

/** RFC 4180. A cell that a spreadsheet would take for a formula is text: names and addresses come from outside. */
function cell(value: unknown): string {
  const text = value === undefined || value === null ? "" : String(value);
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",;\t\r\n]/.test(safe) || safe !== text ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** A table as a file. */
export const table = (head: readonly string[], rows: readonly unknown[][]) =>
  [head, ...rows].map((row) => row.map(cell).join(",")).join("\r\n") + "\r\n";

/** The records as a table, times in UTC. */
export function csv(entries: Entry[]): string {
  const rows = entries.map((entry) => [
    ...COLUMNS.map((column) => entry[column]),
    (entry.roles ?? []).join(" "),
    entry.change ? JSON.stringify(entry.change) : "",
  ]);
  return table([...COLUMNS, "roles", "change"], rows);
}

export const download = (name: string, text: string) => keep(name, new Blob([text], { type: "text/csv;charset=utf-8" }));

/** Has the browser keep a file. */
export function keep(name: string, file: Blob) {
  const url = URL.createObjectURL(file);
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  link.click();
  URL.revokeObjectURL(url);
}

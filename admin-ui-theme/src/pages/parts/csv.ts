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
  return /[",\r\n]/.test(safe) || safe !== text ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** The records as a table, times in UTC. */
export function csv(entries: Entry[]): string {
  const rows = entries.map((entry) => [
    ...COLUMNS.map((column) => entry[column]),
    (entry.roles ?? []).join(" "),
    entry.change ? JSON.stringify(entry.change) : "",
  ]);
  return [[...COLUMNS, "roles", "change"], ...rows].map((row) => row.map(cell).join(",")).join("\r\n") + "\r\n";
}

export function download(name: string, text: string) {
  const url = URL.createObjectURL(new Blob([text], { type: "text/csv;charset=utf-8" }));
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  link.click();
  URL.revokeObjectURL(url);
}

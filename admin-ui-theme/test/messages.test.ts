import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import english from "../src/messages/messages_en.properties?raw";
import german from "../src/messages/messages_de.properties?raw";
import { SETTINGS } from "../src/pages/settings";
import { PREFIX, parseProperties } from "../src/pages/text";

const sources = Object.values(
  import.meta.glob<string>("../src/**/*.{ts,tsx}", { query: "?raw", import: "default", eager: true }),
).join("\n");

/** The names of a bundle; those for one of something belong to the name for many. */
const names = (bundle: string) =>
  new Set(Object.keys(parseProperties(bundle)).map((key) => key.replace(PREFIX, "").replace(/_(one|other)$/, "")));

/** Where a name is put together, anything can stand for a part of it. */
const composed = [...sources.matchAll(/t\(`([^`]+)`/g)].map(
  ([, text]) =>
    new RegExp(
      `^${text!
        .split(/\$\{[^}]+\}/)
        .map((part) => part.replaceAll(".", "\\."))
        .join(".+")}$`,
    ),
);
const ofSettings = SETTINGS.flatMap(({ path, choices }) => {
  const name = path.join(".");
  return [name, `${name}.help`, ...choices.map((choice) => `${name}.${choice}`)];
});

it("no text is left over", () => {
  const unused = [...names(english)].filter(
    (name) =>
      !sources.includes(`"${name}"`) &&
      !ofSettings.includes(name) &&
      !composed.some((pattern) => pattern.source !== "^.+\\.help$" && pattern.source !== "^.+\\..+$" && pattern.test(name)),
  );
  expect(unused).toEqual([]);
});

it("no text is missing", () => {
  const literal = [...sources.matchAll(/\bt\("([^"]+)"/g)].map(([, name]) => name!);
  const labels = SETTINGS.flatMap(({ path, choices, kind }) =>
    kind === "lists" ? [] : [path.join("."), ...choices.map((choice) => `${path.join(".")}.${choice}`)],
  );
  for (const bundle of [english, german]) {
    const there = names(bundle);
    expect([...literal, ...labels].filter((name) => !there.has(name))).toEqual([]);
  }
});

const api = readFileSync("../docs/admin-api.md", "utf8");

/** The codes in the table of findings, and those of lock-outs. */
const rows = api.split("\n").filter((line) => /\| (error|warning|info) \|$|^\| 409 \| `lock-out-/.test(line));
const documented = rows.flatMap((row) => [...row.matchAll(/`([a-z0-9-]+)`/g)].map(([, code]) => code!));

it("what the server finds is said in each language", () => {
  expect(documented.length).toBeGreaterThan(20);
  for (const bundle of [english, german]) {
    const there = names(bundle);
    expect(documented.filter((code) => !there.has(`server.${code}`))).toEqual([]);
  }
});

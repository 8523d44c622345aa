import { components } from "../../../authenticators/src/main/resources/openapi/security-policy.json";
import type { NameKind } from "../api";
import type { Path } from "./draft";

/** The form of a setting, as the description of the API has it. */
type Schema = { type: string; format?: string; enum?: string[]; items?: Schema; properties?: Record<string, Schema> };

/** What kind of field a setting needs. */
export type Kind = "flag" | "number" | "choice" | "text" | "names" | "ranges" | "lists";

/** The empty value of each kind, since the form takes what is undefined for what was there before. */
export const BLANK = {
  flag: false,
  number: "",
  choice: "",
  text: "",
  names: [] as string[],
  ranges: [] as string[],
  lists: {} as Record<string, string[]>,
} satisfies Record<Kind, unknown>;

/** A setting of the policy: where it stands in the document, its field, and the words that can be chosen. */
export type Setting = { path: Path; kind: Kind; choices: string[]; of: NameKind | "free" };

const SEARCHED: readonly string[] = ["role", "realm-role", "provider"] satisfies NameKind[];

/** What the names of a setting are of, where that is something to search for. */
const searched = (format?: string) => (SEARCHED.includes(format ?? "") ? (format as NameKind) : "free");

function kindOf(schema: Schema): Kind {
  if (schema.type === "boolean") return "flag";
  if (schema.type === "integer") return "number";
  if (schema.type === "object") return "lists";
  if (schema.type === "array") return schema.items?.format === "address-range" ? "ranges" : "names";
  return schema.enum ? "choice" : "text";
}

function settingsIn(schema: Schema, path: Path): Setting[] {
  return Object.entries(schema.properties ?? {}).flatMap(([name, part]) => {
    const at = [...path, name];
    return part.properties
      ? settingsIn(part, at)
      : [{ path: at, kind: kindOf(part), choices: part.enum ?? [], of: searched(part.items?.format ?? part.format) }];
  });
}

/** All settings, in the order of their definitions on the server. */
export const SETTINGS = settingsIn(components.schemas.Policy, []);

import { createContext, useContext } from "react";
import { useController, useFormContext, type FieldPath } from "react-hook-form";
import type { Api, Policy, Status } from "../api";
import { isAt, type Path } from "./draft";
import type { Mark, TabName } from "./marks";
import { PREFIX } from "./text";

export type T = (key: string, values?: Record<string, unknown>) => string;

/** Where on the page its user is, as the address says it. */
export type Navigation = {
  tab: string;
  query: URLSearchParams;
  go(tab: TabName, query?: Record<string, string>): void;
};

/** What every part of the page shares: the draft, and the ways to change it. */
export type Editing = {
  api: Api;
  t: T;
  realm: string;
  policy: Policy;
  /** The policy that is in force, whatever the draft says. */
  saved: Policy;
  marks: Mark[];
  canEdit: boolean;
  /** Whether the draft is another one than what is stored. */
  unsaved: boolean;
  /** Makes another policy the draft; nothing is saved. */
  load(policy: Policy): void;
  status?: Status;
  language: string;
  navigation: Navigation;
};

export const EditingContext = createContext<Editing | undefined>(undefined);

export function useEditing(): Editing {
  const editing = useContext(EditingContext);
  if (!editing) throw new Error("outside of the page");
  return editing;
}

/** One setting of the draft: its value, how to change it, and what there is to say about it. */
export function useSetting<V>(path: Path) {
  const { marks } = useEditing();
  const { control } = useFormContext<Policy>();
  const { field } = useController({ control, name: path.join(".") as FieldPath<Policy> });
  return {
    value: field.value as V | undefined,
    change: (value: V) => field.onChange(value),
    marks: marks.filter(({ at }) => isAt(at, path)),
  };
}

export const key = (name: string) => PREFIX + name;

import { createContext, useContext } from "react";
import type { Api, Policy, Problem, Status } from "../api";
import { get, problemsAt, set, type Path } from "./draft";
import { PREFIX } from "./text";

export type T = (key: string, values?: Record<string, unknown>) => string;

/** What every part of the page shares: the draft, and the ways to change it. */
export type Editing = {
  api: Api;
  t: T;
  policy: Policy;
  change(policy: Policy): void;
  problems: Problem[];
  canEdit: boolean;
  status?: Status;
  language: string;
};

export const EditingContext = createContext<Editing | undefined>(undefined);

export function useEditing(): Editing {
  const editing = useContext(EditingContext);
  if (!editing) throw new Error("outside of the page");
  return editing;
}

/** One setting of the draft: its value, how to change it, and what the server had to say about it. */
export function useSetting<V>(path: Path): { value: V | undefined; change(value: V | undefined): void; problems: Problem[] } {
  const { policy, change, problems } = useEditing();
  return {
    value: get(policy, path) as V | undefined,
    change: (value) => change(set(policy, path, value)),
    problems: problemsAt(problems, path),
  };
}

export const key = (name: string) => PREFIX + name;

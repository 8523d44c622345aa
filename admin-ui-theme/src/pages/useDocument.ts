import { useCallback, useEffect, useMemo, useState } from "react";
import { useForm } from "react-hook-form";
import { ApiError, messageOf, type Api, type Check, type Policy, type SaveOptions, type Status, type Stored } from "../api";
import type { T } from "./context";
import { clean, differences } from "./draft";
import { rangeMarks, serverMarks, type Mark } from "./marks";
import { BLANK, SETTINGS } from "./settings";

/** How long nobody types before the server is asked what it thinks of the draft. */
const PAUSE = 500;

/** The policy with a value for every setting: the form takes what is missing for what a field showed before. */
function complete(policy: Policy): Policy {
  const full: Record<string, Record<string, unknown> | unknown> = structuredClone(policy);
  for (const { path, kind } of SETTINGS) {
    const [first, second] = path;
    if (second === undefined) full[first!] ??= BLANK[kind];
    else full[first!] = { [second]: BLANK[kind], ...(full[first!] as object | undefined) };
  }
  return full as Policy;
}

const asError = (error: unknown) => (error instanceof ApiError ? error : new ApiError(0, "failed", messageOf(error)));

/** The stored policy, the draft made of it, and all that is known about the draft. */
export function useDocument(api: Api, t: T) {
  const form = useForm<Policy>({ defaultValues: {} });
  const [stored, setStored] = useState<Stored>();
  const [status, setStatus] = useState<Status>();
  const [failure, setFailure] = useState<ApiError>();
  const [check, setCheck] = useState<{ of: string; says: Check }>();

  const show = useCallback(
    (loaded: Stored, keepDraft = false) => {
      setStored(loaded);
      if (!keepDraft) form.reset(complete(loaded.policy));
      setFailure(undefined);
      api.status().then(setStatus, () => setStatus(undefined));
    },
    [api, form],
  );
  const attempt = useCallback(
    async (request: () => Promise<Stored>, keepDraft = false) => {
      try {
        show(await request(), keepDraft);
        return true;
      } catch (error) {
        setFailure(asError(error));
        return false;
      }
    },
    [show],
  );
  useEffect(() => {
    void attempt(() => api.read());
  }, [api, attempt]);

  const values = form.watch();
  const text = JSON.stringify(clean(values));
  const draft = useMemo(() => JSON.parse(text) as Policy, [text]);
  const changes = useMemo(() => differences(stored?.policy ?? {}, draft), [stored, draft]);
  const ask = useCallback(
    async (people: boolean) => {
      const says = await api.check(JSON.parse(text) as Policy, people);
      setCheck({ of: text, says });
      return says;
    },
    [api, text],
  );
  const dirty = changes.length > 0;
  const canEdit = stored?.canEdit ?? false;
  useEffect(() => {
    if (!dirty || !canEdit) return undefined;
    const timer = setTimeout(() => void ask(false).catch(() => undefined), PAUSE); // the save says what is wrong as well
    return () => clearTimeout(timer);
  }, [ask, dirty, canEdit]);

  const marks = useMemo((): Mark[] => {
    const own = rangeMarks(draft, t);
    const ofStored = dirty ? undefined : storedCheck(stored);
    return [...own, ...serverMarks(t, check?.of === text ? check.says : ofStored, own)];
  }, [draft, t, check, text, dirty, stored]);

  return {
    form,
    stored,
    status,
    failure,
    forgetFailure: () => setFailure(undefined),
    draft,
    text,
    changes,
    marks,
    canEdit,
    ask,
    load: (policy: Policy) => form.reset(complete(policy)),
    reload: () => attempt(() => api.read()),
    confirm: () => attempt(() => api.confirm(), dirty),
    takeBack: () => attempt(() => api.revert(), dirty),
    revert: () => stored && show(stored),
    save: (policy: Policy, options: SaveOptions) => attempt(() => api.save(policy, stored?.tag ?? "", options)),
  };
}

export type Document = ReturnType<typeof useDocument>;

/** What is wrong with the stored policy; it is in force nevertheless, so that it blocks nothing else. */
function storedCheck(stored: Stored | undefined): Check | undefined {
  return (
    stored && {
      problems: [],
      lockOuts: [],
      findings: stored.problems
        .filter(({ code }) => code !== "ipv4-only")
        .map(({ path, code, message, hint }) => ({ severity: "error" as const, code, message, fix: hint, path })),
    }
  );
}

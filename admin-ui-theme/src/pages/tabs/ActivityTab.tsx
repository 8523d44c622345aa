import {
  Alert,
  Button,
  EmptyState,
  EmptyStateBody,
  EmptyStateHeader,
  Form,
  FormGroup,
  FormSelect,
  FormSelectOption,
  Grid,
  TextInput,
} from "@patternfly/react-core";
import { useCallback, useEffect, useRef, useState } from "react";
import { ApiError, type Entry, messageOf } from "../../api";
import { useEditing } from "../context";
import { ActivityTable } from "../parts/ActivityTable";
import { csv, download } from "../parts/csv";
import { Versions } from "../parts/Versions";

const TEXTS = ["user", "address", "role", "reason", "reference"] as const;
const KINDS = ["", "refused", "reported", "notice", "change"] as const;
/** So many records at most are read for one file. */
const MOST_EXPORTED = 20_000;
const MOST_PAGES = 500;

const DAY = /^\d{4}-\d{2}-\d{2}$/;

/** The filter as the server takes it: days of the browser become instants. */
function asked(filter: Record<string, string>): Record<string, string> {
  const given = Object.entries(filter).filter(([, value]) => value.trim() !== "");
  return Object.fromEntries(
    given.map(([name, value]) => {
      if (!DAY.test(value)) return [name, value];
      const day = new Date(`${value}T00:00:00`);
      if (name === "until") day.setDate(day.getDate() + 1);
      return [name, day.toISOString()];
    }),
  );
}

export function ActivityTab() {
  const { api, t, language } = useEditing();
  const [filter, setFilter] = useState<Record<string, string>>({});
  const [applied, setApplied] = useState<Record<string, string>>({});
  const [entries, setEntries] = useState<Entry[]>();
  const [next, setNext] = useState<string>();
  const [error, setError] = useState("");
  const [busy, setBusy] = useState(false);
  const [notice, setNotice] = useState("");
  const turns = useRef(0);

  const fail = useCallback(
    (failure: unknown) => {
      const forbidden = failure instanceof ApiError && failure.status === 403;
      setError(forbidden ? t("activity.forbidden") : messageOf(failure));
    },
    [t],
  );
  const load = useCallback(
    async (question: Record<string, string>, before?: string) => {
      const turn = ++turns.current;
      setBusy(true);
      try {
        const page = await api.activity({ ...asked(question), ...(before ? { before } : {}) });
        if (turn !== turns.current) return; // another question was asked meanwhile
        setEntries((known) => (before ? [...(known ?? []), ...page.entries] : page.entries));
        setNext(page.next);
        setError("");
      } catch (failure) {
        if (!before) setEntries(undefined);
        fail(failure);
      } finally {
        setBusy(false);
      }
    },
    [api, fail],
  );
  useEffect(() => {
    void load(applied);
  }, [load, applied]);

  const exportAll = async () => {
    setBusy(true);
    try {
      const all: Entry[] = [];
      let before: string | undefined;
      let pages = 0;
      do {
        const page = await api.activity({ ...asked(applied), max: "200", ...(before ? { before } : {}) });
        all.push(...page.entries);
        before = page.next;
      } while (before && all.length < MOST_EXPORTED && ++pages < MOST_PAGES);
      setNotice(before ? t("activity.partial", { count: all.length }) : "");
      download("security-policy-activity.csv", csv(all));
    } catch (failure) {
      fail(failure);
    } finally {
      setBusy(false);
    }
  };
  const field = (name: string) => ({
    id: `security-policies-activity-${name}`,
    value: filter[name] ?? "",
    onChange: (_: unknown, text: string) => setFilter({ ...filter, [name]: text }),
  });
  return (
    <>
      <Form
        onSubmit={(event) => {
          event.preventDefault();
          setApplied({ ...filter });
        }}
      >
        <Grid hasGutter md={3} sm={6}>
          <FormGroup label={t("activity.kind")} fieldId="security-policies-activity-kind">
            <FormSelect {...field("kind")}>
              {KINDS.map((kind) => (
                <FormSelectOption key={kind} value={kind} label={t(kind ? `kind.${kind}` : "activity.all")} />
              ))}
            </FormSelect>
          </FormGroup>
          {TEXTS.map((name) => (
            <FormGroup key={name} label={t(`activity.${name}`)} fieldId={`security-policies-activity-${name}`}>
              <TextInput {...field(name)} />
            </FormGroup>
          ))}
          {["since", "until"].map((name) => (
            <FormGroup key={name} label={t(`activity.${name}`)} fieldId={`security-policies-activity-${name}`}>
              <TextInput type="date" {...field(name)} />
            </FormGroup>
          ))}
        </Grid>
        <div>
          <Button type="submit" variant="secondary" isLoading={busy}>
            {t("activity.search")}
          </Button>{" "}
          <Button variant="link" isDisabled={busy || !entries?.length} onClick={() => void exportAll()}>
            {t("activity.export")}
          </Button>
        </div>
      </Form>
      {error && <Alert isInline variant="danger" title={error} />}
      {notice && <Alert isInline variant="warning" title={notice} />}
      {entries?.length === 0 && !next && (
        <EmptyState variant="sm">
          <EmptyStateHeader titleText={t("activity.empty")} headingLevel="h2" />
          <EmptyStateBody>{t("activity.empty.help")}</EmptyStateBody>
        </EmptyState>
      )}
      {entries && entries.length > 0 && <ActivityTable entries={entries} language={language} />}
      {next && (
        <Button variant="secondary" isLoading={busy} isDisabled={busy} onClick={() => void load(applied, next)}>
          {t("activity.more")}
        </Button>
      )}
      <Versions />
    </>
  );
}

import { Alert, Button, Form, FormGroup, Grid, TextInput } from "@patternfly/react-core";
import { Table, Tbody, Td, Th, Thead, Tr } from "@patternfly/react-table";
import { useEffect, useState } from "react";
import { ApiError, type Entry } from "../api";
import { useEditing } from "./context";

const FILTERS = ["user", "address", "role", "reason"] as const;

function details(entry: Entry): string {
  const changes = Object.entries(entry.change?.changes ?? {}).map(
    ([name, { old, new: now }]) => `${name}: ${old ?? "–"} → ${now ?? "–"}`,
  );
  const many = (entry.count ?? 1) > 1 ? `× ${entry.count}` : "";
  return [entry.page, entry.roles?.join(", "), many, ...changes].filter(Boolean).join(" ");
}

export function Activity() {
  const { api, t, language } = useEditing();
  const [filter, setFilter] = useState<Record<string, string>>({});
  const [entries, setEntries] = useState<Entry[]>();
  const [error, setError] = useState("");
  const load = async () => {
    try {
      const asked = Object.fromEntries(Object.entries(filter).filter(([, value]) => value.trim() !== ""));
      setEntries(await api.activity(asked));
      setError("");
    } catch (failure) {
      setEntries(undefined);
      const forbidden = failure instanceof ApiError && failure.status === 403;
      setError(forbidden ? t("activity.forbidden") : failure instanceof Error ? failure.message : String(failure));
    }
  };
  useEffect(() => {
    void load();
  }, [api]);
  return (
    <>
      <Form
        onSubmit={(event) => {
          event.preventDefault();
          void load();
        }}
      >
        <Grid hasGutter md={3}>
          {FILTERS.map((name) => (
            <FormGroup key={name} label={t(`activity.${name}`)} fieldId={`security-policies-activity-${name}`}>
              <TextInput
                id={`security-policies-activity-${name}`}
                value={filter[name] ?? ""}
                onChange={(_, text) => setFilter({ ...filter, [name]: text })}
              />
            </FormGroup>
          ))}
        </Grid>
        <div>
          <Button type="submit" variant="secondary">
            {t("activity.search")}
          </Button>
        </div>
      </Form>
      {error && <Alert isInline variant="danger" title={error} />}
      {entries?.length === 0 && <p className="pf-v5-u-mt-md">{t("activity.empty")}</p>}
      {entries && entries.length > 0 && (
        <Table variant="compact" aria-label={t("tab.activity")} data-testid="security-policies-activity">
          <Thead>
            <Tr>
              {["time", "what", "reason", "user", "address", "details"].map((name) => (
                <Th key={name}>{t(`activity.${name}`)}</Th>
              ))}
            </Tr>
          </Thead>
          <Tbody>
            {entries.map((entry, i) => (
              <Tr key={`${entry.time}-${i}`}>
                <Td dataLabel={t("activity.time")}>{new Date(entry.time).toLocaleString(language)}</Td>
                <Td dataLabel={t("activity.what")}>{t(`kind.${entry.kind}`)}</Td>
                <Td dataLabel={t("activity.reason")}>
                  <code>{entry.reason}</code>
                </Td>
                <Td dataLabel={t("activity.user")}>{entry.user}</Td>
                <Td dataLabel={t("activity.address")}>{entry.address}</Td>
                <Td dataLabel={t("activity.details")} modifier="breakWord">
                  {details(entry)}
                </Td>
              </Tr>
            ))}
          </Tbody>
        </Table>
      )}
    </>
  );
}

import { Button } from "@patternfly/react-core";
import { Table, Tbody, Td, Th, Thead, Tr } from "@patternfly/react-table";
import type { Entry } from "../../api";
import { useEditing } from "../context";
import { pointer, parts } from "../draft";
import { fieldName } from "../marks";
import { Cell } from "./Cell";
import { Changed } from "./Changed";
import { sentence } from "./WhatIfAnswer";

const COLUMNS = ["time", "what", "user", "address", "details"] as const;

type Props = { entries: Entry[]; language: string };

export function ActivityTable({ entries, language }: Props) {
  const { t } = useEditing();
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  return (
    <Table variant="compact" aria-label={t("tab.activity")} data-testid="security-policies-activity">
      <Thead>
        <Tr>
          {COLUMNS.map((name) => (
            <Th key={name}>{name === "time" ? t("activity.time", { zone }) : t(`activity.${name}`)}</Th>
          ))}
          <Th screenReaderText={t("activity.why")} />
        </Tr>
      </Thead>
      <Tbody>
        {entries.map((entry, i) => (
          <Row key={`${entry.time}-${i}`} entry={entry} language={language} zone={zone} />
        ))}
      </Tbody>
    </Table>
  );
}

function Row({ entry, language, zone }: { entry: Entry; language: string; zone: string }) {
  const { t, navigation } = useEditing();
  const { user, address } = entry;
  const askable = entry.kind !== "change" && user && address && !address.includes(" ");
  return (
    <Tr>
      <Cell dataLabel={t("activity.time", { zone })}>{new Date(entry.time).toLocaleString(language)}</Cell>
      <Cell dataLabel={t("activity.what")}>
        {t(`kind.${entry.kind}`)}
        {(entry.count ?? 1) > 1 && ` × ${entry.count}`}
      </Cell>
      <Cell dataLabel={t("activity.user")}>{user}</Cell>
      <Cell dataLabel={t("activity.address")}>{address}</Cell>
      <Cell dataLabel={t("activity.details")}>
        <Details entry={entry} />
      </Cell>
      <Td>
        {askable && (
          <Button variant="link" isInline onClick={() => navigation.go("whatif", { user, address })}>
            {t("activity.why")}
          </Button>
        )}
      </Td>
    </Tr>
  );
}

function Details({ entry }: { entry: Entry }) {
  const { t } = useEditing();
  if (entry.kind === "change") {
    return (
      <>
        {entry.page !== "realm" && <strong>{entry.name ?? entry.page}</strong>}
        {Object.entries(entry.change?.changes ?? {}).map(([name, { old, new: now }]) => (
          <Setting key={name} name={name} before={old} after={now} />
        ))}
      </>
    );
  }
  const roles = (entry.roles ?? []).join(", ");
  return (
    <>
      {sentence(t, entry.reason)} <code>{entry.reason}</code>
      {roles && <div>{t("activity.withheld", { roles })}</div>}
      {entry.page && <div>{entry.page}</div>}
      {entry.reference && <div>{t("activity.referenceof", { reference: entry.reference })}</div>}
    </>
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

function Setting({ name, before, after }: { name: string; before?: string; after?: string }) {
  const { t } = useEditing();
  const path = name.replace(/^securityPolicy\./, "").split(".");
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

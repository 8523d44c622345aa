import { Button } from "@patternfly/react-core";
import { Table, Tbody, Td, Th, Thead, Tr } from "@patternfly/react-table";
import type { Entry } from "../../api";
import { useEditing } from "../context";
import { Cell } from "./Cell";
import { Settings } from "./Settings";
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
        <Settings change={entry.change} />
      </>
    );
  }
  const roles = (entry.roles ?? []).join(", ");
  const organizations = (entry.organizations ?? []).join(", ");
  return (
    <>
      {sentence(t, entry.reason)} <code>{entry.reason}</code>
      {roles && <div>{t("activity.withheld", { roles })}</div>}
      {organizations && <div>{t("activity.organizations", { organizations })}</div>}
      {entry.page && <div>{entry.page}</div>}
      {entry.reference && <div>{t("activity.referenceof", { reference: entry.reference })}</div>}
    </>
  );
}

import { Alert, Button, EmptyState, EmptyStateHeader, SearchInput, Spinner, Title } from "@patternfly/react-core";
import { Table, Tbody, Td, Th, Thead, Tr } from "@patternfly/react-table";
import { useCallback, useEffect, useState } from "react";
import { messageOf, type People } from "../../api";
import { useEditing } from "../context";
import { knownGroups } from "../draft";
import { NameChips } from "../fields/NameChips";
import { AddPerson } from "../parts/AddPerson";
import { Cell } from "../parts/Cell";
import { CsvLink } from "../parts/CsvLink";
import { ClientsSection } from "../parts/ClientsSection";
import { GroupsDialog, type Subject } from "../parts/GroupsDialog";
import { TenantDialog, type Tenanted } from "../parts/TenantDialog";

type Row = Subject & { groups: string[]; detail: string; refused?: boolean };

/** Users, Keycloak groups and service accounts with a restriction or an exception of their own. They are saved one by one. */
export function PeopleTab() {
  const { api, t, saved, canEdit } = useEditing();
  const [people, setPeople] = useState<People>();
  const [error, setError] = useState("");
  const [search, setSearch] = useState("");
  const [editing, setEditing] = useState<Subject>();
  const [pinning, setPinning] = useState<Tenanted>();
  const load = useCallback(() => {
    api.people().then(setPeople, (failure: unknown) => setError(messageOf(failure)));
  }, [api]);
  useEffect(load, [load]);
  if (error) return <Alert isInline variant="danger" title={t("failed", { message: error })} />;
  if (!people) return <Spinner aria-label={t("tab.people")} />;

  const known = knownGroups(saved);
  const sections: [string, Row[]][] = [
    [
      "users",
      people.users.map((user) => ({
        of: "users",
        id: user.id,
        name: user.username,
        groups: user.ipGroups,
        detail: [user.interfaceUser && t("people.interface"), user.allowPassword && t("people.password")]
          .filter(Boolean)
          .join(", "),
      })),
    ],
    [
      "groups",
      people.groups.map((group) => ({
        of: "groups",
        id: group.id,
        name: group.path,
        groups: group.ipGroups,
        detail: t("people.members", { count: group.members }),
      })),
    ],
    [
      "accounts",
      people.serviceAccounts.map((account) => ({
        of: "users",
        id: account.id,
        name: account.clientId,
        groups: account.ipGroups,
        detail: "",
        refused: account.lacksGroup,
      })),
    ],
  ];
  const matches = (text: string) => text.toLowerCase().includes(search.toLowerCase());
  return (
    <>
      <p>{t("people.help")}</p>
      <SearchInput
        aria-label={t("people.search")}
        placeholder={t("people.search")}
        value={search}
        onChange={(_, text) => setSearch(text)}
      />
      {!people.complete && <Alert isInline variant="info" title={t("people.partial")} />}
      {sections.map(([name, rows]) => (
        <Section
          key={name}
          name={name}
          rows={rows.filter((row) => matches(`${row.name} ${row.groups.join(" ")}`))}
          known={known}
          edit={setEditing}
        />
      ))}
      <ClientsSection
        clients={people.clients.filter(({ clientId, addresses }) => matches(`${clientId} ${addresses.join(" ")}`))}
        edit={setPinning}
      />
      {pinning && (
        <TenantDialog
          tenanted={pinning}
          close={(changed) => {
            setPinning(undefined);
            if (changed) load();
          }}
        />
      )}
      {canEdit && <AddPerson edit={setEditing} />}
      {editing && (
        <GroupsDialog
          subject={editing}
          close={(changed) => {
            setEditing(undefined);
            if (changed) load();
          }}
        />
      )}
    </>
  );
}

type SectionProps = { name: string; rows: Row[]; known: Set<string>; edit(subject: Subject): void };

function Section({ name, rows, known, edit }: SectionProps) {
  const { t, canEdit, realm } = useEditing();
  return (
    <section data-testid={`security-policies-people-${name}`} className="pf-v5-u-mt-lg">
      <Title headingLevel="h2">{t(`people.${name}`)}</Title>
      {rows.length === 0 ? (
        <EmptyState variant="xs">
          <EmptyStateHeader titleText={t(`people.${name}.empty`)} headingLevel="h3" />
        </EmptyState>
      ) : (
        <Table variant="compact" aria-label={t(`people.${name}`)}>
          <Thead>
            <Tr>
              <Th>{t("people.name")}</Th>
              <Th>{t("ip.groups")}</Th>
              <Th>{t("people.detail")}</Th>
              <Th screenReaderText={t("people.edit")} />
            </Tr>
          </Thead>
          <Tbody>
            {rows.map((row) => (
              <Tr key={row.id}>
                <Cell dataLabel={t("people.name")}>
                  <a href={`#/${encodeURIComponent(realm)}/${row.of}/${row.id}${row.of === "users" ? "/settings" : ""}`}>
                    {row.name}
                  </a>
                </Cell>
                <Cell dataLabel={t("ip.groups")}>
                  <NameChips label={row.name} names={row.groups} wrong={row.groups.filter((group) => !known.has(group))} />
                  {row.refused && <strong>⚠ {t("people.refused")}</strong>}
                </Cell>
                <Cell dataLabel={t("people.detail")}>{row.detail}</Cell>
                <Td>
                  {canEdit && (
                    <Button variant="link" isInline onClick={() => edit(row)} aria-label={t("people.editof", { name: row.name })}>
                      {t("people.edit")}
                    </Button>
                  )}
                </Td>
              </Tr>
            ))}
          </Tbody>
        </Table>
      )}
      {rows.length > 0 && (
        <CsvLink
          name={name}
          head={[t("people.name"), t("ip.groups"), t("people.detail")]}
          rows={() =>
            rows.map((row) => [
              row.name,
              row.groups.join(", "),
              [row.refused && t("people.refused"), row.detail].filter(Boolean).join(", "),
            ])
          }
        />
      )}
    </section>
  );
}

import { Button, EmptyState, EmptyStateHeader, Title } from "@patternfly/react-core";
import { Table, Tbody, Td, Th, Thead, Tr } from "@patternfly/react-table";
import { useEditing } from "../context";
import { NameChips } from "../fields/NameChips";
import { Cell } from "./Cell";
import { CsvLink } from "./CsvLink";
import type { Subject } from "./GroupsDialog";

/** A user, Keycloak group or service account with IP groups or an exception. */
export type PersonRow = Subject & { groups: string[]; detail: string; refused?: boolean };

type Props = { name: string; rows: PersonRow[]; known: Set<string>; edit(subject: Subject): void };

/** One kind of them: their IP groups, and what else there is about them. */
export function PeopleSection({ name, rows, known, edit }: Props) {
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

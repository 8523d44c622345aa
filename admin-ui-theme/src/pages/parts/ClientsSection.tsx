import { Button, EmptyState, EmptyStateHeader, Title } from "@patternfly/react-core";
import { Table, Tbody, Td, Th, Thead, Tr } from "@patternfly/react-table";
import type { People } from "../../api";
import { useEditing } from "../context";
import { Cell } from "./Cell";
import { CsvLink } from "./CsvLink";
import type { Tenanted } from "./TenantDialog";

type Props = { clients: People["clients"]; edit(tenanted: Tenanted): void };

/** Clients that can be used without a browser, each with the list that pins it to a range. */
export function ClientsSection({ clients, edit }: Props) {
  const { t, canEdit, realm } = useEditing();
  const uses = ({ serviceAccount, directGrants }: People["clients"][number]) =>
    [serviceAccount && t("clients.account"), directGrants && t("clients.direct")].filter(Boolean).join(", ");
  return (
    <section data-testid="security-policies-people-clients" className="pf-v5-u-mt-lg">
      <Title headingLevel="h2">{t("clients.title")}</Title>
      <p>{t("clients.help")}</p>
      {clients.length === 0 ? (
        <EmptyState variant="xs">
          <EmptyStateHeader titleText={t("clients.empty")} headingLevel="h3" />
        </EmptyState>
      ) : (
        <Table variant="compact" aria-label={t("clients.title")}>
          <Thead>
            <Tr>
              <Th>{t("people.name")}</Th>
              <Th>{t("tenant.clients.list")}</Th>
              <Th>{t("people.detail")}</Th>
              <Th screenReaderText={t("people.edit")} />
            </Tr>
          </Thead>
          <Tbody>
            {clients.map((client) => (
              <Tr key={client.id}>
                <Cell dataLabel={t("people.name")}>
                  <a href={`#/${encodeURIComponent(realm)}/clients/${client.id}/settings`}>{client.clientId}</a>
                </Cell>
                <Cell dataLabel={t("tenant.clients.list")}>{client.addresses.join(", ") || t("tenant.anywhere")}</Cell>
                <Cell dataLabel={t("people.detail")}>{uses(client)}</Cell>
                <Td>
                  {canEdit && (
                    <Button
                      variant="link"
                      isInline
                      aria-label={t("tenant.editof", { name: client.clientId })}
                      onClick={() =>
                        edit({
                          of: "clients",
                          id: client.id,
                          name: client.clientId,
                          tenant: { addresses: client.addresses, mfaEveryone: false },
                        })
                      }
                    >
                      {t("people.edit")}
                    </Button>
                  )}
                </Td>
              </Tr>
            ))}
          </Tbody>
        </Table>
      )}
      {clients.length > 0 && (
        <CsvLink
          name="clients"
          head={[t("people.name"), t("tenant.clients.list"), t("people.detail")]}
          rows={() => clients.map((client) => [client.clientId, client.addresses.join(", "), uses(client)])}
        />
      )}
    </section>
  );
}

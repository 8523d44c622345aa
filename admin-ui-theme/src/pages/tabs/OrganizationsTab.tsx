import { Alert, Button, EmptyState, EmptyStateBody, EmptyStateHeader, SearchInput, Spinner } from "@patternfly/react-core";
import { Table, Tbody, Td, Th, Thead, Tr } from "@patternfly/react-table";
import { useCallback, useEffect, useState } from "react";
import { messageOf, type Organization, type Organizations } from "../../api";
import { useEditing } from "../context";
import { Cell } from "../parts/Cell";
import { CsvLink } from "../parts/CsvLink";
import { TenantDialog, type Tenanted } from "../parts/TenantDialog";

/** What each organization asks of its members. It only ever adds to what the realm asks. They are saved one by one. */
export function OrganizationsTab() {
  const { api, t, realm, navigation } = useEditing();
  const search = navigation.query.get("search") ?? "";
  const [typed, setTyped] = useState(search);
  const [found, setFound] = useState<Organizations>();
  const [error, setError] = useState("");
  const [editing, setEditing] = useState<Tenanted>();
  const load = useCallback(() => {
    api.organizations(search).then(setFound, (failure: unknown) => setError(messageOf(failure)));
  }, [api, search]);
  useEffect(load, [load]);
  if (error) return <Alert isInline variant="danger" title={t("failed", { message: error })} />;
  if (!found) return <Spinner aria-label={t("tab.organizations")} />;
  if (!found.enabled)
    return (
      <EmptyState variant="xs">
        <EmptyStateHeader titleText={t("organizations.off")} headingLevel="h2" />
        <EmptyStateBody>{t("organizations.off.help")}</EmptyStateBody>
      </EmptyState>
    );
  const find = (text: string) => navigation.go("organizations", text ? { search: text } : {});
  return (
    <>
      <p>{t("organizations.help")}</p>
      <SearchInput
        aria-label={t("organizations.search")}
        placeholder={t("organizations.search")}
        value={typed}
        onChange={(_, text) => setTyped(text)}
        onSearch={(_, text) => find(text)}
        onClear={() => {
          setTyped("");
          find("");
        }}
      />
      {!found.complete && <Alert isInline variant="info" title={t("organizations.partial")} />}
      {found.organizations.length === 0 ? (
        <EmptyState variant="xs">
          <EmptyStateHeader titleText={t("organizations.empty")} headingLevel="h2" />
        </EmptyState>
      ) : (
        <>
          <Rows organizations={found.organizations} realm={realm} edit={setEditing} />
          <CsvLink
            name="organizations"
            head={["people.name", "tenant.organizations.list", "organizations.factor"].map((key) => t(key))}
            rows={() =>
              found.organizations.map(({ name, addresses, mfaEveryone }) => [
                name,
                addresses.join(", "),
                t(mfaEveryone ? "yes" : "no"),
              ])
            }
          />
        </>
      )}
      {editing && (
        <TenantDialog
          tenanted={editing}
          close={(changed) => {
            setEditing(undefined);
            if (changed) load();
          }}
        />
      )}
    </>
  );
}

type RowsProps = { organizations: Organization[]; realm: string; edit(tenanted: Tenanted): void };

function Rows({ organizations, realm, edit }: RowsProps) {
  const { t } = useEditing();
  const subject = ({ id, name, addresses, mfaEveryone }: Organization): Tenanted => ({
    of: "organizations",
    id,
    name,
    tenant: { addresses, mfaEveryone },
  });
  return (
    <Table variant="compact" aria-label={t("tab.organizations")} data-testid="security-policies-organizations">
      <Thead>
        <Tr>
          <Th>{t("people.name")}</Th>
          <Th>{t("tenant.organizations.list")}</Th>
          <Th>{t("organizations.factor")}</Th>
          <Th>{t("people.detail")}</Th>
          <Th screenReaderText={t("people.edit")} />
        </Tr>
      </Thead>
      <Tbody>
        {organizations.map((organization) => (
          <Tr key={organization.id}>
            <Cell dataLabel={t("people.name")}>
              <a href={`#/${encodeURIComponent(realm)}/organizations/${organization.id}/attributes`}>{organization.name}</a>
            </Cell>
            <Cell dataLabel={t("tenant.organizations.list")}>
              {organization.addresses.join(", ") || t("tenant.anywhere")}
              {organization.problems.map(({ message, hint }) => (
                <div key={message}>
                  <strong>⚠ {`${message}: ${hint}`}</strong>
                </div>
              ))}
            </Cell>
            <Cell dataLabel={t("organizations.factor")}>{t(organization.mfaEveryone ? "yes" : "no")}</Cell>
            <Cell dataLabel={t("people.detail")}>
              {[t("people.members", { count: organization.members }), !organization.enabled && t("organizations.disabled")]
                .filter(Boolean)
                .join(", ")}
            </Cell>
            <Td>
              {organization.manageable && (
                <Button
                  variant="link"
                  isInline
                  onClick={() => edit(subject(organization))}
                  aria-label={t("tenant.editof", { name: organization.name })}
                >
                  {t("people.edit")}
                </Button>
              )}
            </Td>
          </Tr>
        ))}
      </Tbody>
    </Table>
  );
}

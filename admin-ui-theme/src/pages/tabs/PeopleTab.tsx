import { Alert, SearchInput, Spinner } from "@patternfly/react-core";
import { useCallback, useEffect, useState } from "react";
import { messageOf, type People } from "../../api";
import { useEditing } from "../context";
import { knownGroups } from "../draft";
import { AddPerson } from "../parts/AddPerson";
import { ClientsSection } from "../parts/ClientsSection";
import { PeopleSection, type PersonRow } from "../parts/PeopleSection";
import { GroupsDialog, type Subject } from "../parts/GroupsDialog";
import { TenantDialog, type Tenanted } from "../parts/TenantDialog";

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
  const sections: [string, PersonRow[]][] = [
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
        <PeopleSection
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

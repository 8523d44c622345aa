import { Alert, Title } from "@patternfly/react-core";
import { useState } from "react";
import { messageOf } from "../../api";
import { useEditing } from "../context";
import { AddButton } from "../fields/NameChips";
import { NamePicker } from "../fields/NamePicker";
import type { Subject } from "./GroupsDialog";

/** Restricts somebody who is not in the lists yet: a user by name, or a Keycloak group by its path. */
export function AddPerson({ edit }: { edit(subject: Subject): void }) {
  const { api, t } = useEditing();
  const [error, setError] = useState("");
  const [name, setName] = useState("");
  const find = async (text: string) => {
    const of = text.startsWith("/") ? "groups" : "users";
    try {
      const id = await api.find(of, text);
      setError(id ? "" : t("people.unknown", { name: text }));
      if (id) edit({ of, id, name: text });
      setName("");
    } catch (failure) {
      setError(messageOf(failure));
    }
  };
  return (
    <section className="pf-v5-u-mt-lg">
      <Title headingLevel="h2">{t("people.add")}</Title>
      <p>{t("people.add.help")}</p>
      <NamePicker id="security-policies-person" kind="user" label={t("people.add")} taken={[]} add={(text) => setName(text)} />
      {name && <AddButton label={t("people.editof", { name })} onClick={() => void find(name)} />}
      {error && <Alert isInline variant="danger" title={error} />}
    </section>
  );
}

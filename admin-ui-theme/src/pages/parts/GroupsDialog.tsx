import { Alert, Button, Form, FormGroup, Modal, ModalVariant } from "@patternfly/react-core";
import { useEffect, useState } from "react";
import { messageOf } from "../../api";
import { useEditing } from "../context";
import { knownGroups } from "../draft";
import { NameChips } from "../fields/NameChips";
import { NamePicker } from "../fields/NamePicker";

/** Somebody who carries IP groups: a user, a service account's user or a Keycloak group. */
export type Subject = { of: "users" | "groups"; id: string; name: string };

type Props = { subject: Subject; close(changed: boolean): void };

/** The IP groups of one user or Keycloak group. They are not part of the policy, so they are saved by themselves. */
export function GroupsDialog({ subject, close }: Props) {
  const { api, t, saved, realm } = useEditing();
  const [read, setRead] = useState<string[]>();
  const [groups, setGroups] = useState<string[]>([]);
  const [error, setError] = useState("");
  const known = knownGroups(saved);
  const wrong = groups.filter((name) => !known.has(name));
  useEffect(() => {
    api.ipGroups(subject.of, subject.id).then(
      (now) => {
        setRead(now);
        setGroups(now);
      },
      (failure: unknown) => setError(messageOf(failure)),
    );
  }, [api, subject]);
  const save = async () => {
    try {
      await api.saveIpGroups(subject.of, subject.id, read ?? [], groups);
      close(true);
    } catch (failure) {
      setError(messageOf(failure));
    }
  };
  return (
    <Modal
      isOpen
      variant={ModalVariant.small}
      title={t("people.dialog", { name: subject.name, realm })}
      onClose={() => close(false)}
      actions={[
        <Button
          key="save"
          data-testid="security-policies-save-groups"
          isDisabled={!read || wrong.length > 0}
          onClick={() => void save()}
        >
          {t("people.save")}
        </Button>,
        <Button key="cancel" variant="link" onClick={() => close(false)}>
          {t("cancel")}
        </Button>,
      ]}
    >
      {error && <Alert isInline variant="danger" title={error} />}
      {wrong.length > 0 && <Alert isInline variant="danger" title={t("people.nogroup", { names: wrong.join(", ") })} />}
      <Form onSubmit={(event) => event.preventDefault()}>
        <FormGroup label={t("ip.groups")} fieldId="security-policies-person-groups">
          <NameChips
            label={t("ip.groups")}
            names={groups}
            wrong={wrong}
            remove={(name) => setGroups(groups.filter((other) => other !== name))}
          />
          {read && (
            <NamePicker
              id="security-policies-person-groups"
              kind="ip-group"
              label={t("ip.groups")}
              taken={groups}
              add={(name) => setGroups([...groups, name.replace(/^@/, "")])}
            />
          )}
        </FormGroup>
      </Form>
    </Modal>
  );
}

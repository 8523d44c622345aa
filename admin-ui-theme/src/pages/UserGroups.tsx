import { Alert, Button, FormGroup, TextInput } from "@patternfly/react-core";
import { useState } from "react";
import { useEditing } from "./context";

/** The IP groups of one user. They are not part of the policy, so they are saved by themselves. */
export function UserGroups() {
  const { api, t, canEdit } = useEditing();
  const [username, setUsername] = useState("");
  const [groups, setGroups] = useState<string>();
  const [message, setMessage] = useState<{ text: string; variant: "success" | "danger" }>();
  const attempt = async (action: () => Promise<void>) => {
    setMessage(undefined);
    try {
      await action();
    } catch (failure) {
      setMessage({ text: failure instanceof Error ? failure.message : String(failure), variant: "danger" });
    }
  };
  const load = () =>
    attempt(async () => {
      const found = await api.userGroups(username.trim());
      setGroups(found?.join(", "));
      if (!found) setMessage({ text: t("ip.users.unknown", { user: username }), variant: "danger" });
    });
  const save = () =>
    attempt(async () => {
      const names = (groups ?? "").split(",").map((name) => name.trim());
      await api.saveUserGroups(username.trim(), names.filter((name) => name !== ""));
      setMessage({ text: t("ip.users.saved", { user: username }), variant: "success" });
    });
  return (
    <>
      <div className="pf-v5-l-flex pf-m-align-items-flex-end">
        <FormGroup label={t("whatif.user")} fieldId="security-policies-user">
          <TextInput
            id="security-policies-user"
            value={username}
            onChange={(_, text) => {
              setUsername(text);
              setGroups(undefined);
            }}
          />
        </FormGroup>
        <Button variant="secondary" isDisabled={!username.trim()} onClick={() => void load()}>
          {t("ip.users.load")}
        </Button>
      </div>
      {groups !== undefined && (
        <div className="pf-v5-l-flex pf-m-align-items-flex-end">
          <FormGroup label={t("ip.users.groups")} fieldId="security-policies-user-groups">
            <TextInput
              id="security-policies-user-groups"
              value={groups}
              isDisabled={!canEdit}
              onChange={(_, text) => setGroups(text)}
            />
          </FormGroup>
          {canEdit && (
            <Button variant="secondary" onClick={() => void save()}>
              {t("ip.users.save")}
            </Button>
          )}
        </div>
      )}
      {message && <Alert isInline variant={message.variant} title={message.text} />}
    </>
  );
}

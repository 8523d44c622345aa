import { Button, Form } from "@patternfly/react-core";
import { useEditing } from "./context";
import { set } from "./draft";
import { Settings } from "./SettingField";

export function MultiFactor() {
  return (
    <Form isWidthLimited onSubmit={(event) => event.preventDefault()}>
      <Settings of="mfa" />
    </Form>
  );
}

export function AdminPanel() {
  const { t, status, policy, change, canEdit } = useEditing();
  const list = policy.ip?.adminPanel ?? [];
  const address = status?.caller.address;
  return (
    <Form isWidthLimited onSubmit={(event) => event.preventDefault()}>
      <Settings of="ip.adminPanel" />
      {address && (
        <p>
          {t("admin.current", { address })}{" "}
          {canEdit && !list.includes(address) && (
            <Button variant="link" isInline onClick={() => change(set(policy, ["ip", "adminPanel"], [...list, address]))}>
              {t("admin.add")}
            </Button>
          )}
        </p>
      )}
    </Form>
  );
}

export function SessionAndAdmins() {
  return (
    <Form isWidthLimited onSubmit={(event) => event.preventDefault()}>
      <Settings of="session" />
      <Settings of="sso" />
      <Settings of="superAdmin" />
    </Form>
  );
}

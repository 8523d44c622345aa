import { Button, Form, FormGroup, TextInput, Title } from "@patternfly/react-core";
import { useEffect, useState } from "react";
import { useEditing } from "./context";
import { set } from "./draft";
import { RangeField } from "./lists";
import { Settings } from "./SettingField";
import { UserGroups } from "./UserGroups";

type NameField = (name: string, change: (name: string) => void) => JSX.Element;

/** Named lists: groups, or the lists of roles. A new one stays in view while it is still empty. */
function NamedLists({ kind, names, add }: { kind: "groups" | "roles"; names: string[]; add: NameField }) {
  const { t, policy, change, canEdit } = useEditing();
  const [fresh, setFresh] = useState<string[]>([]);
  const shown = [...new Set([...names, ...fresh])];
  const remove = (name: string) => {
    setFresh(fresh.filter((other) => other !== name));
    change(set(policy, ["ip", kind, name], undefined));
  };
  return (
    <>
      {shown.length === 0 && <p>{t(`ip.${kind}.empty`)}</p>}
      {shown.map((name) => (
        <div key={name} data-testid={`security-policies-${kind}-${name}`}>
          <RangeField path={["ip", kind, name]} label={name} />
          {canEdit && (
            <Button variant="link" isInline isDanger onClick={() => remove(name)}>
              {t("remove", { name })}
            </Button>
          )}
        </div>
      ))}
      {canEdit && <Adding onAdd={(name) => setFresh([...fresh, name])} field={add} label={t(`ip.${kind}.add`)} />}
    </>
  );
}

type AddingProps = { onAdd(name: string): void; field: NameField; label: string };

function Adding({ onAdd, field, label }: AddingProps) {
  const [name, setName] = useState("");
  const submit = () => {
    if (name.trim()) onAdd(name.trim());
    setName("");
  };
  return (
    <div className="pf-v5-l-flex pf-m-align-items-flex-end">
      {field(name, setName)}
      <Button variant="secondary" onClick={submit} isDisabled={!name.trim()}>
        {label}
      </Button>
    </div>
  );
}

export function IpRestrictions() {
  const { t, policy, api } = useEditing();
  const [roles, setRoles] = useState<string[]>([]);
  useEffect(() => {
    api.roles().then(setRoles, () => setRoles([]));
  }, [api]);
  const groupName: NameField = (name, change) => (
    <FormGroup label={t("ip.groups.name")} fieldId="security-policies-new-group">
      <TextInput id="security-policies-new-group" value={name} onChange={(_, text) => change(text)} />
    </FormGroup>
  );
  const rolePicker: NameField = (name, change) => (
    <FormGroup label={t("ip.roles.pick")} fieldId="security-policies-new-role">
      <TextInput
        id="security-policies-new-role"
        list="security-policies-roles"
        placeholder={t("ip.roles.choose")}
        value={name}
        onChange={(_, text) => change(text)}
      />
      <datalist id="security-policies-roles">
        {roles.map((role) => (
          <option key={role} value={role} />
        ))}
      </datalist>
    </FormGroup>
  );
  return (
    <Form isWidthLimited onSubmit={(event) => event.preventDefault()}>
      <Title headingLevel="h2">{t("ip.groups")}</Title>
      <p>{t("ip.groups.help")}</p>
      <NamedLists kind="groups" names={Object.keys(policy.ip?.groups ?? {})} add={groupName} />
      <Title headingLevel="h2">{t("ip.subscriber")}</Title>
      <Settings of="ip.subscriber" />
      <Title headingLevel="h2">{t("ip.roles")}</Title>
      <p>{t("ip.roles.help")}</p>
      <NamedLists kind="roles" names={Object.keys(policy.ip?.roles ?? {})} add={rolePicker} />
      <Title headingLevel="h2">{t("ip.users")}</Title>
      <p>{t("ip.users.help")}</p>
      <UserGroups />
      <Settings of="ip.interfaceUsers" />
    </Form>
  );
}

import {
  Alert,
  Button,
  Form,
  FormGroup,
  List,
  ListItem,
  TextInput,
  Title,
} from "@patternfly/react-core";
import { useEffect, useState } from "react";
import { useEditing } from "./context";
import { set } from "./draft";
import { UserGroups } from "./UserGroups";
import { Settings } from "./SettingField";
import { RangeField } from "./fields";

const VARIANT = { error: "danger", warning: "warning", info: "info" } as const;

export function Overview() {
  const { t, status } = useEditing();
  if (!status) return null;
  const { enforced, findings, caller } = status;
  const count = (name: keyof typeof enforced) => Number(enforced[name]);
  const who = [
    enforced.mfaEveryone && t("overview.everyone"),
    enforced.mfaAdmins && t("overview.admins"),
    count("mfaRoles") > 0 && t("overview.roles", { count: count("mfaRoles") }),
  ].filter(Boolean);
  const lines = [
    who.length > 0 && t("overview.mfa", { who: who.join(", ") }),
    count("subscriber") > 0 && t("overview.subscriber", { count: count("subscriber") }),
    count("roles") > 0 && t("overview.rolelists", { count: count("roles") }),
    count("adminPanel") > 0 && t("overview.adminpanel", { count: count("adminPanel") }),
    count("sessionLifetimeMinutes") > 0 && t("overview.session", { count: count("sessionLifetimeMinutes") }),
    enforced.ssoForced && t("overview.sso"),
  ].filter(Boolean);
  return (
    <Form isWidthLimited onSubmit={(event) => event.preventDefault()}>
      {status.mode === "break-glass" && <Alert isInline variant="danger" title={t("mode.break-glass")} />}
      <Settings of="mode" />
      <Title headingLevel="h2">{t("overview.enforced")}</Title>
      {lines.length === 0 ? <p>{t("overview.nothing")}</p> : <List>{lines.map((line) => <ListItem key={String(line)}>{line}</ListItem>)}</List>}
      <p data-testid="security-policies-caller">{t("overview.caller", caller)}</p>
      <Title headingLevel="h2">{t("overview.findings")}</Title>
      {findings.length === 0 && <p>{t("overview.nofindings")}</p>}
      {findings.map((finding) => (
        <Alert
          key={finding.code + (finding.path ?? "") + finding.message}
          isInline
          component="h3"
          variant={VARIANT[finding.severity]}
          title={`${t(`severity.${finding.severity}`)}: ${finding.message}`}
        >
          {finding.fix} <code>{finding.code}</code> {finding.path && <code>{finding.path}</code>}
        </Alert>
      ))}
    </Form>
  );
}

export function MultiFactor() {
  return (
    <Form isWidthLimited onSubmit={(event) => event.preventDefault()}>
      <Settings of="mfa" />
    </Form>
  );
}

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

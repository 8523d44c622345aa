import { Alert, Form, List, ListItem, Title } from "@patternfly/react-core";
import { useEditing } from "./context";
import { Settings } from "./SettingField";

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

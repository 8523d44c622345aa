import { Alert, Button, Form, FormSection, List, ListItem } from "@patternfly/react-core";
import { useEffect, useRef, useState } from "react";
import type { Finding, Matrix, Policy } from "../../api";
import { useEditing, type T } from "../context";
import { listOf, listsOf } from "../draft";
import { Settings } from "../fields/SettingField";
import { fieldName, type TabName } from "../marks";
import { useGoTo } from "../parts/MarksAlert";
import { MatrixTable } from "../parts/MatrixTable";
import { ReportSection } from "../parts/ReportSection";
import { said } from "../words";

const VARIANT = { error: "danger", warning: "warning", info: "info" } as const;
const SHOWN = 6;

type Line = { tab: TabName; text: string };

const some = (entries: string[]) => entries.slice(0, SHOWN).join(", ") + (entries.length > SHOWN ? ` … (${entries.length})` : "");

/** What the policy says, in sentences that name addresses, roles and groups. */
function lines(t: T, policy: Policy): Line[] {
  const { ip, mfa, session, sso, superAdmin } = policy;
  const found: (Line | false | undefined)[] = [
    listOf(ip?.subscriber).length
      ? { tab: "ip", text: t("overview.subscriber", { list: some(listOf(ip?.subscriber)) }) }
      : undefined,
    ...Object.entries(listsOf(ip?.roles)).map(([role, list]): Line => ({
      tab: "ip",
      text: t("overview.role", { role, list: some(list) }),
    })),
    listOf(ip?.adminPanel).length
      ? { tab: "admin", text: t("overview.adminpanel", { list: some(listOf(ip?.adminPanel)) }) }
      : undefined,
    mfa?.everyone && { tab: "mfa", text: t("overview.mfa.everyone") },
    mfa?.admins && { tab: "mfa", text: t("overview.mfa.admins") },
    listOf(mfa?.roles).length ? { tab: "mfa", text: t("overview.mfa.roles", { list: some(listOf(mfa?.roles)) }) } : undefined,
    session?.lifetimeMinutes ? { tab: "session", text: t("overview.session", { count: session.lifetimeMinutes }) } : undefined,
    sso?.forced && { tab: "session", text: t("overview.sso") },
    listOf(superAdmin?.emails).length
      ? { tab: "session", text: t("overview.super", { list: some(listOf(superAdmin?.emails)) }) }
      : undefined,
  ];
  return found.filter((line): line is Line => Boolean(line));
}

export function OverviewTab() {
  const { api, t, status, policy, saved, navigation } = useEditing();
  const findings = status?.findings ?? [];
  const mode = status?.mode ?? "enforce";
  const said = lines(t, policy);
  const [matrix, setMatrix] = useState<Matrix>();
  const inForce = JSON.stringify(saved);
  const latest = useRef(inForce);
  latest.current = inForce;
  useEffect(() => {
    let current = true;
    api.matrix().then(
      (found) => current && setMatrix(found),
      () => current && setMatrix(undefined), // what cannot be worked out now is left out, and the rest of the page stands
    );
    return () => {
      current = false;
    };
  }, [api, inForce]);
  return (
    <Form isHorizontal onSubmit={(event) => event.preventDefault()}>
      {mode === "break-glass" && <Alert isInline variant="danger" title={t("mode.break-glass")} />}
      <Settings of="mode" />
      <FormSection title={t(mode === "enforce" ? "overview.enforced" : "overview.reported")} titleElement="h2">
        {said.length === 0 ? (
          <p>{t("overview.nothing")}</p>
        ) : (
          <List isPlain>
            {said.map(({ tab, text }) => (
              <ListItem key={text}>
                <Button variant="link" isInline onClick={() => navigation.go(tab)}>
                  {text}
                </Button>
              </ListItem>
            ))}
          </List>
        )}
        {matrix && said.length > 0 && <MatrixTable key={JSON.stringify(matrix)} matrix={matrix} />}
        {status && <p data-testid="security-policies-caller">{t("overview.caller", status.caller)}</p>}
      </FormSection>
      <ReportSection found={(found) => latest.current === inForce && setMatrix(found)} />
      <FormSection title={t("overview.findings")} titleElement="h2">
        {status && findings.length === 0 && <p>{t("overview.nofindings")}</p>}
        {findings.map((finding) => (
          <FindingAlert key={finding.code + (finding.path ?? "") + finding.message} finding={finding} />
        ))}
        {status && <VersionLine server={status.version} page={PAGE_VERSION} />}
      </FormSection>
    </Form>
  );
}

/** Two jars make the pack, and whoever upgrades one may forget the other. */
export function VersionLine({ server, page }: { server: string; page: string }) {
  const { t } = useEditing();
  return page && page !== server ? (
    <Alert isInline component="h3" variant="warning" title={t("overview.versions", { server, page })}>
      {t("overview.versions.fix")}
    </Alert>
  ) : (
    <p data-testid="security-policies-version">{t("overview.version", { version: server })}</p>
  );
}

function FindingAlert({ finding }: { finding: Finding }) {
  const { t } = useEditing();
  const goTo = useGoTo();
  const { severity, code, path } = finding;
  const { message, fix } = said(t, finding);
  return (
    <Alert
      isInline
      component="h3"
      variant={VARIANT[severity]}
      title={`${t(`severity.${severity}`)}: ${message}`}
      actionLinks={
        path && (
          <Button variant="link" isInline onClick={() => goTo(path)}>
            {t("overview.goto", { field: fieldName(t, path) })}
          </Button>
        )
      }
    >
      {fix} <code>{code}</code>
    </Alert>
  );
}

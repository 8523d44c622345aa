import {
  Alert,
  Button,
  DescriptionList,
  DescriptionListDescription,
  DescriptionListGroup,
  DescriptionListTerm,
  Label,
} from "@patternfly/react-core";
import { Table, Tbody, Th, Thead, Tr } from "@patternfly/react-table";
import { useState, type ReactNode } from "react";
import type { Evaluation } from "../../api";
import { useEditing, type T } from "../context";
import type { TabName } from "../marks";
import { Cell } from "./Cell";

/** A reason code as a sentence. */
export const sentence = (t: T, code: string | null | undefined) => (code ? t(`reason.${code}`, { defaultValue: code }) : "");

const TABS_OF_REASONS: [string, TabName][] = [
  ["ip-user", "people"],
  ["ip-client", "people"],
  ["ip-organization", "organizations"],
];

function factor(t: T, { mfa }: Evaluation): string {
  if (!mfa.demanded) return t("whatif.mfa.none");
  const demanded = t("whatif.mfa.demanded", { because: mfa.because });
  if (mfa.exemptHere) return `${demanded} ${t("whatif.mfa.exempt")}`;
  if (mfa.enrolled) return `${demanded} ${t("whatif.mfa.enrolled")}`;
  return `${demanded} ${t(mfa.mayEnrolHere ? "whatif.mfa.missing" : "whatif.mfa.elsewhere")}`;
}

/** Which list decided, and where it is edited. */
function decided(t: T, by: string): { text: string; tab?: TabName } {
  if (by.startsWith("role ")) return { text: t("whatif.by.role", { role: by.slice(5) }), tab: "ip" };
  return by === "subscriber" ? { text: t("whatif.by.everyone"), tab: "ip" } : { text: t("whatif.by.none") };
}

/** The answer in four lines, each with what decided; below it what becomes of the roles. */
export function WhatIfAnswer({ answer }: { answer: Evaluation }) {
  const { t, navigation } = useEditing();
  const would = answer.mode === "report-only";
  const asked = { user: answer.user.username, address: answer.address };
  const title = answer.allowed ? "whatif.allowed" : would ? "whatif.wouldrefuse" : "whatif.refused";
  const link = (tab: TabName, text: string) => (
    <Button variant="link" isInline onClick={() => navigation.go(tab)}>
      {text}
    </Button>
  );
  const login = answer.allowed ? t("whatif.login.yes") : sentence(t, answer.reason);
  const tabOfLogin = TABS_OF_REASONS.find(([reason]) => answer.reason?.startsWith(reason))?.[1] ?? "ip";
  return (
    <div data-testid="security-policies-whatif" aria-live="polite" className="pf-v5-u-mt-md">
      <Alert isInline component="h2" variant={answer.allowed ? "success" : would ? "warning" : "danger"} title={t(title, asked)}>
        {would && t("whatif.reportonly")}
      </Alert>
      <DescriptionList isHorizontal className="pf-v5-u-mt-md">
        <Line term={t("whatif.login")}>
          {login} {!answer.allowed && link(tabOfLogin, t("whatif.goto"))}
        </Line>
        <Line term={t("whatif.console")}>
          {answer.adminPanel ? t("whatif.console.yes") : sentence(t, answer.adminReason)}{" "}
          {!answer.adminPanel && link("admin", t("whatif.goto"))}
        </Line>
        <Line term={t("whatif.factor")}>
          {factor(t, answer)} {answer.mfa.demanded && link("mfa", t("whatif.goto"))}
        </Line>
        <Line term={t("whatif.groups")}>
          {answer.ipGroups.length === 0 ? t("whatif.groups.none") : <Groups answer={answer} />}{" "}
          {answer.ipGroups.length > 0 && link("people", t("whatif.goto"))}
        </Line>
        {answer.organizations.length > 0 && (
          <Line term={t("whatif.organizations")}>
            <Memberships answer={answer} /> {link("organizations", t("whatif.goto"))}
          </Line>
        )}
      </DescriptionList>
      <Roles answer={answer} />
    </div>
  );
}

function Line({ term, children }: { term: string; children: ReactNode }) {
  return (
    <DescriptionListGroup>
      <DescriptionListTerm>{term}</DescriptionListTerm>
      <DescriptionListDescription>{children}</DescriptionListDescription>
    </DescriptionListGroup>
  );
}

function Groups({ answer }: { answer: Evaluation }) {
  const { t } = useEditing();
  return answer.ipGroups.map(({ name, from, known, holdsAddress }) => (
    <div key={name}>
      <Label color={holdsAddress ? "green" : "red"}>{name}</Label>{" "}
      {from ? t("whatif.groups.from", { group: from }) : t("whatif.groups.own")}
      {!known && <strong> ⚠ {t("whatif.groups.unknown")}</strong>}
    </div>
  ));
}

function Memberships({ answer }: { answer: Evaluation }) {
  const { t } = useEditing();
  return answer.organizations.map(({ alias, managed, kept, mfaEveryone }) => (
    <div key={alias}>
      <Label color={kept ? "green" : "red"}>{alias}</Label>{" "}
      {[
        t(kept ? "whatif.organizations.kept" : "whatif.organizations.withheld"),
        managed && t("whatif.organizations.managed"),
        mfaEveryone && t("whatif.organizations.factor"),
      ]
        .filter(Boolean)
        .join(", ")}
    </div>
  ));
}

/** The roles that were mapped; what composites bring is folded away. */
function Roles({ answer }: { answer: Evaluation }) {
  const { t } = useEditing();
  const [all, setAll] = useState(false);
  const counting = answer.roles.filter(({ stock }) => !stock);
  const folded = counting.filter(({ direct }) => !direct);
  if (counting.length === 0) return <p>{t("whatif.noroles")}</p>;
  return (
    <>
      <Table variant="compact" aria-label={t("whatif.outcome")}>
        <Thead>
          <Tr>
            {["role", "outcome", "list"].map((name) => (
              <Th key={name}>{t(`whatif.${name}`)}</Th>
            ))}
          </Tr>
        </Thead>
        <Tbody>
          {counting
            .filter(({ direct }) => direct || all)
            .map(({ role, kept, decidedBy }) => (
              <Tr key={role}>
                <Cell dataLabel={t("whatif.role")}>{role}</Cell>
                <Cell dataLabel={t("whatif.outcome")}>
                  <Label color={kept ? "green" : "red"}>{t(kept ? "whatif.kept" : "whatif.withheld")}</Label>
                </Cell>
                <Cell dataLabel={t("whatif.list")}>{decided(t, decidedBy).text}</Cell>
              </Tr>
            ))}
        </Tbody>
      </Table>
      {folded.length > 0 && (
        <Button variant="link" isInline onClick={() => setAll(!all)}>
          {t(all ? "whatif.fold" : "whatif.unfold", { count: folded.length })}
        </Button>
      )}
    </>
  );
}

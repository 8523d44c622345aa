import { Button, Panel, PanelMain, PanelMainBody } from "@patternfly/react-core";
import { useEffect } from "react";
import type { Access, Policy } from "../../api";
import { useEditing } from "../context";
import { listOf, listsOf } from "../draft";
import type { TabName } from "../marks";
import { useLongWork } from "../useLongWork";
import { addressText } from "./addresses";
import { columnName, subjectName, type Column, type Row } from "./MatrixTable";
import { Working } from "./Working";

const MOST_NAMES = 20;

type Deciding = { tab: TabName; lists: string[][] };

/** The lists that decide for a row, which must all hold the address; of a role without one that of everyone. */
function deciding(policy: Policy, { subject, name }: Row): Deciding {
  const { ip, mfa } = policy;
  const everyone = listOf(ip?.subscriber);
  if (subject === "admin-panel") return { tab: "admin", lists: [listOf(ip?.adminPanel), everyone] };
  if (subject === "enrolment") return { tab: "mfa", lists: [listOf(mfa?.enrolFrom)] };
  if (subject === "exemption") return { tab: "mfa", lists: [listOf(mfa?.exemptFrom)] };
  if (subject === "service-accounts") return { tab: "people", lists: [] };
  return { tab: "ip", lists: [subject === "role" ? (listsOf(ip?.roles)[name] ?? everyone) : everyone] };
}

/** An address of the column, to ask about; of all addresses one that is nobody's (RFC 5737). */
const example = ({ addresses }: Column) => {
  const first = addresses.networks[0] ?? "";
  return first === "*" || first === "" ? "192.0.2.1" : first.split("/")[0]!;
};

const of = (row: Row) => (user: NonNullable<Access["users"]>[number]) =>
  user.allowed && (row.subject !== "role" || user.roles.includes(row.name));

/** What stands behind a cell: the addresses, the list that decides, and who may come from there today. */
export function MatrixCell({ row, column }: { row: Row; column: Column }) {
  const { api, t, saved, navigation } = useEditing();
  const { answer, run, ...work } = useLongWork<Access>();
  const address = example(column);
  const people = row.subject === "everyone" || row.subject === "role";
  useEffect(() => {
    if (people) void run((signal) => api.access("address", address, 0, signal));
  }, [api, run, address, people]);
  const { tab, lists } = deciding(saved, row);
  const shown = lists.filter((list) => list.length > 0).map((list) => list.slice(0, MOST_NAMES).join(", "));
  const names = (answer?.users ?? []).filter(of(row)).map(({ username }) => username);
  return (
    <Panel variant="bordered" data-testid="security-policies-matrix-cell">
      <PanelMain>
        <PanelMainBody>
          <strong>
            {subjectName(t, row)}, {columnName(t, column)}
          </strong>
          <p>{t("matrix.addresses", { list: addressText(t, column.addresses) })}</p>
          <p>
            <Button variant="link" isInline onClick={() => navigation.go(tab)}>
              {t(shown.length > 0 ? "matrix.list" : "matrix.nolist", { list: shown.join(" + ") })}
            </Button>
          </p>
          {people && <Working work={work} />}
          {people && answer && (
            <p>
              {t(names.length > 0 ? "matrix.people" : "matrix.nobody", {
                address,
                list: names.slice(0, MOST_NAMES).join(", "),
                more: names.length > MOST_NAMES || answer.next !== undefined ? " …" : "",
              })}
            </p>
          )}
          <Button variant="link" isInline onClick={() => navigation.go("whatif", { user: names[0] ?? "", address })}>
            {t("matrix.whatif")}
          </Button>
        </PanelMainBody>
      </PanelMain>
    </Panel>
  );
}

import { Button, Form, FormGroup, FormSelect, FormSelectOption, Label, TextInput } from "@patternfly/react-core";
import { Table, Tbody, Td, Th, Thead, Tr } from "@patternfly/react-table";
import { useState } from "react";
import type { Access } from "../../api";
import { useEditing } from "../context";
import { NamePicker } from "../fields/NamePicker";
import { addressText } from "../parts/addresses";
import { Cell } from "../parts/Cell";
import { CsvLink } from "../parts/CsvLink";
import { NetworksSection } from "../parts/NetworksSection";
import { sentence } from "../parts/WhatIfAnswer";
import { Working } from "../parts/Working";
import { useLongWork } from "../useLongWork";

const KINDS = ["user", "role", "address"] as const;
const MOST_ROLES = 8;
type Kind = (typeof KINDS)[number];
type Asked = { kind: Kind; value: string };

/** Asked backwards: from where may this user or role come, who may come from this address; and from where people really come. */
export function AccessTab() {
  const { api, t } = useEditing();
  const [kind, setKind] = useState<Kind>("user");
  const [value, setValue] = useState("");
  const { answer, run, ...work } = useLongWork<{ asked: Asked; says: Access }>();
  const ask = (asked: Asked, first = 0, before: NonNullable<Access["users"]> = []) =>
    run(async (signal) => {
      const says = await api.access(asked.kind, asked.value, first, signal);
      return { asked, says: says.users ? { ...says, users: [...before, ...says.users] } : says };
    });
  const id = "security-policies-access-value";
  return (
    <>
      <Form
        isHorizontal
        isWidthLimited
        onSubmit={(event) => {
          event.preventDefault();
          void ask({ kind, value: value.trim() });
        }}
      >
        <p>{t("access.help")}</p>
        <FormGroup label={t("access.by")} fieldId="security-policies-access-kind">
          <FormSelect
            id="security-policies-access-kind"
            value={kind}
            onChange={(_, chosen) => {
              setKind(chosen as Kind);
              setValue("");
            }}
          >
            {KINDS.map((name) => (
              <FormSelectOption key={name} value={name} label={t(`access.${name}`)} />
            ))}
          </FormSelect>
        </FormGroup>
        <FormGroup label={t(`access.${kind}`)} fieldId={id}>
          {kind === "address" ? (
            <TextInput id={id} value={value} onChange={(_, text) => setValue(text)} />
          ) : (
            <NamePicker key={kind} id={id} kind={kind} label={t(`access.${kind}`)} taken={[value]} add={setValue} single />
          )}
        </FormGroup>
        <div>
          <Button type="submit" isDisabled={!value.trim() || work.seconds !== undefined}>
            {t("access.ask")}
          </Button>
        </div>
      </Form>
      <Working work={work} />
      {answer && <Answer {...answer} more={() => void ask(answer.asked, answer.says.next, answer.says.users)} />}
      <NetworksSection />
    </>
  );
}

function Answer({ asked, says, more }: { asked: Asked; says: Access; more(): void }) {
  const { t } = useEditing();
  return (
    <section aria-label={asked.value} data-testid="security-policies-access" className="pf-v5-u-mt-md" aria-live="polite">
      {says.addresses && (
        <p>
          <strong>{t(`access.says.${asked.kind}`, { name: asked.value })}</strong> {addressText(t, says.addresses)}
        </p>
      )}
      {says.roles && says.roles.length > 0 && (
        <ul className="pf-v5-c-list">
          {says.roles.map(({ role, addresses }) => (
            <li key={role}>
              {t("matrix.role", { role })}: {addressText(t, addresses)}
            </li>
          ))}
        </ul>
      )}
      {says.users && <Entrants address={asked.value} users={says.users} />}
      {says.next !== undefined && (
        <Button variant="secondary" onClick={more}>
          {t("access.more")}
        </Button>
      )}
    </section>
  );
}

const some = (roles: string[]) =>
  roles.slice(0, MOST_ROLES).join(", ") + (roles.length > MOST_ROLES ? ` … (${roles.length})` : "");

function Entrants({ address, users }: { address: string; users: NonNullable<Access["users"]> }) {
  const { t, realm, navigation } = useEditing();
  const head = ["user", "enters", "roles", "factor"].map((name) => t(`access.${name}`));
  const rows = users.map((user) => [
    user.username,
    user.allowed ? t("access.yes") : sentence(t, user.reason ?? ""),
    some(user.roles),
    user.factor ?? "",
  ]);
  return (
    <>
      <Table variant="compact" aria-label={t("access.says.address", { name: address })}>
        <Thead>
          <Tr>
            {head.map((name, i) => (
              <Th key={name} width={i === 2 ? undefined : 20}>
                {name}
              </Th>
            ))}
            <Th screenReaderText={t("activity.why")} />
          </Tr>
        </Thead>
        <Tbody>
          {users.map((user, i) => (
            <Tr key={user.id}>
              <Cell dataLabel={head[0]}>
                <a href={`#/${encodeURIComponent(realm)}/users/${user.id}/settings`}>{user.username}</a>
              </Cell>
              <Cell dataLabel={head[1]}>
                <Label color={user.allowed ? "green" : "red"} isCompact>
                  {rows[i]![1]}
                </Label>
              </Cell>
              <Cell dataLabel={head[2]}>{rows[i]![2]}</Cell>
              <Cell dataLabel={head[3]}>{rows[i]![3]}</Cell>
              <Td>
                <Button variant="link" isInline onClick={() => navigation.go("whatif", { user: user.username, address })}>
                  {t("activity.why")}
                </Button>
              </Td>
            </Tr>
          ))}
        </Tbody>
      </Table>
      <CsvLink name="access" head={head} rows={() => rows} />
    </>
  );
}

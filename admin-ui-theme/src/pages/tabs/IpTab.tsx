import { EmptyState, EmptyStateBody, EmptyStateHeader, Form, FormGroup, FormSection, Button } from "@patternfly/react-core";
import { useState } from "react";
import type { NameKind } from "../../api";
import { useEditing, useSetting } from "../context";
import { isAt } from "../draft";
import { BLANK } from "../settings";
import { idOf } from "../fields/FieldGroup";
import { NamePicker } from "../fields/NamePicker";
import { RangeField } from "../fields/RangeField";
import { Settings } from "../fields/SettingField";

type Lists = Record<string, string[]>;

/** Named lists: groups, or the lists of roles. A new one stays in view while it is still empty. */
function NamedLists({ kind, of }: { kind: "groups" | "roles"; of: NameKind | "free" }) {
  const { t, canEdit } = useEditing();
  const path = ["ip", kind];
  const { value, change, marks } = useSetting<Lists>(path);
  const lists = value ?? BLANK.lists;
  const names = Object.keys(lists);
  const [asked, setAsked] = useState("");
  const write = (name: string, entries: string[] | undefined) => {
    const copy = { ...lists };
    if (entries === undefined) delete copy[name];
    else copy[name] = entries;
    change(copy);
  };
  const add = (name: string) => {
    if (!(name in lists)) write(name, []);
    requestAnimationFrame(() => document.getElementById(idOf([...path, name]))?.focus());
  };
  return (
    <FormSection title={t(`ip.${kind}`)} titleElement="h2">
      <p>{t(`ip.${kind}.help`)}</p>
      {names.length === 0 && (
        <EmptyState variant="xs">
          <EmptyStateHeader titleText={t(`ip.${kind}.empty`)} headingLevel="h3" />
          <EmptyStateBody>{t(`ip.${kind}.empty.help`)}</EmptyStateBody>
        </EmptyState>
      )}
      {names.map((name) => (
        <div key={name} data-testid={`security-policies-${kind}-${name}`}>
          <RangeField
            path={[...path, name]}
            label={name}
            value={lists[name] ?? []}
            change={(entries) => write(name, entries)}
            marks={marks.filter(({ at }) => isAt(at, [...path, name]))}
          />
          {canEdit && (
            <Button variant="link" isInline isDanger onClick={() => (asked === name ? write(name, undefined) : setAsked(name))}>
              {t(asked === name ? "remove.sure" : "remove", { name })}
            </Button>
          )}
        </div>
      ))}
      {canEdit && (
        <FormGroup label={t(`ip.${kind}.add`)} fieldId={`security-policies-new-${kind}`}>
          <NamePicker id={`security-policies-new-${kind}`} kind={of} label={t(`ip.${kind}.add`)} taken={names} add={add} />
        </FormGroup>
      )}
    </FormSection>
  );
}

export function IpTab() {
  const { t } = useEditing();
  return (
    <Form isWidthLimited onSubmit={(event) => event.preventDefault()}>
      <NamedLists kind="groups" of="free" />
      <FormSection title={t("ip.everyone")} titleElement="h2">
        <Settings of="ip.subscriber" />
      </FormSection>
      <NamedLists kind="roles" of="role" />
      <FormSection title={t("ip.interface")} titleElement="h2">
        <Settings of="ip.interfaceUsers" />
      </FormSection>
    </Form>
  );
}

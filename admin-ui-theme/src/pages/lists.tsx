import { Button, FormGroup, TextArea } from "@patternfly/react-core";
import { useEffect, useState } from "react";
import { parseRange, splitEntries } from "../ranges/ranges";
import { useEditing, useSetting } from "./context";
import type { Path } from "./draft";
import { Below, idOf, useErrors, type Field } from "./fields";

/** Text that stands for a list: it stays as it is typed, until the list is changed from elsewhere. */
function useListText(path: Path, split: (text: string) => string[]) {
  const { value, change } = useSetting<string[] | string>(path);
  const entries = Array.isArray(value) ? value : value === undefined ? [] : [String(value)];
  const [text, setText] = useState(entries.join("\n"));
  const fromText = split(text);
  const same = fromText.length === entries.length && fromText.every((entry, i) => entry === entries[i]);
  useEffect(() => {
    if (!same) setText(entries.join("\n"));
  }, [same, entries.join("\n")]);
  return {
    text,
    entries,
    write: (typed: string) => {
      setText(typed);
      change(split(typed));
    },
  };
}

const lines = (text: string) =>
  text
    .split(/[,\r\n]+/)
    .map((entry) => entry.trim())
    .filter((entry) => entry !== "");

type ListTextProps = { path: Path; text: string; rows: number; invalid: boolean; write(typed: string): void };

/** Names and addresses are no prose, so that no spelling is checked. */
function ListText({ path, text, rows, invalid, write }: ListTextProps) {
  const { canEdit } = useEditing();
  return (
    <TextArea
      id={idOf(path)}
      value={text}
      isDisabled={!canEdit}
      autoResize
      rows={rows}
      spellCheck={false}
      validated={invalid ? "error" : "default"}
      onChange={(_, typed) => write(typed)}
    />
  );
}

export function ListField({ path, label, help }: Field) {
  const { t } = useEditing();
  const { text, write } = useListText(path, lines);
  const errors = useErrors(path);
  return (
    <FormGroup label={label} fieldId={idOf(path)}>
      <ListText path={path} text={text} rows={2} invalid={errors.length > 0} write={write} />
      <Below help={[help, t("list.help")].filter(Boolean).join(" ")} errors={errors} />
    </FormGroup>
  );
}

/** A list of address ranges, checked while it is typed with the server's own rules. */
export function RangeField({ path, label, help }: Field) {
  const { canEdit, t, policy } = useEditing();
  const { text, entries, write } = useListText(path, splitEntries);
  const fromServer = useErrors(path);
  const groups = Object.keys(policy.ip?.groups ?? {});
  const own = entries.flatMap((entry) => {
    if (entry.startsWith("@")) return groups.includes(entry.slice(1)) ? [] : [t("range.unknown-group", { entry })];
    const parsed = parseRange(entry);
    return "error" in parsed ? [t(`range.${parsed.error}`, { entry, hint: parsed.hint })] : [];
  });
  const canonical = entries.map((entry) => {
    const parsed = entry.startsWith("@") ? undefined : parseRange(entry);
    return parsed && "canonical" in parsed ? parsed.canonical : entry;
  });
  const differs = canonical.join() !== entries.join();
  const errors = [...own, ...(own.length === 0 ? fromServer : [])];
  return (
    <FormGroup label={label} fieldId={idOf(path)}>
      <ListText path={path} text={text} rows={3} invalid={errors.length > 0} write={write} />
      <Below
        help={[entries.length > 1 && t("ranges.count", { count: entries.length }), help, t("ranges.help")].filter(Boolean).join(" ")}
        errors={errors}
      />
      {canEdit && differs && own.length === 0 && (
        <Button variant="link" isInline onClick={() => write(canonical.join("\n"))}>
          {t("ranges.canonical")}
        </Button>
      )}
    </FormGroup>
  );
}

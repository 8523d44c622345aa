import {
  Button,
  FormGroup,
  FormHelperText,
  FormSelect,
  FormSelectOption,
  HelperText,
  HelperTextItem,
  Switch,
  TextArea,
  TextInput,
} from "@patternfly/react-core";
import { useEffect, useState } from "react";
import { parseRange, splitEntries } from "../ranges/ranges";
import { useEditing, useSetting } from "./context";
import type { Path } from "./draft";

type Field = { path: Path; label: string; help?: string };

const idOf = (path: Path) => `security-policies-${path.join("-").replace(/[^\w-]/g, "_")}`;

function Below({ help, errors }: { help?: string; errors: string[] }) {
  return (
    <FormHelperText>
      <HelperText aria-live="polite">
        {errors.map((error) => (
          <HelperTextItem key={error} variant="error" hasIcon>
            {error}
          </HelperTextItem>
        ))}
        {help && <HelperTextItem>{help}</HelperTextItem>}
      </HelperText>
    </FormHelperText>
  );
}

function useErrors(path: Path): string[] {
  return useSetting(path).problems.map((problem) => `${problem.message}: ${problem.hint}`);
}

export function FlagField({ path, label, help }: Field) {
  const { canEdit } = useEditing();
  const { value, change } = useSetting<boolean>(path);
  return (
    <FormGroup fieldId={idOf(path)}>
      <Switch id={idOf(path)} label={label} isChecked={value ?? false} isDisabled={!canEdit} onChange={(_, on) => change(on)} />
      <Below help={help} errors={useErrors(path)} />
    </FormGroup>
  );
}

export function NumberField({ path, label, help }: Field) {
  const { canEdit } = useEditing();
  const { value, change } = useSetting<number | string>(path);
  const errors = useErrors(path);
  const read = (text: string) => change(/^[0-9]{1,6}$/.test(text.trim()) ? Number(text) : text.trim() || undefined);
  return (
    <FormGroup label={label} fieldId={idOf(path)}>
      <TextInput
        id={idOf(path)}
        inputMode="numeric"
        value={value === undefined ? "" : String(value)}
        isDisabled={!canEdit}
        validated={errors.length > 0 ? "error" : "default"}
        onChange={(_, text) => read(text)}
      />
      <Below help={help} errors={errors} />
    </FormGroup>
  );
}

export function TextField({ path, label, help }: Field) {
  const { canEdit } = useEditing();
  const { value, change } = useSetting<string>(path);
  const errors = useErrors(path);
  return (
    <FormGroup label={label} fieldId={idOf(path)}>
      <TextInput id={idOf(path)} value={value ?? ""} isDisabled={!canEdit} onChange={(_, text) => change(text)} />
      <Below help={help} errors={errors} />
    </FormGroup>
  );
}

export function ChoiceField({ path, label, help, choices }: Field & { choices: { value: string; label: string }[] }) {
  const { canEdit } = useEditing();
  const { value, change } = useSetting<string>(path);
  const first = choices[0]!.value;
  return (
    <FormGroup label={label} fieldId={idOf(path)}>
      <FormSelect
        id={idOf(path)}
        value={value ?? first}
        isDisabled={!canEdit}
        onChange={(_, chosen) => change(chosen === first ? undefined : chosen)}
      >
        {choices.map((choice) => (
          <FormSelectOption key={choice.value} value={choice.value} label={choice.label} />
        ))}
      </FormSelect>
      <Below help={help} errors={useErrors(path)} />
    </FormGroup>
  );
}

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

export function ListField({ path, label, help }: Field) {
  const { canEdit, t } = useEditing();
  const { text, write } = useListText(path, lines);
  const errors = useErrors(path);
  return (
    <FormGroup label={label} fieldId={idOf(path)}>
      <TextArea
        id={idOf(path)}
        value={text}
        isDisabled={!canEdit}
        autoResize
        rows={2}
        validated={errors.length > 0 ? "error" : "default"}
        onChange={(_, typed) => write(typed)}
      />
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
      <TextArea
        id={idOf(path)}
        value={text}
        isDisabled={!canEdit}
        autoResize
        rows={3}
        spellCheck={false}
        validated={errors.length > 0 ? "error" : "default"}
        onChange={(_, typed) => write(typed)}
      />
      <Below help={[help, t("ranges.help")].filter(Boolean).join(" ")} errors={errors} />
      {canEdit && differs && own.length === 0 && (
        <Button variant="link" isInline onClick={() => write(canonical.join("\n"))}>
          {t("ranges.canonical")}
        </Button>
      )}
    </FormGroup>
  );
}

import { FormSelect, FormSelectOption, Switch, TextInput } from "@patternfly/react-core";
import { useEditing, useSetting } from "../context";
import { BLANK } from "../settings";
import { FieldGroup, Help, idOf, type Field } from "./FieldGroup";

export function FlagField({ path, label, help }: Field) {
  const { canEdit, t } = useEditing();
  const { value, change, marks } = useSetting<boolean>(path);
  const id = idOf(path);
  return (
    <FieldGroup id={id} path={path} marks={marks}>
      <Switch id={id} label={label} isChecked={value ?? BLANK.flag} isDisabled={!canEdit} onChange={(_, on) => change(on)} />
      {help && <Help label={label} text={help} />}
      {value && path.join(".") === "sso.forced" && <p>{t("sso.forced.takes")}</p>}
    </FieldGroup>
  );
}

export function NumberField({ path, label, help }: Field) {
  const { canEdit } = useEditing();
  const { value, change, marks } = useSetting<number | string>(path);
  const read = (text: string) => change(/^[0-9]{1,6}$/.test(text.trim()) ? Number(text) : text.trim());
  return (
    <FieldGroup id={idOf(path)} path={path} label={label} help={help} marks={marks}>
      <TextInput
        id={idOf(path)}
        inputMode="numeric"
        value={value === undefined ? BLANK.text : String(value)}
        isDisabled={!canEdit}
        validated={marks.some(({ blocks }) => blocks) ? "error" : "default"}
        onChange={(_, text) => read(text)}
      />
    </FieldGroup>
  );
}

export function ChoiceField({ path, label, help, choices }: Field & { choices: { value: string; label: string }[] }) {
  const { canEdit } = useEditing();
  const { value, change, marks } = useSetting<string>(path);
  const first = choices[0]!.value;
  return (
    <FieldGroup id={idOf(path)} path={path} label={label} help={help} marks={marks}>
      <FormSelect
        id={idOf(path)}
        value={value || first}
        isDisabled={!canEdit}
        onChange={(_, chosen) => change(chosen === first ? BLANK.text : chosen)}
      >
        {choices.map((choice) => (
          <FormSelectOption key={choice.value} value={choice.value} label={choice.label} />
        ))}
      </FormSelect>
    </FieldGroup>
  );
}

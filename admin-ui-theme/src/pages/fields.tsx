import {
  FormGroup,
  FormHelperText,
  FormSelect,
  FormSelectOption,
  HelperText,
  HelperTextItem,
  Switch,
  TextInput,
} from "@patternfly/react-core";
import { useEditing, useSetting } from "./context";
import type { Path } from "./draft";

export type Field = { path: Path; label: string; help?: string };

export const idOf = (path: Path) => `security-policies-${path.join("-").replace(/[^\w-]/g, "_")}`;

/** The help and the errors below a field. */
export function Below({ help, errors }: { help?: string; errors: string[] }) {
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

/** What the server has said about a setting. */
export function useErrors(path: Path): string[] {
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

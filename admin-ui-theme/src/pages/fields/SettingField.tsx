import { useEditing, useSetting } from "../context";
import { parts } from "../draft";
import { BLANK, SETTINGS, type Setting } from "../settings";
import { FieldGroup, idOf, type Field } from "./FieldGroup";
import { ChoiceField, FlagField, NumberField } from "./fields";
import { NameChips } from "./NameChips";
import { NamePicker } from "./NamePicker";
import { RangeField } from "./RangeField";

/** The field of a setting, with its label and help from the messages `ip.subscriber` and `ip.subscriber.help`. */
export function SettingField({ setting }: { setting: Setting }) {
  const { t } = useEditing();
  const name = setting.path.join(".");
  const field = { path: setting.path, label: t(name), help: t(`${name}.help`, { defaultValue: "" }) };
  switch (setting.kind) {
    case "flag":
      return <FlagField {...field} />;
    case "number":
      return <NumberField {...field} />;
    case "choice":
      return <ChoiceField {...field} choices={setting.choices.map((value) => ({ value, label: t(`${name}.${value}`) }))} />;
    case "text":
      return <NameField {...field} setting={setting} />;
    case "names":
      return <NameListField {...field} setting={setting} />;
    case "ranges":
      return <RangeSetting {...field} />;
    case "lists":
      return null; // lists by name have an editor of their own
  }
}

function RangeSetting({ path, label, help }: Field) {
  const { value, change, marks } = useSetting<string[]>(path);
  const list = Array.isArray(value) ? value : BLANK.names;
  return <RangeField path={path} label={label} help={help} value={list} change={change} marks={marks} />;
}

/** Several names, searched for where they are of something that exists. */
function NameListField({ path, label, help, setting }: Field & { setting: Setting }) {
  const { canEdit } = useEditing();
  const { value, change, marks } = useSetting<string[]>(path);
  const names = Array.isArray(value) ? value : BLANK.names;
  const wrong = marks.flatMap(({ at }) => names[Number(parts(at).at(-1))] ?? []);
  const remove = canEdit ? (name: string) => change(names.filter((other) => other !== name)) : undefined;
  // names of roles have blanks in them, addresses of mail have none
  const between = setting.of === "free" ? /[\s,;]+/ : /[,\r\n]+/;
  const add = (text: string) => {
    const more = text.split(between).map((name) => name.trim());
    change([...new Set([...names, ...more.filter(Boolean)])]);
  };
  return (
    <FieldGroup id={idOf(path)} path={path} label={label} help={help} marks={marks}>
      <NameChips label={label} names={names} wrong={wrong} remove={remove} />
      {canEdit && (
        <NamePicker id={idOf(path)} kind={setting.of} label={label} taken={names} add={add} invalid={wrong.length > 0} />
      )}
    </FieldGroup>
  );
}

/** One name. */
function NameField({ path, label, help, setting }: Field & { setting: Setting }) {
  const { canEdit } = useEditing();
  const { value, change, marks } = useSetting<string>(path);
  const names = value ? [value] : [];
  return (
    <FieldGroup id={idOf(path)} path={path} label={label} help={help} marks={marks}>
      <NameChips
        label={label}
        names={names}
        wrong={marks.length > 0 ? names : []}
        remove={canEdit ? () => change(BLANK.text) : undefined}
      />
      {canEdit && <NamePicker id={idOf(path)} kind={setting.of} label={label} taken={names} add={change} />}
    </FieldGroup>
  );
}

/** The fields of a setting by its name, or of all settings of a group, in the order of their definitions. */
export function Settings({ of }: { of: string }) {
  const shown = SETTINGS.filter(({ path }) => path.join(".") === of || path[0] === of);
  return shown.map((setting) => <SettingField key={setting.path.join(".")} setting={setting} />);
}

import { useEditing } from "./context";
import { ChoiceField, FlagField, NumberField, TextField } from "./fields";
import { ListField, RangeField } from "./lists";
import { SETTINGS, type Setting } from "./settings";

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
      return <TextField {...field} />;
    case "names":
      return <ListField {...field} />;
    case "ranges":
      return <RangeField {...field} />;
    case "lists":
      return null; // lists by name have an editor of their own
  }
}

/** The fields of a setting by its name, or of all settings of a group, in the order of their definitions. */
export function Settings({ of }: { of: string }) {
  const shown = SETTINGS.filter(({ path }) => path.join(".") === of || path[0] === of);
  return shown.map((setting) => <SettingField key={setting.path.join(".")} setting={setting} />);
}

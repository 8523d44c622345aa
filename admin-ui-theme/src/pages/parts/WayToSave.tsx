import { Radio } from "@patternfly/react-core";
import { useEditing } from "../context";

/** How a change is put in force: the careful ways first. */
export const WAYS = ["report-only", "confirm", "enforce"] as const;
export type Way = (typeof WAYS)[number];

type Props = { ways: readonly Way[]; way: Way; choose(way: Way): void };

export function WayToSave({ ways, way, choose }: Props) {
  const { t } = useEditing();
  return (
    <fieldset className="pf-v5-u-mt-md" style={{ border: 0, padding: 0, margin: 0 }}>
      <legend className="pf-v5-u-font-weight-bold">{t("confirm.how")}</legend>
      {ways.map((name) => (
        <Radio
          key={name}
          id={`security-policies-way-${name}`}
          name="security-policies-way"
          label={t(`confirm.${name}`)}
          isChecked={way === name}
          onChange={() => choose(name)}
        />
      ))}
    </fieldset>
  );
}

import type { Impact } from "../../api";
import { useEditing, type T } from "../context";
import { addressText, type Addresses } from "./addresses";

type Change = Impact["access"][number];

/** For whom which addresses are more and which are fewer. */
export function AccessChanges({ access }: { access: Change[] }) {
  const { t } = useEditing();
  return (
    <ul className="pf-v5-c-list">
      {access.map((change) => (
        <li key={change.subject + change.name}>
          <strong>{subject(t, change)}</strong>
          <Amount sign="+" word={t("effect.more")} addresses={change.gained} />
          <Amount sign="−" word={t("effect.less")} addresses={change.lost} />
        </li>
      ))}
    </ul>
  );
}

function subject(t: T, { subject: of, name }: Change): string {
  return t(`effect.of.${of}`, { name: name === "*" ? t("effect.everyrole") : name });
}

function Amount({ sign, word, addresses }: { sign: string; word: string; addresses: Addresses }) {
  const { t } = useEditing();
  if (addresses.count === 0) return null;
  return (
    <div>
      <strong aria-label={word}>{sign}</strong> {addressText(t, addresses)}
    </div>
  );
}

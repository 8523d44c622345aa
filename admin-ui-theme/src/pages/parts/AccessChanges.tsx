import type { Impact } from "../../api";
import { useEditing, type T } from "../context";

const MOST_NETWORKS = 4;

type Change = Impact["access"][number];
type Addresses = Change["gained"];

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

/** The networks, with their number where somebody can imagine it. */
function Amount({ sign, word, addresses }: { sign: string; word: string; addresses: Addresses }) {
  const { t } = useEditing();
  if (addresses.count === 0) return null;
  const anywhere = addresses.networks[0] === "*";
  const shown = addresses.networks.slice(0, MOST_NETWORKS).join(", ");
  const more = addresses.count > MOST_NETWORKS ? ` … (${addresses.count})` : "";
  const number = addresses.ipv6 === "0" ? ` ${t("effect.addresses", { number: grouped(addresses.ipv4) })}` : "";
  return (
    <div>
      <strong aria-label={word}>{sign}</strong> {anywhere ? t("tenant.anywhere") : shown + more + number}
    </div>
  );
}

const grouped = (digits: string) => digits.replace(/\B(?=(\d{3})+$)/g, "\u202f");

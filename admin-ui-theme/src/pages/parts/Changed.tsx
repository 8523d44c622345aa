import { Text, TextContent, TextVariants } from "@patternfly/react-core";
import { useEditing } from "../context";

type Props = { before: string[]; after: string[]; /** Where only the differences are known. */ unchanged?: number };

const MOST = 30;

/** A setting before and after; of a list what was added and what was taken away. */
export function Changed({ before, after, unchanged: known }: Props) {
  const { t } = useEditing();
  if (known === undefined && before.length <= 1 && after.length <= 1) {
    return (
      <>
        {before[0] ?? t("confirm.none")} → {after[0] ?? t("confirm.none")}
      </>
    );
  }
  const [old, now] = [new Set(before), new Set(after)];
  const gone = before.filter((entry) => !now.has(entry));
  const fresh = after.filter((entry) => !old.has(entry));
  const unchanged = known ?? before.length - gone.length;
  return (
    <TextContent>
      {fresh.length > 0 && <Line sign="+" word={t("confirm.added")} entries={fresh} />}
      {gone.length > 0 && <Line sign="−" word={t("confirm.removed")} entries={gone} />}
      {fresh.length + gone.length === 0 && <Text component={TextVariants.small}>{t("confirm.order")}</Text>}
      <Text component={TextVariants.small}>{t("confirm.unchanged", { count: unchanged })}</Text>
    </TextContent>
  );
}

function Line({ sign, word, entries }: { sign: string; word: string; entries: string[] }) {
  const more = entries.length > MOST ? ` … (${entries.length})` : "";
  return (
    <Text component={TextVariants.p}>
      <strong aria-label={word}>{sign}</strong> {entries.slice(0, MOST).join(", ")}
      {more}
    </Text>
  );
}

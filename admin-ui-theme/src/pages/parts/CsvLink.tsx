import { Button } from "@patternfly/react-core";
import { useEditing } from "../context";
import { download, table } from "./csv";

type Props = { name: string; head: readonly string[]; rows: () => unknown[][] };

/** The table above as a file. */
export function CsvLink({ name, head, rows }: Props) {
  const { t, realm } = useEditing();
  return (
    <Button
      variant="link"
      isInline
      aria-label={`${t("csv")}: ${name}`}
      onClick={() => download(`security-policy-${name}-${realm}.csv`, table(head, rows()))}
    >
      {t("csv")}
    </Button>
  );
}

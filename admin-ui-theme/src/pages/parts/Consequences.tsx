import { Alert } from "@patternfly/react-core";
import type { Finding } from "../../api";
import { useEditing } from "../context";
import { said } from "../words";

const VARIANT = { error: "danger", warning: "warning", info: "info" } as const;

/** The overview shows the others. */
const MOST = 6;

type Props = { findings: Finding[]; known: Finding[] };

/** What would deserve attention after a save and does not now, such as service accounts that are refused from then on. */
export function Consequences({ findings, known }: Props) {
  const { t } = useEditing();
  const heard = new Set(known.map((finding) => finding.code + finding.message));
  const fresh = findings.filter((finding) => !heard.has(finding.code + finding.message) && finding.severity !== "info");
  if (fresh.length === 0) return null;
  return (
    <section aria-label={t("confirm.consequences")} data-testid="security-policies-consequences" className="pf-v5-u-mt-md">
      <h2 className="pf-v5-c-title pf-m-md">{t("confirm.consequences")}</h2>
      {fresh.slice(0, MOST).map((finding) => (
        <Alert
          key={finding.code + finding.message}
          isInline
          isPlain
          variant={VARIANT[finding.severity]}
          title={said(t, finding).message}
        >
          {said(t, finding).fix}
        </Alert>
      ))}
      {fresh.length > MOST && <p>{t("marks.more", { count: fresh.length - MOST })}</p>}
    </section>
  );
}

import { Alert, AlertActionLink } from "@patternfly/react-core";
import type { ApiError, Pending } from "../../api";
import { useEditing } from "../context";

export function ReadOnlyAlert({ shown }: { shown: boolean }) {
  const { t } = useEditing();
  return shown ? <Alert isInline variant="info" title={t("readonly")} className="pf-v5-u-mt-md" /> : null;
}

type PendingProps = { pending: Pending; keep(): void; takeBack(): void };

/** A change that is taken back unless somebody confirms it. */
export function PendingAlert({ pending, keep, takeBack }: PendingProps) {
  const { t, language } = useEditing();
  return (
    <Alert
      isInline
      variant="warning"
      className="pf-v5-u-mt-md"
      title={t("pending.title", pending)}
      actionLinks={
        <>
          <AlertActionLink onClick={keep}>{t("pending.confirm")}</AlertActionLink>
          <AlertActionLink onClick={takeBack}>{t("pending.revert")}</AlertActionLink>
        </>
      }
    >
      {t("pending.text", { deadline: new Date(pending.deadline).toLocaleTimeString(language) })}
    </Alert>
  );
}

type FailureProps = { failure: ApiError; reload(): void };

/** Why something was not done, and what can be done about it. */
export function FailureAlert({ failure, reload }: FailureProps) {
  const { t } = useEditing();
  const stale = failure.code === "stale";
  return (
    <Alert
      isInline
      variant="danger"
      className="pf-v5-u-mt-md"
      title={stale ? t("stale.title") : t("failed", { message: failure.message })}
      actionLinks={stale && <AlertActionLink onClick={reload}>{t("stale.load")}</AlertActionLink>}
    >
      {stale && t("stale.text")}
      {failure.problems.map(({ path, message, hint }) => (
        <p key={path + message}>
          {path}: {message}: {hint}
        </p>
      ))}
    </Alert>
  );
}

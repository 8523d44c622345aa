import { Alert, AlertActionLink } from "@patternfly/react-core";
import type { ApiError, Pending } from "../api";
import type { T } from "./context";

type PendingProps = { t: T; pending: Pending; language: string; keep(): void; takeBack(): void };

/** A change that is taken back unless somebody confirms it. */
export function PendingAlert({ t, pending, language, keep, takeBack }: PendingProps) {
  return (
    <Alert
      isInline
      variant="warning"
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

type FailureProps = { t: T; failure: ApiError; reload(): void; insist(): void };

/** Why something was not done, and what can be done about it. */
export function FailureAlert({ t, failure, reload, insist }: FailureProps) {
  if (failure.code === "stale") {
    return (
      <Alert
        isInline
        variant="danger"
        title={t("stale.title")}
        actionLinks={<AlertActionLink onClick={reload}>{t("stale.load")}</AlertActionLink>}
      >
        {t("stale.text")}
      </Alert>
    );
  }
  if (failure.code.startsWith("lock-out")) {
    return (
      <Alert
        isInline
        variant="danger"
        title={t("lockout.title")}
        actionLinks={<AlertActionLink onClick={insist}>{t("lockout.insist")}</AlertActionLink>}
      >
        {failure.message}
      </Alert>
    );
  }
  const title = failure.problems.length > 0 ? t("problems") : t("failed", { message: failure.message });
  return <Alert isInline variant="danger" title={title} />;
}

import { Alert, Button, Spinner } from "@patternfly/react-core";
import { useEditing } from "../context";

type Props = { work: { error: string; seconds?: number; cancel(): void } };

/** That the server is at work, for how long already, and how to give it up; and what went wrong. */
export function Working({ work: { error, seconds, cancel } }: Props) {
  const { t } = useEditing();
  return (
    <div aria-live="polite">
      {error && <Alert isInline variant="danger" title={error} />}
      {seconds !== undefined && (
        <p>
          <Spinner size="md" aria-label={t("working")} /> {t("working")} {seconds > 2 && t("working.seconds", { seconds })}{" "}
          <Button variant="link" isInline onClick={cancel}>
            {t("cancel")}
          </Button>
        </p>
      )}
    </div>
  );
}

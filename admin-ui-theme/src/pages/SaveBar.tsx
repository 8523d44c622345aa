import { ActionGroup, Button, PageSection } from "@patternfly/react-core";
import type { T } from "./context";

type Props = { t: T; changed: boolean; save(): void; revert(): void };

/** Saves or reverts the whole draft; it stays at the bottom edge. */
export function SaveBar({ t, changed, save, revert }: Props) {
  return (
    <PageSection variant="light" stickyOnBreakpoint={{ default: "bottom" }} padding={{ default: "padding" }}>
      <ActionGroup>
        <Button data-testid="security-policies-save" isDisabled={!changed} onClick={save}>
          {t("save")}
        </Button>{" "}
        <Button variant="link" isDisabled={!changed} onClick={revert}>
          {t("revert")}
        </Button>{" "}
        {changed && <span>{t("unsaved")}</span>}
      </ActionGroup>
    </PageSection>
  );
}

import { Button, Flex, FlexItem, PageSection } from "@patternfly/react-core";
import { useEditing } from "../context";
import type { Mark } from "../marks";
import { MarksAlert } from "./MarksAlert";

/** `refused`: how often a save was refused for what is marked. */
type Props = { marks: Mark[]; unsaved: boolean; refused: number; save(): void; wrong(): void; revert(): void };

/** Saves or reverts the whole draft, at the bottom edge. What is marked as wrong is named here instead of being sent. */
export function SaveBar({ marks, unsaved, refused, save, wrong: refuse, revert }: Props) {
  const { t } = useEditing();
  const wrong = marks.filter(({ blocks }) => blocks);
  return (
    <PageSection
      variant="light"
      stickyOnBreakpoint={{ default: "bottom" }}
      padding={{ default: "padding" }}
      isFilled={false}
      data-testid="security-policies-savebar"
    >
      {refused > 0 && wrong.length > 0 && <MarksAlert key={refused} marks={wrong} />}
      <Flex alignItems={{ default: "alignItemsCenter" }}>
        <Button data-testid="security-policies-save" isDisabled={!unsaved} onClick={wrong.length > 0 ? refuse : save}>
          {t("save")}
        </Button>
        <Button variant="link" isDisabled={!unsaved} onClick={revert}>
          {t("revert")}
        </Button>
        {unsaved && <FlexItem>{t("unsaved")}</FlexItem>}
      </Flex>
    </PageSection>
  );
}

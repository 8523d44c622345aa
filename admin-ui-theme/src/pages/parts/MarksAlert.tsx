import { Alert, Button, List, ListItem } from "@patternfly/react-core";
import { useEffect, useRef } from "react";
import { useEditing } from "../context";
import { parts } from "../draft";
import { idOf } from "../fields/FieldGroup";
import { fieldName, tabOf, type Mark } from "../marks";
import { SETTINGS } from "../settings";

const MOST = 8;
/** How long the tab of a field may take to be there. */
const FRAMES = 60;

/** Brings the field of a mark into view once its tab is there, and the keyboard into it. */
export function useGoTo() {
  const { navigation } = useEditing();
  return (at: string) => {
    navigation.go(tabOf(at));
    const path = parts(at);
    const setting = SETTINGS.find((known) => known.path.every((part, i) => part === path[i]));
    const field = setting ? path.slice(0, setting.kind === "lists" ? setting.path.length + 1 : setting.path.length) : path;
    const focus = (frames: number) => {
      const element = document.getElementById(idOf(field));
      if (element) {
        element.scrollIntoView?.({ block: "center" });
        element.focus();
      } else if (frames > 0) {
        requestAnimationFrame(() => focus(frames - 1));
      }
    };
    requestAnimationFrame(() => focus(FRAMES));
  };
}

/** What keeps the draft from being saved, each with the way to it. */
export function MarksAlert({ marks }: { marks: Mark[] }) {
  const { t } = useEditing();
  const goTo = useGoTo();
  const alert = useRef<HTMLDivElement>(null);
  useEffect(() => alert.current?.focus(), []);
  return (
    <div ref={alert} tabIndex={-1} data-testid="security-policies-marks">
      <Alert isInline variant="danger" title={t("marks.title", { count: marks.length })}>
        <List>
          {marks.slice(0, MOST).map((mark) => (
            <ListItem key={mark.at + mark.text}>
              <Button variant="link" isInline onClick={() => goTo(mark.at)}>
                {t(`tab.${tabOf(mark.at)}`)}: {fieldName(t, mark.at)}
              </Button>{" "}
              {mark.text}
            </ListItem>
          ))}
          {marks.length > MOST && <ListItem>{t("marks.more", { count: marks.length - MOST })}</ListItem>}
        </List>
      </Alert>
    </div>
  );
}

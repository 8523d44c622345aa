import { FormGroup, FormHelperText, HelperText, HelperTextItem, Popover } from "@patternfly/react-core";
import { HelpIcon } from "@patternfly/react-icons/dist/esm/icons/help-icon";
import type { ReactNode } from "react";
import { useEditing } from "../context";
import { pointer, type Path } from "../draft";
import type { Mark } from "../marks";

export type Field = { path: Path; label: string; help?: string };

export const idOf = (path: Path) => `security-policies-${path.join("-").replace(/[^\w-]/g, "_")}`;

/** At most so many marks are listed below one field; the rest is counted. */
const MOST = 5;

type Props = { id: string; path?: Path; label?: string; help?: string; marks?: Mark[]; below?: ReactNode; children: ReactNode };

/** A field as Keycloak's own pages show it: the label, its help behind a question mark, what is wrong below. */
export function FieldGroup({ id, path, label, help, marks = [], below, children }: Props) {
  return (
    <FormGroup
      label={label}
      fieldId={id}
      labelIcon={label && help ? <Help label={label} text={help} /> : undefined}
      data-at={path && pointer(path)}
    >
      {children}
      <Marks marks={marks} below={below} />
    </FormGroup>
  );
}

export function Help({ label, text }: { label: string; text: string }) {
  const { t } = useEditing();
  return (
    <Popover bodyContent={text} position="right">
      <button
        type="button"
        aria-label={t("help", { label })}
        className="pf-v5-c-form__group-label-help"
        onClick={(event) => event.preventDefault()}
      >
        <HelpIcon />
      </button>
    </Popover>
  );
}

function Marks({ marks, below }: { marks: Mark[]; below?: ReactNode }) {
  const { t } = useEditing();
  if (marks.length === 0 && !below) return null;
  return (
    <FormHelperText>
      <HelperText aria-live="polite">
        {marks.slice(0, MOST).map(({ at, text, blocks }) => (
          <HelperTextItem key={at + text} variant={blocks ? "error" : "warning"} hasIcon>
            {text}
          </HelperTextItem>
        ))}
        {marks.length > MOST && (
          <HelperTextItem variant="error">{t("marks.more", { count: marks.length - MOST })}</HelperTextItem>
        )}
        {below && <HelperTextItem>{below}</HelperTextItem>}
      </HelperText>
    </FormHelperText>
  );
}

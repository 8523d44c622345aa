import { Alert, Button, ExpandableSection, Spinner } from "@patternfly/react-core";
import { Table, Tbody, Td, Th, Thead, Tr } from "@patternfly/react-table";
import { useRef, useState } from "react";
import { messageOf, type Version } from "../../api";
import { useEditing } from "../context";
import { AccessChanges } from "./AccessChanges";
import { Cell } from "./Cell";
import { CompareVersions } from "./CompareVersions";
import { Settings } from "./Settings";

const COLUMNS = ["time", "author", "details", "effect"] as const;

/** The changes of the policy with what they did; what was in force before one of them can be loaded, looked at, and saved like any change. */
export function Versions() {
  const { api, t } = useEditing();
  const [open, setOpen] = useState(false);
  const [versions, setVersions] = useState<Version[]>();
  const [complete, setComplete] = useState(true);
  const turns = useRef(0);
  const [error, setError] = useState("");
  const toggle = (shown: boolean) => {
    setOpen(shown);
    const turn = ++turns.current;
    if (!shown) return;
    setVersions(undefined);
    setError("");
    api.history().then(
      (history) => {
        if (turn !== turns.current) return; // it was closed and opened again meanwhile
        setVersions(history.versions);
        setComplete(history.complete);
      },
      (failure: unknown) => {
        if (turn === turns.current) setError(messageOf(failure));
      },
    );
  };
  return (
    <ExpandableSection
      toggleText={t("versions.title")}
      isExpanded={open}
      onToggle={(_, shown) => toggle(shown)}
      data-testid="security-policies-versions"
    >
      {error && <Alert isInline variant="danger" title={error} />}
      {!versions && !error && <Spinner size="md" aria-label={t("versions.title")} />}
      {versions?.length === 0 && <p>{t("versions.none")}</p>}
      {versions && versions.length > 0 && <CompareVersions versions={versions} />}
      {versions && versions.length > 0 && <Listed versions={versions} />}
      {versions && !complete && <p>{t("versions.more")}</p>}
    </ExpandableSection>
  );
}

function Listed({ versions }: { versions: Version[] }) {
  const { t, language, canEdit, unsaved, load, navigation } = useEditing();
  return (
    <Table variant="compact" aria-label={t("versions.title")}>
      <Thead>
        <Tr>
          {COLUMNS.map((name) => (
            <Th key={name}>{t(`versions.${name}`)}</Th>
          ))}
          <Th screenReaderText={t("versions.load")} />
        </Tr>
      </Thead>
      <Tbody>
        {versions.map((version) => (
          <Tr key={version.id}>
            <Cell dataLabel={t("versions.time")}>{new Date(version.time).toLocaleString(language)}</Cell>
            <Cell dataLabel={t("versions.author")}>{version.author}</Cell>
            <Cell dataLabel={t("versions.details")}>
              <Settings change={version.change} />
            </Cell>
            <Cell dataLabel={t("versions.effect")}>
              {version.access === undefined ? t("versions.unsaid") : <Effect access={version.access} />}
            </Cell>
            <Td>
              {canEdit && (
                <Button
                  variant="link"
                  isInline
                  isDisabled={unsaved}
                  title={unsaved ? t("versions.unsaved") : undefined}
                  onClick={() => {
                    load(version.policy);
                    navigation.go("overview");
                  }}
                >
                  {t("versions.load")}
                </Button>
              )}
            </Td>
          </Tr>
        ))}
      </Tbody>
    </Table>
  );
}

function Effect({ access }: { access: NonNullable<Version["access"]> }) {
  const { t } = useEditing();
  return access.length === 0 ? t("effect.noaddress") : <AccessChanges access={access} />;
}

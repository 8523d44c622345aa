import { Alert, Button, Modal, ModalVariant } from "@patternfly/react-core";
import { Table, Tbody, Th, Thead, Tr } from "@patternfly/react-table";
import { useEffect, useState } from "react";
import type { Check } from "../../api";
import { useEditing } from "../context";
import { pointer, restricts, set } from "../draft";
import { fieldName, serverMarks } from "../marks";
import type { Document } from "../useDocument";
import { Cell } from "./Cell";
import { Changed } from "./Changed";
import { Consequences } from "./Consequences";
import { FailureAlert } from "./PageAlerts";
import { WAYS, WayToSave, type Way } from "./WayToSave";

const MINUTES = 10;

/** The server writes no capital and no full stop. */
const sentence = (text: string) => `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;

type Props = { document: Document; close(): void; saved(errors: number): void };

/** Shows what a save would change and come to, before it does; a lock-out is asked about here, with the way out first. */
export function SaveDialog({ document, close, saved }: Props) {
  const { t, realm, status } = useEditing();
  const { draft, changes, stored, failure } = document;
  const first = !restricts(stored?.policy ?? {}) && restricts(draft);
  const [way, setWay] = useState<Way>(first ? "report-only" : "enforce");
  const [check, setCheck] = useState<Check>();
  const { ask } = document;
  useEffect(() => {
    ask().then(
      (says) => {
        setCheck(says);
        if (says.lockOut) setWay((chosen) => (chosen === "enforce" ? "confirm" : chosen));
      },
      () => setCheck({ problems: [], findings: [] }), // the save itself says what is wrong
    );
  }, [ask]);

  const reportOnly = draft.mode === "report-only";
  const lockOut = way === "report-only" || reportOnly ? undefined : check?.lockOut;
  const save = async () => {
    const policy = way === "report-only" ? set(draft, ["mode"], "report-only") : draft;
    const options = { ...(lockOut ? { override: true } : {}), ...(way === "confirm" ? { confirmWithin: MINUTES } : {}) };
    if (await document.save(policy, options)) saved(check ? serverMarks(check, []).length : 0);
  };
  const addMe = () => {
    const list = draft.ip?.adminPanel ?? [];
    document.form.setValue("ip.adminPanel", [...list, status?.caller.address ?? ""]);
  };
  const canAdd = lockOut && draft.ip?.adminPanel && !draft.ip.adminPanel.includes(status?.caller.address ?? "");
  return (
    <Modal
      isOpen
      variant={ModalVariant.medium}
      title={t("confirm.title", { realm })}
      onClose={close}
      actions={[
        <Button
          key="save"
          data-testid="security-policies-confirm-save"
          variant={lockOut ? "danger" : "primary"}
          isDisabled={!check || check.problems.length > 0}
          isLoading={!check}
          onClick={() => void save()}
        >
          {t(lockOut ? "lockout.insist" : "save")}
        </Button>,
        <Button key="cancel" variant="link" onClick={close}>
          {t("cancel")}
        </Button>,
      ]}
    >
      {failure && <FailureAlert failure={failure} reload={() => void document.reload().then(close)} />}
      {lockOut && (
        <Alert isInline variant="danger" title={t(`lockout.${lockOut.code}`)} data-testid="security-policies-lockout">
          <p>{sentence(lockOut.message)}</p>
          {canAdd && (
            <Button variant="link" isInline onClick={addMe}>
              {t("admin.add")}
            </Button>
          )}
        </Alert>
      )}
      <Table variant="compact" aria-label={t("confirm.changes")}>
        <Thead>
          <Tr>
            <Th width={40}>{t("confirm.setting")}</Th>
            <Th>{t("confirm.change")}</Th>
          </Tr>
        </Thead>
        <Tbody>
          {changes.map(({ path, before, after }) => (
            <Tr key={pointer(path)}>
              <Cell dataLabel={t("confirm.setting")}>{fieldName(t, pointer(path))}</Cell>
              <Cell dataLabel={t("confirm.change")}>
                <Changed before={before} after={after} />
              </Cell>
            </Tr>
          ))}
        </Tbody>
      </Table>
      {check && <Consequences findings={check.findings} known={status?.findings ?? []} />}
      {!reportOnly && (
        <WayToSave ways={first ? WAYS : WAYS.filter((known) => known !== "report-only")} way={way} choose={setWay} />
      )}
    </Modal>
  );
}

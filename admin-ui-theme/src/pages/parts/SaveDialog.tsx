import { Alert, Button, Modal, ModalVariant } from "@patternfly/react-core";
import { Table, Tbody, Th, Thead, Tr } from "@patternfly/react-table";
import { useEffect, useState } from "react";
import type { Check } from "../../api";
import { useEditing } from "../context";
import { pointer, restricts, set } from "../draft";
import { fieldName, serverMarks } from "../marks";
import type { Document } from "../useDocument";
import { message as inWords } from "../words";
import { Cell } from "./Cell";
import { Changed } from "./Changed";
import { Consequences } from "./Consequences";
import { Effect } from "./Effect";
import { FailureAlert } from "./PageAlerts";
import { WAYS, WayToSave, type Way } from "./WayToSave";

const MINUTES = 10;

type Props = { document: Document; close(): void; wrong(): void; saved(errors: number): void };

/** Shows what a save would change and come to, before it does; a lock-out is asked about here, with the way out first. */
export function SaveDialog({ document, close, wrong, saved }: Props) {
  const { t, realm, status } = useEditing();
  const { draft, changes, stored, failure } = document;
  const first = !restricts(stored?.policy ?? {}) && restricts(draft);
  const [way, setWay] = useState<Way>(first ? "report-only" : "enforce");
  const [checked, setChecked] = useState<{ of: string; says: Check }>();
  const { ask, text } = document;
  useEffect(() => {
    let current = true;
    ask(true).then(
      (says) => {
        if (!current) return;
        if (says.problems.length > 0) wrong();
        setChecked({ of: text, says });
        if (says.lockOuts.length > 0) setWay((chosen) => (chosen === "enforce" ? "confirm" : chosen));
      },
      () => current && setChecked({ of: text, says: { problems: [], findings: [], lockOuts: [] } }), // the save says what is wrong
    );
    return () => {
      current = false;
    };
  }, [ask, text, wrong]);

  const check = checked?.of === text ? checked.says : undefined;
  const reportOnly = draft.mode === "report-only";
  const refused = failure?.code.startsWith("lock-out") ? [{ code: failure.code, message: failure.message }] : [];
  const lockOuts = way === "report-only" || reportOnly || !check ? [] : check.lockOuts.length > 0 ? check.lockOuts : refused;
  const save = async () => {
    const policy = way === "report-only" ? set(draft, ["mode"], "report-only") : draft;
    const override = lockOuts.length > 0 ? { override: lockOuts.map(({ code }) => code) } : {};
    const options = { ...override, ...(way === "confirm" ? { confirmWithin: MINUTES } : {}) };
    if (await document.save(policy, options)) saved(check ? serverMarks(t, check, []).length : 0);
  };
  const addMe = () => {
    const list = draft.ip?.adminPanel ?? [];
    document.form.setValue("ip.adminPanel", [...list, status?.caller.address ?? ""]);
  };
  const canAdd = lockOuts.length > 0 && draft.ip?.adminPanel && !draft.ip.adminPanel.includes(status?.caller.address ?? "");
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
          variant={lockOuts.length > 0 ? "danger" : "primary"}
          isDisabled={!check}
          isLoading={!check}
          onClick={() => void save()}
        >
          {t(lockOuts.length > 0 ? "lockout.insist" : "save")}
        </Button>,
        <Button key="cancel" variant="link" onClick={close}>
          {t("cancel")}
        </Button>,
      ]}
    >
      {failure && refused.length === 0 && <FailureAlert failure={failure} reload={() => void document.reload().then(close)} />}
      {lockOuts.map(({ code, message }, i) => (
        <Alert key={code} isInline variant="danger" title={t(`lockout.${code}`)} data-testid="security-policies-lockout">
          <p>{inWords(t, code, message)}</p>
          {canAdd && i === 0 && (
            <Button variant="link" isInline onClick={addMe}>
              {t("admin.add")}
            </Button>
          )}
        </Alert>
      ))}
      <Effect policy={draft} />
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

import { Button, Checkbox, Modal, ModalVariant } from "@patternfly/react-core";
import { Table, Tbody, Td, Th, Thead, Tr } from "@patternfly/react-table";
import { useState } from "react";
import type { SaveOptions } from "../api";
import type { T } from "./context";
import type { Difference } from "./draft";

const MINUTES = 10;

type Props = { t: T; differences: Difference[]; onSave(options: SaveOptions): void; onClose(): void };

/** Shows what a save would change before it does. */
export function SaveDialog({ t, differences, onSave, onClose }: Props) {
  const [within, setWithin] = useState(false);
  return (
    <Modal
      isOpen
      variant={ModalVariant.medium}
      title={t("confirm.title")}
      onClose={onClose}
      actions={[
        <Button
          key="save"
          data-testid="security-policies-confirm-save"
          onClick={() => onSave(within ? { confirmWithin: MINUTES } : {})}
        >
          {t("save")}
        </Button>,
        <Button key="cancel" variant="link" onClick={onClose}>
          {t("cancel")}
        </Button>,
      ]}
    >
      <Table variant="compact" aria-label={t("confirm.title")}>
        <Thead>
          <Tr>
            <Th>{t("confirm.setting")}</Th>
            <Th>{t("confirm.before")}</Th>
            <Th>{t("confirm.after")}</Th>
          </Tr>
        </Thead>
        <Tbody>
          {differences.map(({ path, before, after }) => (
            <Tr key={path}>
              <Td>{path}</Td>
              <Td modifier="breakWord">{before || t("confirm.none")}</Td>
              <Td modifier="breakWord">{after || t("confirm.none")}</Td>
            </Tr>
          ))}
        </Tbody>
      </Table>
      <Checkbox
        id="security-policies-confirm-within"
        label={t("confirm.within")}
        isChecked={within}
        onChange={(_, on) => setWithin(on)}
      />
    </Modal>
  );
}

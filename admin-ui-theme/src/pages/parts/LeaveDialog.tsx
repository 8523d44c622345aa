import { Button, Modal, ModalVariant } from "@patternfly/react-core";
import { useEditing } from "../context";

export type Leaving = { leave(): void; stay(): void };

/** Asks before changes that are not saved are lost. */
export function LeaveDialog({ leaving }: { leaving: Leaving }) {
  const { t, realm } = useEditing();
  return (
    <Modal
      isOpen
      variant={ModalVariant.small}
      title={t("leave.title", { realm })}
      onClose={leaving.stay}
      actions={[
        <Button key="stay" onClick={leaving.stay}>
          {t("leave.stay")}
        </Button>,
        <Button key="leave" variant="danger" onClick={leaving.leave}>
          {t("leave.leave")}
        </Button>,
      ]}
    >
      {t("leave.text")}
    </Modal>
  );
}

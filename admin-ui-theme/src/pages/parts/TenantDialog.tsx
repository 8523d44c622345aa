import { Alert, Button, Form, Modal, ModalVariant, Switch } from "@patternfly/react-core";
import { useState } from "react";
import { messageOf, type Tenant, type TenantKind } from "../../api";
import { useEditing } from "../context";
import { RangeField } from "../fields/RangeField";
import { listMarks } from "../marks";

/** Whose list is edited: an organization's, which can require a factor as well, or a client's. */
export type Tenanted = { of: TenantKind; id: string; name: string; tenant: Tenant };

const PATH = ["tenant"];

/** The list of one organization or client. It is not part of the policy, so it is saved by itself. */
export function TenantDialog({ tenanted, close }: { tenanted: Tenanted; close(changed: boolean): void }) {
  const { api, t, saved, realm } = useEditing();
  const { of, id, name, tenant } = tenanted;
  const [now, setNow] = useState(tenant);
  const [error, setError] = useState("");
  const marks = listMarks(PATH, now.addresses, new Set(Object.keys(saved.ip?.groups ?? {})), t);
  const save = async () => {
    try {
      await api.saveTenant(of, id, tenant, now);
      close(true);
    } catch (failure) {
      setError(messageOf(failure));
    }
  };
  return (
    <Modal
      isOpen
      variant={ModalVariant.small}
      title={t(`tenant.${of}.dialog`, { name, realm })}
      onClose={() => close(false)}
      actions={[
        <Button key="save" data-testid="security-policies-save-tenant" isDisabled={marks.length > 0} onClick={() => void save()}>
          {t("tenant.save")}
        </Button>,
        <Button key="cancel" variant="link" onClick={() => close(false)}>
          {t("cancel")}
        </Button>,
      ]}
    >
      {error && <Alert isInline variant="danger" title={error} />}
      <Form onSubmit={(event) => event.preventDefault()}>
        <RangeField
          path={PATH}
          label={t(`tenant.${of}.list`)}
          help={t(`tenant.${of}.help`)}
          value={now.addresses}
          change={(addresses) => setNow({ ...now, addresses })}
          marks={marks}
        />
        {of === "organizations" && (
          <Switch
            id="security-policies-tenant-factor"
            label={t("tenant.factor")}
            isChecked={now.mfaEveryone}
            onChange={(_, mfaEveryone) => setNow({ ...now, mfaEveryone })}
          />
        )}
      </Form>
    </Modal>
  );
}

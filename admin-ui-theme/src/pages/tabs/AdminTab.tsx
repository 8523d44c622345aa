import { Button, Form } from "@patternfly/react-core";
import { contains } from "../../ranges/ranges";
import { useEditing, useSetting } from "../context";
import { Settings } from "../fields/SettingField";
import { readRange } from "../marks";

/** Whether a list with its groups holds an address. */
function holds(list: string[], groups: Record<string, string[]>, address: string): boolean {
  return list.some((entry) => {
    if (entry.startsWith("@")) return holds(groups[entry.slice(1)] ?? [], {}, address);
    const read = readRange(entry);
    return "range" in read && contains(read.range, address);
  });
}

export function AdminTab() {
  const { t, status, policy, canEdit } = useEditing();
  const { change } = useSetting<string[]>(["ip", "adminPanel"]);
  const list = policy.ip?.adminPanel ?? [];
  const address = status?.caller.address ?? "";
  const inside = list.length === 0 || holds(list, policy.ip?.groups ?? {}, address);
  return (
    <Form isHorizontal isWidthLimited onSubmit={(event) => event.preventDefault()}>
      <Settings of="ip.adminPanel" />
      {address && (
        <p>
          {t("admin.current", { address })} {list.length > 0 && t(inside ? "admin.inside" : "admin.outside")}{" "}
          {canEdit && (list.length === 0 || !inside) && (
            <Button variant="link" isInline onClick={() => change([...list, address])}>
              {t("admin.add")}
            </Button>
          )}
        </p>
      )}
    </Form>
  );
}

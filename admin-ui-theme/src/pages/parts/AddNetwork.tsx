import { MenuToggle, Select, SelectList, SelectOption } from "@patternfly/react-core";
import { useState } from "react";
import { useFormContext } from "react-hook-form";
import type { Policy } from "../../api";
import { useEditing } from "../context";
import { listOf, listsOf } from "../draft";

/** Adds a network to an IP group of the draft or to everyone's list; it is in force when it is saved. */
export function AddNetwork({ network }: { network: string }) {
  const { t, policy, canEdit } = useEditing();
  const form = useFormContext<Policy>();
  const [open, setOpen] = useState(false);
  const [added, setAdded] = useState<string>();
  const groups = listsOf(policy.ip?.groups);
  const names = Object.keys(groups).filter((name) => !groups[name]?.includes(network));
  const everyone = listOf(policy.ip?.subscriber);
  const toList = everyone.length > 0 && !everyone.includes(network);
  const inDraft = added === "" ? everyone : (groups[added ?? ""] ?? []);
  if (added !== undefined && inDraft.includes(network)) return <span>{t("networks.added")}</span>;
  if (!canEdit || (names.length === 0 && !toList)) return null;
  const add = (name: string) => {
    setOpen(false);
    setAdded(name);
    if (name === "") form.setValue("ip.subscriber", [...everyone, network], { shouldDirty: true });
    else form.setValue("ip.groups", { ...groups, [name]: [...(groups[name] ?? []), network] }, { shouldDirty: true });
  };
  return (
    <Select
      isOpen={open}
      onOpenChange={setOpen}
      onSelect={(_, name) => add(String(name))}
      toggle={(ref) => (
        <MenuToggle ref={ref} variant="plainText" isExpanded={open} onClick={() => setOpen(!open)}>
          {t("networks.add")}
        </MenuToggle>
      )}
    >
      <SelectList aria-label={t("networks.add")}>
        {names.map((name) => (
          <SelectOption key={name} value={name}>
            {t("networks.add.group", { name })}
          </SelectOption>
        ))}
        {toList && <SelectOption value="">{t("networks.add.everyone")}</SelectOption>}
      </SelectList>
    </Select>
  );
}

import { Button, Chip, ChipGroup } from "@patternfly/react-core";
import { useEditing } from "../context";

type ChipsProps = { label: string; names: string[]; wrong: string[]; remove?(name: string): void };

/** The names that were chosen; one that does not exist stands out. */
export function NameChips({ label, names, wrong, remove }: ChipsProps) {
  const { t } = useEditing();
  if (names.length === 0) return null;
  return (
    <ChipGroup aria-label={label} numChips={20}>
      {names.map((name) => (
        <Chip
          key={name}
          isReadOnly={!remove}
          onClick={() => remove?.(name)}
          closeBtnAriaLabel={t("remove", { name })}
          className={wrong.includes(name) ? "pf-m-danger" : undefined}
        >
          {wrong.includes(name) ? `⚠ ${name}` : name}
        </Chip>
      ))}
    </ChipGroup>
  );
}

export function AddButton({ label, onClick, disabled }: { label: string; onClick(): void; disabled?: boolean }) {
  return (
    <Button variant="secondary" onClick={onClick} isDisabled={disabled}>
      {label}
    </Button>
  );
}

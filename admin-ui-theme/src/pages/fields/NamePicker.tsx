import { MenuToggle, Select, SelectList, SelectOption, TextInputGroup, TextInputGroupMain } from "@patternfly/react-core";
import { useEffect, useState } from "react";
import type { NameKind } from "../../api";
import { useEditing } from "../context";
import { NameWriter } from "./NameWriter";

/** How long nobody types before names are looked for. */
const PAUSE = 200;

/** Names that exist, by what has been typed so far. */
export function useNames(kind: NameKind | "ip-group" | "free", text: string, open: boolean): string[] {
  const { api, policy } = useEditing();
  const [names, setNames] = useState<string[]>([]);
  const groups = Object.keys(policy.ip?.groups ?? {}).join("\n");
  useEffect(() => {
    if (!open || kind === "free") return undefined;
    if (kind === "ip-group") {
      setNames(groups.split("\n").filter((name) => name !== "" && name.includes(text)));
      return undefined;
    }
    let current = true;
    const timer = setTimeout(() => {
      api.names(kind, text).then(
        (found) => current && setNames(found),
        () => current && setNames([]),
      );
    }, PAUSE);
    return () => {
      current = false;
      clearTimeout(timer);
    };
  }, [api, kind, text, open, groups]);
  return names;
}

type PickerProps = {
  id: string;
  kind: NameKind | "ip-group" | "free";
  label: string;
  taken: string[];
  add(name: string): void;
  invalid?: boolean;
  /** Holds one name, which stays in the field; else each name that is taken goes elsewhere. */
  single?: boolean;
};

/** A field that finds names by a part of them; Enter takes what is written. */
export function NamePicker(props: PickerProps) {
  return props.kind === "free" ? <NameWriter {...props} /> : <NameFinder {...props} />;
}

function NameFinder({ id, kind, label, taken, add, invalid, single }: PickerProps) {
  const { t } = useEditing();
  const [text, setText] = useState(single ? (taken[0] ?? "") : "");
  const [open, setOpen] = useState(false);
  const [active, setActive] = useState(-1);
  const names = useNames(kind, text.trim(), open).filter((name) => single || !taken.includes(name));
  const show = () => setOpen(true);
  const take = (name: string) => {
    if (name.trim()) add(name.trim());
    setText(single ? name : "");
    setOpen(false);
    setActive(-1);
  };
  const onKeyDown = (event: React.KeyboardEvent) => {
    if (event.key === "Enter" && (!single || names[active])) {
      event.preventDefault();
      take(names[active] ?? text);
    } else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      setOpen(true);
      const last = names.length - 1;
      if (event.key === "ArrowDown") setActive(active >= last ? 0 : active + 1);
      else setActive(active <= 0 ? last : active - 1);
    } else if (event.key === "Escape") {
      setOpen(false);
    }
  };
  const optionId = (i: number) => `${id}-option-${i}`;
  return (
    <Select
      isOpen={open && names.length > 0}
      onOpenChange={setOpen}
      onSelect={(_, name) => take(String(name))}
      isScrollable
      maxMenuHeight="20rem"
      toggle={(ref) => (
        <MenuToggle
          ref={ref}
          variant="typeahead"
          isExpanded={open}
          isFullWidth
          aria-label={t("names.show", { label })}
          onClick={() => setOpen(!open)}
          status={invalid ? "danger" : undefined}
        >
          <TextInputGroup isPlain>
            <TextInputGroupMain
              inputId={id}
              value={text}
              aria-label={label}
              placeholder={t(single ? "names.search" : "names.type")}
              autoComplete="off"
              role="combobox"
              isExpanded={open}
              aria-controls={`${id}-options`}
              aria-activedescendant={active < 0 ? undefined : optionId(active)}
              onClick={show}
              onFocus={show}
              onChange={(_, typed) => {
                setText(typed);
                if (single) add(typed);
                show();
                setActive(-1);
              }}
              onBlur={() => {
                setOpen(false);
                if (!single) take(text); // what was typed is meant, Enter or not
              }}
              onKeyDown={onKeyDown}
            />
          </TextInputGroup>
        </MenuToggle>
      )}
    >
      <SelectList id={`${id}-options`} onMouseDown={(event) => event.preventDefault()}>
        {names.map((name, i) => (
          <SelectOption key={name} id={optionId(i)} value={name} isFocused={i === active}>
            {name}
          </SelectOption>
        ))}
      </SelectList>
    </Select>
  );
}

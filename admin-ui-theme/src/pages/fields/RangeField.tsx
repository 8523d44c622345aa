import { Button, TextArea } from "@patternfly/react-core";
import { useEffect, useRef, useState } from "react";
import { splitEntries } from "../../ranges/ranges";
import { useEditing } from "../context";
import type { Path } from "../draft";
import { readRange, type Mark } from "../marks";
import { FieldGroup, idOf } from "./FieldGroup";

/** How long nobody types before a long list is looked at; a short one is looked at with every key. */
const PAUSE = 300;
const SHORT = 200;
/** Longer lists scroll instead of growing. */
const MOST_ROWS = 12;

const sameList = (some: string[], others: string[]) =>
  some.length === others.length && some.every((entry, i) => entry === others[i]);

/** Text that stands for a list: it stays as it is typed, until the list is changed from elsewhere. */
function useListText(value: string[], change: (entries: string[]) => void) {
  const [text, setText] = useState(value.join("\n"));
  const written = useRef(value);
  const timer = useRef<ReturnType<typeof setTimeout>>();
  useEffect(() => {
    if (!sameList(written.current, value)) {
      written.current = value;
      setText(value.join("\n"));
    }
  }, [value]);
  useEffect(() => () => clearTimeout(timer.current), []);
  const commit = (typed: string) => {
    clearTimeout(timer.current);
    written.current = splitEntries(typed);
    change(written.current);
  };
  return {
    text,
    write: (typed: string) => {
      setText(typed);
      clearTimeout(timer.current);
      if (value.length < SHORT) commit(typed);
      else timer.current = setTimeout(() => commit(typed), PAUSE);
    },
    commit: () => commit(text),
  };
}

type Props = {
  path: Path;
  label: string;
  help?: string;
  value: string[];
  change(entries: string[]): void;
  marks: Mark[];
};

/** A list of address ranges, checked while it is typed with the server's own rules. */
export function RangeField({ path, label, help, value, change, marks }: Props) {
  const { canEdit, t } = useEditing();
  const { text, write, commit } = useListText(value, change);
  const [search, setSearch] = useState("");
  const canonical = value.map((entry) => {
    const read = entry.startsWith("@") ? undefined : readRange(entry);
    return read && "canonical" in read ? read.canonical : entry;
  });
  const blocks = marks.some((mark) => mark.blocks);
  const long = value.length > MOST_ROWS;
  const found = long && search ? value.filter((entry) => entry.includes(search)) : [];
  return (
    <FieldGroup
      id={idOf(path)}
      path={path}
      label={label}
      help={[help, t("ranges.help")].filter(Boolean).join(" ")}
      marks={marks}
      below={value.length > 1 ? t("ranges.count", { count: value.length }) : undefined}
    >
      {long && (
        <input
          type="search"
          className="pf-v5-c-form-control"
          aria-label={t("ranges.search", { label })}
          placeholder={t("ranges.search", { label })}
          value={search}
          onChange={(event) => setSearch(event.target.value)}
        />
      )}
      {search && <p aria-live="polite">{t("ranges.found", { count: found.length, list: found.slice(0, 10).join(", ") })}</p>}
      <TextArea
        id={idOf(path)}
        value={text}
        isDisabled={!canEdit}
        rows={Math.min(MOST_ROWS, Math.max(3, value.length + 1))}
        spellCheck={false}
        validated={blocks ? "error" : "default"}
        onChange={(_, typed) => write(typed)}
        onBlur={commit}
      />
      {canEdit && !blocks && !sameList(canonical, value) && (
        <Button variant="link" isInline onClick={() => change(canonical)}>
          {t("ranges.canonical")}
        </Button>
      )}
      <Blocks value={value} change={change} />
    </FieldGroup>
  );
}

/** A range with a dash is offered as the blocks that it is. */
function Blocks({ value, change }: Pick<Props, "value" | "change">) {
  const { canEdit, t } = useEditing();
  const dashes = value.flatMap((entry) => {
    const read = entry.includes("-") ? readRange(entry) : undefined;
    return read && "error" in read && read.blocks ? [{ entry, blocks: read.blocks }] : [];
  });
  return dashes.slice(0, 3).map(({ entry, blocks }) => (
    <Button
      key={entry}
      variant="link"
      isInline
      isDisabled={!canEdit}
      onClick={() => change(value.flatMap((other) => (other === entry ? blocks : [other])))}
    >
      {t("ranges.blocks", { entry, blocks: blocks.join(", ") })}
    </Button>
  ));
}

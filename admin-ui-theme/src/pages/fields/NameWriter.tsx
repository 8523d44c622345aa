import { TextInput } from "@patternfly/react-core";
import { useState } from "react";
import { useEditing } from "../context";

type WriterProps = { id: string; label: string; add(name: string): void };

/** A field for names that exist nowhere yet; Enter takes what is written, and so does leaving it. */
export function NameWriter({ id, label, add }: WriterProps) {
  const { t } = useEditing();
  const [text, setText] = useState("");
  const take = () => {
    if (text.trim()) add(text.trim());
    setText("");
  };
  return (
    <TextInput
      id={id}
      value={text}
      aria-label={label}
      placeholder={t("names.write")}
      autoComplete="off"
      onChange={(_, typed) => setText(typed)}
      onBlur={take}
      onKeyDown={(event) => {
        if (event.key !== "Enter") return;
        event.preventDefault();
        take();
      }}
    />
  );
}

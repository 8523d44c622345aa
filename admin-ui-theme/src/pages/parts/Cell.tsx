import { Td, type TdProps } from "@patternfly/react-table";

/** A cell that always breaks its text: a style sheet of another page of the console stays loaded and forbids it. */
export function Cell(props: Omit<TdProps, "ref">) {
  return <Td {...props} style={{ whiteSpace: "normal", overflowWrap: "anywhere" }} />;
}

import { Button, Label } from "@patternfly/react-core";
import { Table, Tbody, Td, Th, Thead, Tr } from "@patternfly/react-table";
import { useState } from "react";
import type { Matrix } from "../../api";
import { useEditing, type T } from "../context";
import { Cell } from "./Cell";
import { CsvLink } from "./CsvLink";
import { MatrixCell } from "./MatrixCell";

export type Column = Matrix["columns"][number];
export type Row = Matrix["rows"][number];

const COLOR = { all: "green", some: "orange", none: "grey", unknown: "grey" } as const;

export const subjectName = (t: T, row: Row) =>
  row.subject === "role" ? t("matrix.role", { role: row.name }) : t(`matrix.${row.subject}`);
export const columnName = (t: T, { kind, name, users }: Column) => {
  if (kind === "elsewhere") return t("matrix.elsewhere");
  return kind === "network" ? t("matrix.network", { network: name, count: users }) : name;
};

/** Who can enter from where. A cell opens the people, the list and the way to the what-if. */
export function MatrixTable({ matrix }: { matrix: Matrix }) {
  const { t } = useEditing();
  const [open, setOpen] = useState<[Row, number]>();
  const { columns, rows } = matrix;
  const head = [t("matrix.who"), t("matrix.factor"), ...columns.map((column) => columnName(t, column))];
  const exported = rows.map((row) => [
    subjectName(t, row),
    t(`matrix.${row.secondFactor}`),
    ...row.cells.map((cell) => t(`matrix.cell.${cell}`)),
  ]);
  return (
    <>
      <Table variant="compact" aria-label={t("matrix.title")} data-testid="security-policies-matrix">
        <Thead>
          <Tr>
            {head.map((name) => (
              <Th key={name} modifier="wrap">
                {name}
              </Th>
            ))}
          </Tr>
        </Thead>
        <Tbody>
          {rows.map((row) => (
            <Tr key={row.subject + row.name}>
              <Cell dataLabel={t("matrix.who")}>{subjectName(t, row)}</Cell>
              <Cell dataLabel={t("matrix.factor")}>{t(`matrix.${row.secondFactor}`)}</Cell>
              {row.cells.map((cell, i) => (
                <Td key={columns[i]!.kind + columns[i]!.name} dataLabel={columnName(t, columns[i]!)}>
                  <Button
                    variant="plain"
                    style={{ padding: 0 }}
                    aria-label={t("matrix.open", {
                      who: subjectName(t, row),
                      where: columnName(t, columns[i]!),
                      cell: t(`matrix.cell.${cell}`),
                    })}
                    aria-expanded={open?.[0] === row && open[1] === i}
                    onClick={() => setOpen(open?.[0] === row && open[1] === i ? undefined : [row, i])}
                  >
                    <Label color={COLOR[cell]} isCompact>
                      {t(`matrix.cell.${cell}`)}
                    </Label>
                  </Button>
                </Td>
              ))}
            </Tr>
          ))}
        </Tbody>
      </Table>
      {open && <MatrixCell key={open[0].subject + open[0].name + open[1]} row={open[0]} column={columns[open[1]]!} />}
      {!matrix.complete && <p>{t("matrix.incomplete")}</p>}
      <CsvLink name="matrix" head={head} rows={() => exported} />
    </>
  );
}

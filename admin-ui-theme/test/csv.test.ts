import { expect, it } from "vitest";
import type { Entry } from "../src/api";
import { csv } from "../src/pages/parts/csv";

const entry = (more: Partial<Entry>): Entry =>
  ({
    time: "2026-01-31T23:00:00Z",
    kind: "refused",
    reason: "ip-user",
    user: null,
    client: null,
    address: null,
    source: null,
    door: null,
    mode: null,
    page: null,
    name: null,
    reference: null,
    count: null,
    roles: null,
    ...more,
  }) as Entry;

it("quotes what would end a cell or a row", () => {
  const [head, row] = csv([entry({ user: 'a "b", c' })]).split("\r\n");
  expect(head).toContain("time,kind,reason,user");
  expect(row).toBe('2026-01-31T23:00:00Z,refused,ip-user,"a ""b"", c",,,,,,,,,,,');
});

it("lets no name become a formula", () => {
  for (const name of ["=1+1", "+1", "-1", "@sum", "\t=1"]) {
    expect(csv([entry({ user: name })])).toContain(`"'${name}"`);
  }
});

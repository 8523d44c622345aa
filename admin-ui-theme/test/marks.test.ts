import { describe, expect, it } from "vitest";
import { fieldName, rangeMarks, serverMarks, tabOf } from "../src/pages/marks";

const t = (key: string, values?: Record<string, unknown>) => {
  if (values && "defaultValue" in values) return String(values["defaultValue"]);
  return values?.["line"] ? `${String(values["line"])}: ${String(values["text"])}` : key;
};

describe("what is marked in a draft", () => {
  it("names each wrong entry by its line and place", () => {
    const marks = rangeMarks(
      { ip: { subscriber: ["10.1.1.1", "x"], roles: { "crm.editor": ["@gone"] }, groups: { office: ["*"] } } },
      t,
    );
    expect(marks.map(({ at }) => at)).toEqual(["/ip/subscriber/1", "/ip/roles/crm.editor/0"]);
    expect(marks[0]?.text).toBe("2: range.not-an-address");
  });

  it("does not say twice what the page says by itself", () => {
    const own = rangeMarks({ ip: { subscriber: ["x"] } }, t);
    const problem = { path: "/ip/subscriber/0", code: "not-an-address", message: "m", hint: "h" };
    expect(serverMarks(t, { problems: [problem], findings: [], lockOuts: [] }, own)).toEqual([]);
    expect(serverMarks(t, { problems: [problem], findings: [], lockOuts: [] }, [])).toHaveLength(1);
  });

  it("blocks no save for a name that does not exist yet", () => {
    const finding = { severity: "error" as const, code: "unknown-role", message: "m", fix: "f", path: "/mfa/roles/0" };
    expect(serverMarks(t, { problems: [], findings: [finding], lockOuts: [] }, [])).toEqual([
      { at: "/mfa/roles/0", text: "M: F", blocks: false },
    ]);
  });

  it("leads to the tab and the field", () => {
    expect(tabOf("/ip/adminPanel/0")).toBe("admin");
    expect(tabOf("/ip/roles/a/0")).toBe("ip");
    expect(tabOf("/sso/forced")).toBe("session");
    expect(fieldName(t, "/ip/roles/crm.editor/0")).toBe("ip.roles – crm.editor");
  });
});

it("looks at five thousand ranges", () => {
  const ranges = Array.from({ length: 5_000 }, (_, i) => `10.${i >> 8}.${i & 255}.0/24`);
  rangeMarks({ ip: { subscriber: ranges } }, t);
  const looks = 20;
  const start = performance.now();
  for (let i = 0; i < looks; i++) expect(rangeMarks({ ip: { subscriber: ranges } }, t)).toEqual([]);
  console.info(`5,000 ranges: ${((performance.now() - start) / looks).toFixed(1)} ms a look`);
});

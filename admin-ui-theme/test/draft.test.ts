import { describe, expect, it } from "vitest";
import english from "../src/messages/messages_en.properties?raw";
import german from "../src/messages/messages_de.properties?raw";
import { clean, differences, isAt, restricts, set } from "../src/pages/draft";
import { parseProperties } from "../src/pages/text";

describe("the draft of a policy", () => {
  it("leaves out what is empty, and what is left empty by that", () => {
    const policy = set({ mfa: { admins: true } }, ["mfa", "admins"], false);
    expect(policy).toEqual({});
    expect(set({}, ["ip", "roles", "Mobile"], [])).toEqual({});
  });

  it("keeps names with dots and slashes apart from paths", () => {
    expect(set({}, ["ip", "roles", "my-client.editor"], ["*"])).toEqual({ ip: { roles: { "my-client.editor": ["*"] } } });
  });

  it("names what saving would change", () => {
    expect(
      differences({ ip: { subscriber: ["10.1.1.1"] } }, { ip: { subscriber: ["10.1.1.1", "10.1.1.2"] }, mode: "report-only" }),
    ).toEqual([
      { path: ["ip", "subscriber"], before: ["10.1.1.1"], after: ["10.1.1.1", "10.1.1.2"] },
      { path: ["mode"], before: [], after: ["report-only"] },
    ]);
  });

  it("knows by a JSON pointer what stands in a field", () => {
    expect(isAt("/ip/groups/a~1b/1", ["ip", "groups", "a/b"])).toBe(true);
    expect(isAt("/ip/groups/a~1b/1", ["ip", "groups", "a"])).toBe(false);
    expect(isAt(undefined, ["ip"])).toBe(false);
  });

  it("is saved without what is empty", () => {
    expect(clean({ ip: { subscriber: [], roles: { Mobile: [] } }, mfa: { everyone: false, roles: ["a"] } })).toEqual({
      mfa: { roles: ["a"] },
    });
  });

  it("restricts nobody by a mode or by groups that nothing refers to", () => {
    expect(restricts({ mode: "report-only", ip: { groups: { office: ["10.0.0.0/8"] } } })).toBe(false);
    expect(restricts({ ip: { subscriber: ["10.0.0.0/8"] } })).toBe(true);
    expect(restricts({ mfa: { admins: true } })).toBe(true);
  });
});

describe("the words of the page", () => {
  const [en, de] = [parseProperties(english), parseProperties(german)];

  it("are all translated", () => {
    expect(Object.keys(de).sort()).toEqual(Object.keys(en).sort());
  });

  it("say what the documentation quotes", () => {
    expect(en["securityPolicies.save"]).toBe("Save settings");
    expect(en["securityPolicies.mfa.admins"]).toBe("Require MFA for admins");
    expect(en["securityPolicies.session.lifetimeMinutes"]).toBe("Session lifetime (minutes)");
    expect(en["securityPolicies.superAdmin.emails"]).toBe("Super admin emails");
  });
});

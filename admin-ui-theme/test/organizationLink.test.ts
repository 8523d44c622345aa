import { afterEach, expect, it, vi } from "vitest";
import type { Router } from "../src/bridge";
import { organizationAt, organizationLink } from "../src/organizationLink";

const ID = "security-policies-organization-link";

afterEach(() => document.body.replaceChildren());

it.each([
  ["/acme/organizations/4f1/settings", "4f1"],
  ["/acme/organizations/4f1", "4f1"],
  ["/acme/organizations", undefined],
  ["/acme/organizations/new", undefined],
  ["/acme/users/4f1/settings", undefined],
])("knows the page of an organization: %s", (path, id) => expect(organizationAt(path)).toBe(id));

function consoleAt(pathname: string) {
  document.body.innerHTML = '<div data-testid="organization-tabs"></div>';
  const navigate = vi.fn(() => Promise.resolve());
  const listeners: (() => void)[] = [];
  const router = {
    routes: [],
    state: { location: { pathname, search: "", hash: "" } },
    patchRoutes: vi.fn(),
    navigate,
    subscribe: (listener: () => void) => listeners.push(listener),
  } as unknown as Router;
  return { router, navigate, moved: () => listeners.forEach((listener) => listener()) };
}

it("leads to what the organization asks, once, and goes with the page", () => {
  const { router, navigate, moved } = consoleAt("/acme/organizations/4f1/settings");
  organizationLink(
    router,
    () => "acme",
    () => true,
    () => "en",
  );
  moved();
  expect(document.querySelectorAll(`#${ID}`)).toHaveLength(1);
  document.getElementById(ID)!.click();
  expect(navigate).toHaveBeenCalledWith("/acme/security-policies/organizations?search=4f1");
  router.state.location.pathname = "/acme/users";
  moved();
  expect(document.getElementById(ID)).toBeNull();
});

it("is not there for somebody who may not view the policy", () => {
  const { router } = consoleAt("/acme/organizations/4f1/settings");
  organizationLink(
    router,
    () => "acme",
    () => false,
    () => "en",
  );
  expect(document.getElementById(ID)).toBeNull();
});

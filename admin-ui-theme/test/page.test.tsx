import { cleanup, fireEvent, render, screen, waitFor } from "@testing-library/react";
import { afterEach, expect, it, vi } from "vitest";
import { ApiError, type Api, type Policy, type SaveOptions, type Stored } from "../src/api";
import PolicyPage from "../src/pages/PolicyPage";

const CALLER = { address: "10.15.1.20", source: "peer", peer: "10.15.1.20", header: "", headerLines: [], hop: 0 };

const NOTHING = {
  subscriber: 0,
  roles: 0,
  groups: 0,
  adminPanel: 0,
  mfaEveryone: false,
  mfaAdmins: false,
  mfaRoles: 0,
  ssoForced: false,
  sessionLifetimeMinutes: 0,
  superAdmins: 0,
};

function fakeApi(stored: Partial<Stored>, save: Api["save"]): Api {
  const read = async () => ({ policy: {}, problems: [], canEdit: true, tag: '"1"', ...stored });
  return {
    read,
    save,
    confirm: read,
    revert: read,
    evaluate: () => Promise.reject(new Error("not asked")),
    status: async () => ({ mode: "enforce", enforced: NOTHING, findings: [], caller: CALLER }),
    activity: async () => [],
    roles: async () => [],
    userGroups: async () => [],
    saveUserGroups: async () => undefined,
  };
}

async function changeLifetime(api: Api, value: string, notify = vi.fn()) {
  render(<PolicyPage api={api} language="en" notify={notify} />);
  fireEvent.click(await screen.findByText("Session and admins"));
  fireEvent.change(await screen.findByLabelText("Session lifetime (minutes)"), { target: { value } });
  fireEvent.click(screen.getByTestId("security-policies-save"));
  fireEvent.click(await screen.findByTestId("security-policies-confirm-save"));
}

afterEach(cleanup);

it("saves the draft with the tag it has read, and says so", async () => {
  const saved: [Policy, string, SaveOptions][] = [];
  const notify = vi.fn();
  const api = fakeApi({}, async (...call) => {
    saved.push(call);
    return { policy: call[0], problems: [], canEdit: true, tag: '"2"' };
  });
  await changeLifetime(api, "480", notify);
  await waitFor(() => expect(saved).toEqual([[{ session: { lifetimeMinutes: 480 } }, '"1"', {}]]));
  await waitFor(() => expect(notify).toHaveBeenCalledWith(expect.stringContaining("Settings saved."), "success"));
});

it("shows a problem at its field and keeps what was typed", async () => {
  const problem = { path: "/session/lifetimeMinutes", code: "bad-number", message: "`4` is too short", hint: "write 5" };
  const api = fakeApi({}, () => Promise.reject(new ApiError(400, "invalid-policy", "1 problem", [problem])));
  await changeLifetime(api, "4");
  await screen.findByText("`4` is too short: write 5");
  expect(screen.getByLabelText<HTMLInputElement>("Session lifetime (minutes)").value).toBe("4");
});

it("offers to insist on a lock-out, with the same options", async () => {
  const options: SaveOptions[] = [];
  const api = fakeApi({}, (_, __, chosen) => {
    options.push(chosen);
    return Promise.reject(new ApiError(409, "lock-out-caller", "your address is not in the list"));
  });
  await changeLifetime(api, "60");
  fireEvent.click(await screen.findByText("Save anyway"));
  await waitFor(() => expect(options).toEqual([{}, { override: true }]));
});

it("forgets a lock-out when the draft changes, and marks no setting that was mended", async () => {
  const problem = { path: "/session/lifetimeMinutes", code: "bad-number", message: "`4` is too short", hint: "write 5" };
  let answer = new ApiError(409, "lock-out-caller", "your address is not in the list");
  const api = fakeApi({}, () => Promise.reject(answer));
  await changeLifetime(api, "4");
  await screen.findByText("Save anyway");
  fireEvent.change(screen.getByLabelText("Session lifetime (minutes)"), { target: { value: "3" } });
  expect(screen.queryByText("Save anyway")).toBeNull();
  answer = new ApiError(400, "invalid-policy", "1 problem", [problem]);
  fireEvent.click(screen.getByTestId("security-policies-save"));
  fireEvent.click(await screen.findByTestId("security-policies-confirm-save"));
  await screen.findByText("`4` is too short: write 5");
  fireEvent.change(screen.getByLabelText("Session lifetime (minutes)"), { target: { value: "30" } });
  expect(screen.queryByText("`4` is too short: write 5")).toBeNull();
  fireEvent.click(screen.getByText("Revert"));
  expect(screen.queryByText("Some entries cannot be saved. They are marked below.")).toBeNull();
});

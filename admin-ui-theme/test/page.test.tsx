import { cleanup, fireEvent, render, screen, waitFor, within } from "@testing-library/react";
import { useState } from "react";
import { afterEach, expect, it, vi } from "vitest";
import { ApiError, type Api, type Check, type Policy, type Report, type SaveOptions, type Stored } from "../src/api";
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
const BASIS = { source: "events", since: "", until: "", complete: true, undecidedAddresses: 0, skipped: 0 };
const FINE: Check = { problems: [], findings: [], lockOuts: [] };

function fakeApi(stored: Partial<Stored>, more: Partial<Api> = {}): Api {
  const read = async () => ({ policy: {}, problems: [], canEdit: true, tag: '"1"', ...stored });
  return {
    read,
    save: async (policy) => ({ policy, problems: [], canEdit: true, tag: '"2"' }),
    confirm: read,
    revert: read,
    evaluate: () => Promise.reject(new Error("not asked")),
    status: async () => ({ version: "1.0.0", mode: "enforce", enforced: NOTHING, findings: [], caller: CALLER }),
    activity: async () => ({ entries: [] }),
    check: async () => FINE,
    impact: async () => ({ access: [], basis: BASIS }),
    history: async () => ({ versions: [], complete: true }),
    compare: async () => [],
    matrix: async () => ({ columns: [], rows: [], complete: true }),
    report: () => Promise.reject(new Error("not asked")),
    reportFile: () => Promise.reject(new Error("not asked")),
    access: () => Promise.reject(new Error("not asked")),
    networks: () => Promise.reject(new Error("not asked")),
    names: async () => [],
    people: async () => ({ users: [], groups: [], serviceAccounts: [], clients: [], complete: true }),
    organizations: async () => ({ enabled: true, organizations: [], complete: true }),
    saveTenant: async () => undefined,
    ipGroups: async () => [],
    saveIpGroups: async () => undefined,
    find: async () => undefined,
    ...more,
  };
}

type Shown = { api: Api; notify?: () => void; start?: string; guard?: (unsaved: boolean) => void };

/** The page with an address of its own. */
function Page({ api, notify = vi.fn(), start = "overview", guard = vi.fn() }: Shown) {
  const [place, setPlace] = useState({ tab: start, query: new URLSearchParams() });
  const go = (tab: string, query: Record<string, string> = {}) => setPlace({ tab, query: new URLSearchParams(query) });
  return <PolicyPage api={api} realm="acme" language="en" notify={notify} guard={guard} navigation={{ ...place, go }} />;
}

const saveButton = () => screen.getByTestId("security-policies-save");
const confirmButton = () => screen.findByTestId<HTMLButtonElement>("security-policies-confirm-save");

async function confirm() {
  const button = await confirmButton();
  await waitFor(() => expect(button.disabled).toBe(false));
  fireEvent.click(button);
}

async function changeLifetime(value: string) {
  fireEvent.change(await screen.findByLabelText("Session lifetime (minutes)"), { target: { value } });
}

afterEach(cleanup);

it("shows what organizations ask, and saves one of them by itself", async () => {
  const saved: unknown[] = [];
  const acme = {
    id: "1",
    alias: "acme",
    name: "Acme",
    enabled: true,
    members: 2,
    addresses: ["10.15.1.*"],
    mfaEveryone: false,
    problems: [],
    manageable: true,
  };
  const api = fakeApi(
    { policy: { ip: { groups: { campus: ["10.15.9.*"] } } } },
    {
      organizations: async () => ({
        enabled: true,
        organizations: [acme, { ...acme, id: "2", name: "Beta", manageable: false }],
        complete: true,
      }),
      saveTenant: async (...change) => void saved.push(change),
    },
  );
  render(<Page api={api} start="organizations" />);
  await screen.findByText("Acme");
  expect(screen.queryByLabelText("Edit the list of Beta")).toBeNull();
  fireEvent.click(screen.getByLabelText("Edit the list of Acme"));
  const dialog = await screen.findByRole("dialog");
  const list = within(dialog).getByLabelText("Members may come from");
  fireEvent.change(list, { target: { value: "10.15.1.*\n@nowhere" } });
  expect(within(dialog).getByTestId<HTMLButtonElement>("security-policies-save-tenant").disabled).toBe(true);
  fireEvent.change(list, { target: { value: "10.15.1.*\n@campus" } });
  fireEvent.click(within(dialog).getByLabelText("Require MFA of all members"));
  fireEvent.click(within(dialog).getByTestId("security-policies-save-tenant"));
  await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
  expect(saved).toEqual([
    [
      "organizations",
      "1",
      { addresses: ["10.15.1.*"], mfaEveryone: false },
      { addresses: ["10.15.1.*", "@campus"], mfaEveryone: true },
    ],
  ]);
});

const addresses = (networks: string[], count = networks.length) => ({ networks, count, ipv4: "256", ipv6: "0" });
const MATRIX = {
  columns: [
    { kind: "ip-group", name: "office", addresses: addresses(["10.15.1.0/24"]), users: 0 },
    { kind: "elsewhere", name: "", addresses: addresses(["0.0.0.0/5"]), users: 0 },
  ],
  rows: [
    { subject: "everyone", name: "", secondFactor: "not-required", cells: ["all", "none"] as ("all" | "none")[] },
    { subject: "role", name: "it", secondFactor: "required", cells: ["all", "none"] as ("all" | "none")[] },
  ],
  complete: true,
};
const POLICY = { ip: { subscriber: ["@office"], groups: { office: ["10.15.1.*"] } } };

it("shows who can enter from where, and behind a cell the people and the list", async () => {
  const asked: unknown[] = [];
  const user = { id: "1", username: "irma", allowed: true, roles: ["it"] };
  const api = fakeApi(
    { policy: POLICY },
    {
      matrix: async () => MATRIX,
      access: async (...question) => {
        asked.push(question.slice(0, 2));
        return { users: [user, { ...user, id: "2", username: "eva", roles: [] }] };
      },
    },
  );
  render(<Page api={api} />);
  fireEvent.click(await screen.findByLabelText("Role it, office: yes. Show the people and the list"));
  const cell = await screen.findByTestId("security-policies-matrix-cell");
  await within(cell).findByText("At 10.15.1.0 now: irma");
  expect(asked).toEqual([["address", "10.15.1.0"]]);
  expect(within(cell).getByText("The list that decides: @office")).toBeTruthy();
  fireEvent.click(within(cell).getByText("Ask what-if"));
  expect((await screen.findByLabelText<HTMLInputElement>("Address")).value).toBe("10.15.1.0");
});

it("draws what the records come to, and puts the networks seen into the matrix", async () => {
  const report = {
    matrix: {
      ...MATRIX,
      columns: [MATRIX.columns[0]!, { kind: "network", name: "192.0.2.0/24", addresses: addresses(["192.0.2.0/24"]), users: 7 }],
    },
    refusals: [
      { kind: "refused", reason: "ip-user", door: "token", network: "8.8.8.0/24", count: 3, first: "", last: "" },
      { kind: "reported", reason: "ip-user", door: "gate", network: "", count: 2, first: "", last: "" },
      { kind: "notice", reason: "roles-withheld", door: "gate", network: "", count: 9, first: "", last: "" },
    ],
    from: "2026-11-27",
    to: "2026-11-29",
    days: [{ day: "2026-11-28", refused: 3, reported: 2 }],
    mfa: {
      users: 10,
      required: 4,
      requiredWithFactor: 1,
      withAuthenticatorApp: 1,
      withPasskey: 0,
      adminsWithoutFactor: ["ada"],
      complete: true,
    },
    records: { decisions: 14, changes: 2, logins: 7, sha256: "abc", gaps: ["Something is missing."], complete: false },
  } as unknown as Report;
  const api = fakeApi({ policy: POLICY }, { matrix: async () => MATRIX, report: async () => report });
  render(<Page api={api} />);
  fireEvent.click(await screen.findByText("Look"));
  const charts = await screen.findByTestId("security-policies-charts");
  expect(within(charts).getByText("5")).toBeTruthy();
  expect(within(charts).queryByText("9")).toBeNull();
  expect(within(charts).getByTitle("11/28/2026: 3 refused, 2 reported")).toBeTruthy();
  expect(within(charts).getByTitle("11/29/2026: 0 refused, 0 reported")).toBeTruthy();
  expect(within(charts).getByText("1 / 4")).toBeTruthy();
  expect(within(charts).getByText("Something is missing.")).toBeTruthy();
  expect(within(charts).getByText(/1 administrator has no second factor: ada/)).toBeTruthy();
  expect(await screen.findByText("192.0.2.0/24 (7 users)")).toBeTruthy();
});

it("forgets an open cell when there is another matrix", async () => {
  const wide = { ...MATRIX, columns: [...MATRIX.columns, { ...MATRIX.columns[0]!, name: "vpn" }] };
  wide.rows = MATRIX.rows.map((row) => ({ ...row, cells: [...row.cells, "all" as const] }));
  let matrix = wide;
  const api = fakeApi(
    { policy: POLICY },
    {
      matrix: async () => matrix,
      access: async () => ({ users: [] }),
      save: async (policy) => ({ policy, problems: [], canEdit: true, tag: '"2"' }),
    },
  );
  render(<Page api={api} />);
  fireEvent.click(await screen.findByLabelText("Role it, vpn: yes. Show the people and the list"));
  await screen.findByTestId("security-policies-matrix-cell");
  matrix = MATRIX;
  fireEvent.change(screen.getByLabelText("Mode"), { target: { value: "report-only" } });
  fireEvent.click(saveButton());
  await confirm();
  await waitFor(() => expect(screen.queryByTestId("security-policies-matrix-cell")).toBeNull());
  expect(screen.getByTestId("security-policies-matrix")).toBeTruthy();
});

it("gives long work up when it is told to", async () => {
  let stopped = false;
  const api = fakeApi(
    { policy: POLICY },
    {
      report: (_from, _to, signal) => {
        signal.addEventListener("abort", () => (stopped = true));
        return new Promise(() => undefined);
      },
    },
  );
  render(<Page api={api} />);
  fireEvent.click(await screen.findByText("Look"));
  fireEvent.click(await screen.findByText("Cancel"));
  await waitFor(() => expect(screen.queryByText("The server is looking at the records …")).toBeNull());
  expect(stopped).toBe(true);
});

it("asks who may come from an address, and goes on where the answer ended", async () => {
  const entrant = (id: string, allowed: boolean) => ({
    id,
    username: id,
    allowed,
    roles: [],
    ...(allowed ? {} : { reason: "ip-user" }),
  });
  const asked: string[] = [];
  const api = fakeApi(
    { policy: POLICY },
    {
      access: async (of, value, first) => {
        asked.push(`${of} ${value} ${first}`);
        return first === 0 ? { users: [entrant("anna", true)], next: 100 } : { users: [entrant("bert", false)] };
      },
    },
  );
  render(<Page api={api} start="access" />);
  fireEvent.change(await screen.findByLabelText("Ask about"), { target: { value: "address" } });
  fireEvent.change(await screen.findByLabelText("Address"), { target: { value: "10.15.1.7" } });
  fireEvent.click(screen.getByText("Ask"));
  await screen.findByText("anna");
  fireEvent.change(screen.getByLabelText("Address"), { target: { value: "192.0.2.1" } });
  fireEvent.click(screen.getByText("Show more"));
  await screen.findByText("bert");
  expect(screen.getByText("anna")).toBeTruthy();
  expect(asked).toEqual(["address 10.15.1.7 0", "address 10.15.1.7 100"]);
});

it("adds a network that people come from to the draft, and never by itself", async () => {
  const saved: Policy[] = [];
  const seen = { users: 7, logins: 9, firstSeen: "", lastSeen: "2026-11-29T10:00:00Z" };
  const api = fakeApi(
    { policy: POLICY },
    {
      networks: async () => ({
        networks: [
          { ...seen, network: "203.0.113.0/24", allowed: "none" },
          { ...seen, network: "10.15.1.0/24", allowed: "all" },
        ],
        unused: [{ subject: "ip-group", name: "office", entries: ["10.15.9.9"] }],
        since: "",
        until: "",
        complete: true,
      }),
      save: async (policy) => {
        saved.push(policy);
        return { policy, problems: [], canEdit: true, tag: '"2"' };
      },
    },
  );
  render(<Page api={api} start="access" />);
  fireEvent.click(await screen.findByText("Look at the logins"));
  await screen.findByText("203.0.113.0/24");
  expect(screen.getByText("has entries that nobody came from: 10.15.9.9")).toBeTruthy();
  const add = screen.getAllByRole("button", { name: "Add to …" });
  expect(add).toHaveLength(1);
  fireEvent.click(add[0]!);
  fireEvent.click(await screen.findByText("Add to @office"));
  await screen.findByText("Added");
  fireEvent.click(saveButton());
  await confirm();
  await waitFor(() => expect(saved[0]?.ip?.groups).toEqual({ office: ["10.15.1.*", "203.0.113.0/24"] }));
});

it("compares any two versions", async () => {
  const compared: [Policy, Policy][] = [];
  const version = { id: "1", time: "2026-11-28T10:00:00Z", access: [], policy: { ip: { subscriber: ["10.15.2.*"] } } };
  const api = fakeApi(
    { policy: POLICY },
    {
      history: async () => ({ versions: [version, { ...version, id: "2", policy: {} }], complete: true }),
      compare: async (before, after) => {
        compared.push([before, after]);
        return [];
      },
    },
  );
  render(<Page api={api} start="activity" />);
  fireEvent.click(await screen.findByText("Earlier policies"));
  const section = await screen.findByTestId("security-policies-compare");
  await within(section).findByText("No address decides differently.");
  fireEvent.change(within(section).getByLabelText("with this one"), { target: { value: "2" } });
  await waitFor(() => expect(compared.at(-1)).toEqual([version.policy, {}]));
  expect(compared[0]).toEqual([version.policy, POLICY]);
});

it("loads what was in force before a change, and leaves the saving to the save", async () => {
  const saved: Policy[] = [];
  const api = fakeApi(
    { policy: { session: { lifetimeMinutes: 60 } } },
    {
      save: async (policy) => {
        saved.push(policy);
        return { policy, problems: [], canEdit: true, tag: '"2"' };
      },
      history: async () => ({
        versions: [
          {
            id: "1",
            time: "2026-01-31T23:00:00Z",
            author: "ada",
            change: { changes: { "securityPolicy.session.lifetimeMinutes": { old: "480", new: "60" } } },
            access: [],
            policy: { session: { lifetimeMinutes: 480 } },
          },
        ],
        complete: true,
      }),
    },
  );
  render(<Page api={api} start="activity" />);
  fireEvent.click(await screen.findByText("Earlier policies"));
  expect(await screen.findByText("ada")).toBeTruthy();
  fireEvent.click(screen.getByRole("button", { name: "Load what was before" }));
  expect(saved).toEqual([]);
  fireEvent.click(saveButton());
  await confirm();
  await waitFor(() => expect(saved).toEqual([{ session: { lifetimeMinutes: 480 } }]));
});

it("says what a save does before it says what it changes", async () => {
  const asked: Policy[] = [];
  const api = fakeApi(
    {},
    {
      impact: async (policy) => {
        asked.push(policy);
        return {
          access: [
            {
              subject: "everyone",
              name: "",
              gained: { networks: ["10.15.2.0/24"], count: 1, ipv4: "256", ipv6: "0" },
              lost: { networks: [], count: 0, ipv4: "0", ipv6: "0" },
            },
          ],
          logins: {
            considered: 9,
            users: 3,
            refused: 4,
            refusedUsers: 1,
            losing: 0,
            losingUsers: 0,
            gaining: 0,
            worstUsers: [
              {
                id: "1",
                username: "bill",
                logins: 4,
                address: "67.25.19.198",
                client: "crm",
                lastSeen: "2026-11-29T10:00:00Z",
                reason: "ip-subscriber",
                rolesLost: [],
              },
            ],
            networks: [{ network: "67.25.19.0/24", logins: 4, users: 1 }],
          },
          mfa: {
            newlyCovered: 2,
            withoutFactor: 2,
            examples: ["ann", "ben"],
            passwordClients: ["legacy"],
            lookedAt: 3,
            complete: true,
          },
          basis: BASIS,
        };
      },
    },
  );
  render(<Page api={api} start="session" />);
  await changeLifetime("480");
  fireEvent.click(saveButton());
  const effect = await screen.findByTestId("security-policies-effect");
  await within(effect).findByText(/10\.15\.2\.0\/24 \(256 addresses\)/);
  within(effect).getByText(/1 user who logged in during the last 30 days would be refused \(4 logins\)/);
  within(effect).getByText(/2 users without a factor will see the set-up page: ann, ben/);
  fireEvent.click(within(effect).getByText("Who, and from where"));
  within(effect).getByText("bill");
  within(effect).getByText(/with a password alone through these clients: legacy/);
  within(effect).getByText(/67\.25\.19\.0\/24 \(1 user\)/);
  expect(asked).toEqual([{ session: { lifetimeMinutes: 480 } }]);
});

it("says that a realm does not use organizations", async () => {
  const api = fakeApi({}, { organizations: async () => ({ enabled: false, organizations: [], complete: true }) });
  render(<Page api={api} start="organizations" />);
  await screen.findByText("This realm does not use organizations");
});

it("pins a client to a range", async () => {
  const saved: unknown[] = [];
  const client = { id: "c", clientId: "pipeline", addresses: [], serviceAccount: true, directGrants: false };
  const api = fakeApi(
    {},
    {
      people: async () => ({ users: [], groups: [], serviceAccounts: [], clients: [client], complete: true }),
      saveTenant: async (...change) => void saved.push(change),
    },
  );
  render(<Page api={api} start="people" />);
  fireEvent.click(await screen.findByLabelText("Edit the list of pipeline"));
  const dialog = await screen.findByRole("dialog");
  expect(within(dialog).queryByLabelText("Require MFA of all members")).toBeNull();
  fireEvent.change(within(dialog).getByLabelText("May be used from"), { target: { value: "10.15.1.200" } });
  fireEvent.click(within(dialog).getByTestId("security-policies-save-tenant"));
  await waitFor(() => expect(saved).toHaveLength(1));
  expect(saved[0]).toEqual([
    "clients",
    "c",
    { addresses: [], mfaEveryone: false },
    { addresses: ["10.15.1.200"], mfaEveryone: false },
  ]);
});

it("names the realm in its heading and in the dialog", async () => {
  render(<Page api={fakeApi({})} start="session" />);
  await screen.findByText("Security policies of acme");
  await changeLifetime("480");
  fireEvent.click(saveButton());
  await screen.findByText("Save these changes in realm acme?");
});

it("saves the draft with the tag it has read, and says so", async () => {
  const saved: [Policy, string, SaveOptions][] = [];
  const notify = vi.fn();
  const api = fakeApi(
    { policy: { mfa: { admins: true } } },
    {
      save: async (...call) => {
        saved.push(call);
        return { policy: call[0], problems: [], canEdit: true, tag: '"2"' };
      },
    },
  );
  render(<Page api={api} start="session" notify={notify} />);
  await changeLifetime("480");
  fireEvent.click(saveButton());
  await confirm();
  const policy = { mfa: { admins: true }, session: { lifetimeMinutes: 480 } };
  await waitFor(() => expect(saved).toEqual([[policy, '"1"', {}]]));
  await waitFor(() => expect(notify).toHaveBeenCalledWith(expect.stringContaining("Settings saved."), "success"));
});

it("offers to report only when the first restriction is saved", async () => {
  const saved: Policy[] = [];
  const api = fakeApi({}, { save: async (policy) => (saved.push(policy), { policy, problems: [], canEdit: true, tag: '"2"' }) });
  render(<Page api={api} start="ip" />);
  fireEvent.change(await screen.findByLabelText("Everyone may log in from"), { target: { value: "10.15.1.*" } });
  fireEvent.click(saveButton());
  expect((await screen.findByLabelText<HTMLInputElement>(/Report only for now/)).checked).toBe(true);
  await confirm();
  await waitFor(() => expect(saved).toEqual([{ mode: "report-only", ip: { subscriber: ["10.15.1.*"] } }]));
});

it("opens no dialog while an entry is wrong, and leads to its field", async () => {
  render(<Page api={fakeApi({})} start="ip" />);
  const field = await screen.findByLabelText<HTMLTextAreaElement>("Everyone may log in from");
  fireEvent.change(field, { target: { value: "10.15.1.0/24\n10.15.1" } });
  await screen.findByText("Line 2: 10.15.1 is not an address");
  expect(screen.getByTestId("security-policies-marks-ip").textContent).toContain("1");
  fireEvent.click(screen.getByTestId("security-policies-tab-session"));
  fireEvent.click(saveButton());
  expect(screen.queryByTestId("security-policies-confirm-save")).toBeNull();
  const alert = await screen.findByTestId("security-policies-marks");
  expect(document.activeElement).toBe(alert);
  fireEvent.click(within(alert).getByText("IP restrictions: Everyone may log in from"));
  await waitFor(() => expect((document.activeElement as HTMLTextAreaElement).value).toContain("10.15.1"));
  const shown = screen.getByLabelText("Everyone may log in from");
  fireEvent.change(shown, { target: { value: "10.15.1.0/24" } });
  await waitFor(() => expect(screen.queryByTestId("security-policies-marks")).toBeNull());
});

it("asks about a lock-out in the dialog, with the way out first", async () => {
  const options: SaveOptions[] = [];
  const api = fakeApi(
    { policy: { mfa: { admins: true } } },
    {
      check: async (policy) =>
        policy.ip?.adminPanel?.includes("10.15.1.20")
          ? FINE
          : { ...FINE, lockOuts: [{ code: "lock-out-caller", message: "your address `192.0.2.1` is not in the list" }] },
      save: async (policy, _, chosen) => {
        options.push(chosen);
        return { policy, problems: [], canEdit: true, tag: '"2"' };
      },
    },
  );
  render(<Page api={api} start="admin" />);
  fireEvent.change(await screen.findByLabelText("The admin panel can be used from"), { target: { value: "192.0.2.1" } });
  fireEvent.click(saveButton());
  await screen.findByText(/Your address 192.0.2.1 is not in the list for the admin panel/);
  expect(screen.getByLabelText<HTMLInputElement>(/take it back after 10 minutes/).checked).toBe(true);
  fireEvent.click(within(screen.getByTestId("security-policies-lockout")).getByText("Add my address"));
  await waitFor(() => expect(screen.queryByTestId("security-policies-lockout")).toBeNull());
  await confirm();
  await waitFor(() => expect(options).toEqual([{ confirmWithin: 10 }]));
});

it("insists only where somebody says so, on exactly what the dialog shows", async () => {
  const saved: [Policy, SaveOptions][] = [];
  const lockOut = { code: "lock-out-caller", message: "your address `192.0.2.1` is not in the list" };
  const api = fakeApi(
    { policy: { mfa: { admins: true } } },
    {
      check: async () => ({ ...FINE, lockOuts: [lockOut] }),
      save: async (policy, _, options) => {
        saved.push([policy, options]);
        return { policy, problems: [], canEdit: true, tag: '"2"' };
      },
    },
  );
  render(<Page api={api} start="session" />);
  await changeLifetime("60");
  fireEvent.click(saveButton());
  await screen.findByText("Save anyway");
  await confirm();
  const policy = { mfa: { admins: true }, session: { lifetimeMinutes: 60 } };
  await waitFor(() => expect(saved).toEqual([[policy, { override: ["lock-out-caller"], confirmWithin: 10 }]]));
});

it("marks a name that does not exist before it is saved", async () => {
  const finding = {
    severity: "error" as const,
    code: "unknown-role",
    message: "`Tresurer` is not a role of the realm",
    fix: "write its name",
    path: "/mfa/roles/0",
  };
  const api = fakeApi({}, { check: async () => ({ ...FINE, findings: [finding] }) });
  render(<Page api={api} start="mfa" />);
  const field = await screen.findByRole("combobox", { name: "Require MFA for these roles" });
  fireEvent.change(field, { target: { value: "Tresurer" } });
  fireEvent.keyDown(field, { key: "Enter" });
  await screen.findByText("Tresurer is not a role of the realm: Choose a role of the realm, or client-id.role.");
  await screen.findByText("⚠ Tresurer");
});

it("offers names that exist, by keyboard", async () => {
  const names = vi.fn(async () => ["crm.editor", "editor"]);
  render(<Page api={fakeApi({}, { names })} start="mfa" />);
  const field = await screen.findByRole("combobox", { name: "Require MFA for these roles" });
  fireEvent.change(field, { target: { value: "edit" } });
  await screen.findByText("crm.editor");
  expect(names).toHaveBeenCalledWith("role", "edit");
  fireEvent.keyDown(field, { key: "ArrowDown" });
  fireEvent.keyDown(field, { key: "Enter" });
  const chosen = screen.getByRole("group", { name: "Require MFA for these roles" });
  expect(within(chosen).getByText("crm.editor")).toBeTruthy();
});

it("says in the dialog which service accounts would be refused", async () => {
  const finding = {
    severity: "warning" as const,
    code: "service-account-without-group",
    message: "1 service account carries no IP group and may not log in: `backend`",
    fix: "give each an IP group",
  };
  const api = fakeApi({ policy: { mfa: { admins: true } } }, { check: async () => ({ ...FINE, findings: [finding] }) });
  render(<Page api={api} start="ip" />);
  fireEvent.change(await screen.findByLabelText("Everyone may log in from"), { target: { value: "10.15.1.*" } });
  fireEvent.click(saveButton());
  const consequences = await screen.findByTestId("security-policies-consequences");
  expect(consequences.textContent).toContain("may not log in: backend");
});

it("tells the console whether leaving would lose something", async () => {
  const guard = vi.fn();
  render(<Page api={fakeApi({})} start="session" guard={guard} />);
  await changeLifetime("480");
  await waitFor(() => expect(guard).toHaveBeenLastCalledWith(true));
  fireEvent.click(screen.getByText("Revert"));
  await waitFor(() => expect(guard).toHaveBeenLastCalledWith(false));
});

it("shows a save that somebody else was faster with, and keeps the draft until it is loaded anew", async () => {
  const api = fakeApi(
    { policy: { mfa: { admins: true } } },
    { save: () => Promise.reject(new ApiError(412, "stale", "changed meanwhile")) },
  );
  render(<Page api={api} start="session" />);
  await changeLifetime("60");
  fireEvent.click(saveButton());
  await confirm();
  await screen.findByText("Somebody else has changed the policy");
  expect(screen.getByLabelText<HTMLInputElement>("Session lifetime (minutes)").value).toBe("60");
  fireEvent.click(screen.getByText("Load the current policy"));
  await waitFor(() => expect(screen.getByLabelText<HTMLInputElement>("Session lifetime (minutes)").value).toBe(""));
});

it("keeps the question of a what-if while other tabs are looked at", async () => {
  const evaluate = vi.fn(() => Promise.reject(new ApiError(404, "unknown-user", "`eva` is not a user of the realm")));
  const entry = { time: "2026-01-31T23:00:00Z", kind: "refused" as const, reason: "ip-user", user: "eva", address: "192.0.2.1" };
  const api = fakeApi({}, { evaluate, activity: async () => ({ entries: [entry as never] }) });
  render(<Page api={api} start="activity" />);
  fireEvent.click(await screen.findByRole("button", { name: "Why?" }));
  await waitFor(() => expect(evaluate).toHaveBeenCalledWith({ user: "eva", address: "192.0.2.1", policy: {} }));
  await screen.findByText("`eva` is not a user of the realm");
});

it("shows what the server has stored, also where that is nothing", async () => {
  const api = fakeApi({ policy: { mfa: { everyone: true }, ip: { subscriber: ["10.0.0.0/8"] } } });
  render(<Page api={api} start="mfa" />);
  const flag = () => screen.getByLabelText<HTMLInputElement>("Require MFA for everyone");
  await screen.findByLabelText("Require MFA for everyone");
  fireEvent.click(flag());
  expect(flag().checked).toBe(false);
  fireEvent.click(saveButton());
  await confirm();
  await waitFor(() => expect(screen.queryByTestId("security-policies-confirm-save")).toBeNull());
  expect(flag().checked).toBe(false);
  fireEvent.click(flag());
  fireEvent.click(screen.getByTestId("security-policies-tab-ip"));
  fireEvent.click(screen.getByTestId("security-policies-tab-mfa"));
  fireEvent.click(screen.getByText("Revert"));
  await waitFor(() => expect(flag().checked).toBe(false));
});

it("keeps what was edited while a change awaits its confirmation", async () => {
  const pending = { deadline: "2026-01-31T23:00:00Z", author: "ada" };
  render(<Page api={fakeApi({ pending }, { confirm: fakeApi({}).read })} start="session" />);
  await changeLifetime("60");
  fireEvent.click(screen.getByText("Keep the change"));
  await waitFor(() => expect(screen.queryByText("Keep the change")).toBeNull());
  expect(screen.getByLabelText<HTMLInputElement>("Session lifetime (minutes)").value).toBe("60");
});

it("takes what was typed into a field of names without Enter, blanks and all", async () => {
  render(<Page api={fakeApi({})} start="mfa" />);
  const field = await screen.findByRole("combobox", { name: "Require MFA for these roles" });
  fireEvent.change(field, { target: { value: "Account Manager" } });
  fireEvent.blur(field);
  const chosen = screen.getByRole("group", { name: "Require MFA for these roles" });
  expect(within(chosen).getByText("Account Manager")).toBeTruthy();
});

it("does not save what only the server knows to be wrong, and says so", async () => {
  const problem = {
    path: "/session/lifetimeMinutes",
    code: "bad-number",
    message: "`4` is not a whole number from 5 to 43200",
    hint: "write digits only, from 5 to 43200",
  };
  render(<Page api={fakeApi({}, { check: async () => ({ ...FINE, problems: [problem] }) })} start="session" />);
  await changeLifetime("4");
  fireEvent.click(saveButton());
  await within(await screen.findByTestId("security-policies-marks")).findByText(
    "4 is not a whole number from 5 to 43200: Write digits only, from 5 to 43200.",
  );
  expect(screen.queryByTestId("security-policies-confirm-save")).toBeNull();
});

it("says what the server has found in the language of the page", async () => {
  const finding = {
    severity: "warning" as const,
    code: "shadowed-entry",
    message: "`10.1.1.1` adds nothing to `10.0.0.0/8`",
    fix: "remove one",
  };
  const unheard = { severity: "error" as const, code: "unheard-of", message: "the flow `x` has moved", fix: "look at `it`" };
  const caller = CALLER;
  const status = async () => ({ version: "1.0.0", mode: "enforce", enforced: NOTHING, findings: [finding, unheard], caller });
  const props = { realm: "acme", notify: vi.fn(), guard: vi.fn() };
  const navigation = { tab: "overview", query: new URLSearchParams(), go: vi.fn() };
  render(<PolicyPage {...props} navigation={navigation} language="de" api={fakeApi({}, { status })} />);
  await screen.findByText("Warnung: 10.1.1.1 fügt 10.0.0.0/8 nichts hinzu");
  await screen.findByText(/The flow x has moved$/);
});

it("says its version, and that the other jar is of another one", async () => {
  render(<Page api={fakeApi({})} />);
  expect((await screen.findByTestId("security-policies-version")).textContent).toBe("Keycloak Security Policies 1.0.0");
  cleanup();
  const status = async () => ({ version: "1.1.0", mode: "enforce", enforced: NOTHING, findings: [], caller: CALLER });
  render(<Page api={fakeApi({}, { status })} />);
  await screen.findByText("The providers are of version 1.1.0, this page is of version 1.0.0", { exact: false });
});

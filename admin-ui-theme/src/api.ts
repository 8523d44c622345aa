import type * as api from "./generated/api";
import { splitEntries } from "./ranges/ranges";

/** The policy as the admin API's one document; what is absent restricts nothing. */
export type Policy = api.Policy;
export type Problem = api.Problem;
export type Pending = api.Pending;
export type Finding = api.Finding;
export type Status = api.Status;
export type Evaluation = api.Evaluation;
export type Check = api.Check;
export type People = api.People;
export type Impact = api.Impact;
export type Matrix = api.Matrix;
export type Report = api.Report;
export type Access = api.Access;
export type Networks = api.Networks;
export type Version = Omit<api.Version, "change"> & Pick<Entry, "change">;
export type Organizations = api.Organizations;
export type Organization = api.Organization;

/** What an organization or a client carries itself: its list, and for an organization whether its members must have a factor. */
export type Tenant = { addresses: string[]; mfaEveryone: boolean };
export type TenantKind = "organizations" | "clients";

export type NameKind = "role" | "realm-role" | "provider" | "user" | "client";

/** The policy as it is stored, with the tag that a save must bring along. */
export type Stored = api.StoredPolicy & { tag: string };

/** A record; of a change it says each changed setting with its old and new value. */
export type Entry = Omit<api.Entry, "change"> & { change?: { changes?: Record<string, Summary> } };

/** A setting before and after; of a long list what was added and what was taken away. */
export type Summary = { old?: string; new?: string; oldCount?: number; added?: string[]; removed?: string[] };

/** A page of records, and where to go on. */
export type ActivityPage = { entries: Entry[]; next?: string };

/** `override`: the codes of the lock-outs that were shown and insisted on. */
export type SaveOptions = { override?: string[]; confirmWithin?: number };

/** What the server answered instead of what was asked for. */
export class ApiError extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
    readonly problems: Problem[] = [],
  ) {
    super(message);
  }
}

/** What a person reads of a failure. */
export const messageOf = (failure: unknown) => (failure instanceof Error ? failure.message : String(failure));

/** Everything the page asks of the server; tests bring their own. */
export interface Api {
  read(): Promise<Stored>;
  save(policy: Policy, tag: string, options: SaveOptions): Promise<Stored>;
  confirm(): Promise<Stored>;
  revert(): Promise<Stored>;
  evaluate(question: { user: string; address: string; organization?: string; policy?: Policy }): Promise<Evaluation>;
  status(): Promise<Status>;
  activity(filter: Record<string, string>): Promise<ActivityPage>;
  /** What the policy would do to addresses and to people, compared with the one in force; it can take half a minute. */
  impact(policy: Policy, days: number, signal: AbortSignal): Promise<Impact>;
  /** What one policy does to addresses beside another. */
  compare(before: Policy, policy: Policy, signal: AbortSignal): Promise<Impact["access"]>;
  /** Who can enter from where. */
  matrix(): Promise<Matrix>;
  /** What the records of some days come to; the days are such as 2026-01-31. */
  report(from: string, to: string, signal: AbortSignal): Promise<Report>;
  /** The same to print or to export. */
  reportFile(from: string, to: string, format: "html" | "csv" | "json", signal: AbortSignal): Promise<Blob>;
  /** From where a user or a role may come, or who may come from an address. */
  access(of: "user" | "role" | "address", value: string, first: number, signal: AbortSignal): Promise<Access>;
  /** From where people logged in during the last days. */
  networks(days: number, signal: AbortSignal): Promise<Networks>;
  /** What was in force before each of the newest changes. */
  history(): Promise<{ versions: Version[]; complete: boolean }>;
  /** What saving the policy would come to; nothing is saved. */
  check(policy: Policy, people: boolean): Promise<Check>;
  /** Names that exist, by a part of them. */
  names(kind: NameKind, search: string): Promise<string[]>;
  /** Who carries a restriction or an exception of their own. */
  people(): Promise<People>;
  /** The IP groups that a user or a Keycloak group carries itself. */
  ipGroups(of: "users" | "groups", id: string): Promise<string[]>;
  /** Gives them others, unless somebody else has changed them since they were read. */
  saveIpGroups(of: "users" | "groups", id: string, read: string[], groups: string[]): Promise<void>;
  /** What the organizations ask of their members; by a part of their name or domain. */
  organizations(search: string): Promise<Organizations>;
  /** Gives an organization or a client another list, unless somebody else has changed it since it was read. */
  saveTenant(of: TenantKind, id: string, read: Tenant, now: Tenant): Promise<void>;
  /** The id of a user or Keycloak group by its name or path; undefined if there is none. */
  find(kind: "users" | "groups", name: string): Promise<string | undefined>;
}

type Json = Record<string, unknown>;
type Owner = { id: string; attributes?: Record<string, string[]> };

const GROUPS = "securityPolicy.ip.groups";
const MEMBERS_FROM = "securityPolicy.ip.subscriber";
/** As the server reads a switch: what it cannot read is on. */
const OFF = ["", "false"];
const MEMBERS_FACTOR = "securityPolicy.mfa.everyone";
const CLIENT_FROM = "securityPolicy.ip.allowlist";
const owner = (of: string, id: string) => `/${of}/${encodeURIComponent(id)}`;
const carried = (found: Owner) => found.attributes?.[GROUPS] ?? [];

/** The API over HTTP; `token` is asked for each request, because it is renewed in between. */
export function httpApi(adminUrl: string, token: () => Promise<string | undefined>): Api {
  const base = "/security-policy";
  const call = async (
    method: string,
    path: string,
    body?: unknown,
    headers: Record<string, string> = {},
    signal?: AbortSignal,
  ) => {
    const response = await fetch(adminUrl + path, {
      method,
      headers: {
        Authorization: `Bearer ${await token()}`,
        Accept: "application/json",
        ...(body === undefined ? {} : { "Content-Type": "application/json" }),
        ...headers,
      },
      body: body === undefined ? undefined : JSON.stringify(body),
      signal,
    });
    if (!response.ok) {
      const json = (await response.json().catch(() => ({}))) as Json;
      const code = String(json["error"] ?? response.status);
      const message = String(json["errorMessage"] ?? json["error_description"] ?? response.statusText);
      throw new ApiError(response.status, code, message, (json["problems"] as Problem[] | undefined) ?? []);
    }
    return response;
  };
  const send = async (...request: Parameters<typeof call>) => {
    const response = await call(...request);
    return { json: (await response.json().catch(() => ({}))) as Json, response }; // some answers have no body
  };
  const receive = async <A>(path: string, signal?: AbortSignal) =>
    (await send("GET", base + path, undefined, {}, signal)).json as unknown as A;
  const stored = async (method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<Stored> => {
    const { json, response } = await send(method, base + path, body, headers);
    return { ...(json as Omit<Stored, "tag">), tag: response.headers.get("ETag") ?? "*" };
  };
  return {
    ipGroups: async (of, id) => carried((await send("GET", owner(of, id))).json as unknown as Owner),
    saveIpGroups: async (of, id, read, groups) => {
      const now = (await send("GET", owner(of, id))).json as unknown as Owner;
      if (carried(now).join("\n") !== read.join("\n")) throw new ApiError(412, "stale", "somebody else has changed them");
      await send("PUT", owner(of, id), { ...now, attributes: { ...now.attributes, [GROUPS]: groups } });
    },
    organizations: (search) => receive(`/organizations?${new URLSearchParams({ search })}`),
    saveTenant: async (of, id, read, now) => {
      const found = (await send("GET", owner(of, id))).json as unknown as { attributes?: Record<string, string | string[]> };
      const has = (name: string) => [found.attributes?.[name] ?? []].flat();
      const before = splitEntries(has(of === "clients" ? CLIENT_FROM : MEMBERS_FROM).join("\n"));
      const factor = of === "organizations" && has(MEMBERS_FACTOR).some((text) => !OFF.includes(text.trim().toLowerCase()));
      if (before.join("\n") !== read.addresses.join("\n") || factor !== read.mfaEveryone)
        throw new ApiError(412, "stale", "somebody else has changed it");
      const changed =
        of === "clients"
          ? { [CLIENT_FROM]: now.addresses.join(", ") }
          : { [MEMBERS_FROM]: now.addresses, [MEMBERS_FACTOR]: now.mfaEveryone ? ["true"] : [] };
      await send("PUT", owner(of, id), { ...found, attributes: { ...found.attributes, ...changed } });
    },
    find: async (kind, name) => {
      const path =
        kind === "users"
          ? `/users?${new URLSearchParams({ exact: "true", username: name })}`
          : `/group-by-path/${name.split("/").filter(Boolean).map(encodeURIComponent).join("/")}`;
      const found = await send("GET", path).catch((failure: unknown) => {
        if (failure instanceof ApiError && failure.status === 404) return undefined;
        throw failure;
      });
      const json = found?.json as unknown as Owner | Owner[] | undefined;
      return Array.isArray(json) ? json[0]?.id : json?.id;
    },
    read: () => stored("GET", ""),
    save: (policy, tag, options) => {
      const query = new URLSearchParams();
      if (options.override) query.set("override", options.override.join(","));
      if (options.confirmWithin) query.set("confirmWithin", String(options.confirmWithin));
      const text = query.toString();
      return stored("PUT", text ? `?${text}` : "", policy, { "If-Match": tag });
    },
    confirm: () => stored("POST", "/confirm", {}),
    revert: () => stored("DELETE", "/pending"),
    evaluate: async (question) => (await send("POST", `${base}/evaluate`, question)).json as unknown as Evaluation,
    status: () => receive("/status"),
    activity: async (filter) => {
      const { json } = await send("GET", `${base}/activity?${new URLSearchParams(filter)}`);
      return { entries: json["activity"] as Entry[], next: json["next"] as string | undefined };
    },
    impact: async (policy, days, signal) =>
      (await send("POST", `${base}/impact`, { policy, days }, {}, signal)).json as unknown as Impact,
    compare: async (before, policy, signal) =>
      ((await send("POST", `${base}/impact`, { before, policy, days: 0 }, {}, signal)).json as unknown as Impact).access,
    matrix: () => receive("/access/matrix"),
    report: (from, to, signal) => receive(`/report?${new URLSearchParams({ from, to, format: "json" })}`, signal),
    reportFile: async (from, to, format, signal) => {
      const query = new URLSearchParams({ from, to, format });
      return (await call("GET", `${base}/report?${query}`, undefined, {}, signal)).blob();
    },
    access: (of, value, first, signal) =>
      receive(`/access?${new URLSearchParams({ [of]: value, first: String(first) })}`, signal),
    networks: (days, signal) => receive(`/access/networks?${new URLSearchParams({ days: String(days) })}`, signal),
    history: () => receive("/history"),
    check: async (policy, people) => (await send("POST", `${base}/check?people=${people}`, policy)).json as unknown as Check,
    names: async (kind, search) =>
      (await send("GET", `${base}/names?${new URLSearchParams({ kind, search })}`)).json["names"] as string[],
    people: () => receive("/people"),
  };
}

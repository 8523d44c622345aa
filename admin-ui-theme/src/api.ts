import type * as api from "./generated/api";

/** The policy as the admin API's one document; what is absent restricts nothing. */
export type Policy = api.Policy;
export type Problem = api.Problem;
export type Pending = api.Pending;
export type Finding = api.Finding;
export type Status = api.Status;
export type Evaluation = api.Evaluation;

/** The policy as it is stored, with the tag that a save must bring along. */
export type Stored = api.StoredPolicy & { tag: string };

/** A record; of a change it says each changed setting with its old and new value. */
export type Entry = Omit<api.Entry, "change"> & { change?: { changes?: Record<string, { old?: string; new?: string }> } };

export type SaveOptions = { override?: boolean; confirmWithin?: number };

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

/** Everything the page asks of the server; tests bring their own. */
export interface Api {
  read(): Promise<Stored>;
  save(policy: Policy, tag: string, options: SaveOptions): Promise<Stored>;
  confirm(): Promise<Stored>;
  revert(): Promise<Stored>;
  evaluate(question: { user: string; address: string; policy?: Policy }): Promise<Evaluation>;
  status(): Promise<Status>;
  activity(filter: Record<string, string>): Promise<Entry[]>;
  /** The names of realm roles, for the role picker. */
  roles(): Promise<string[]>;
  /** The IP groups that a user carries; undefined if there is no such user. */
  userGroups(username: string): Promise<string[] | undefined>;
  saveUserGroups(username: string, groups: string[]): Promise<void>;
}

type Json = Record<string, unknown>;
type User = { id: string; username: string; attributes?: Record<string, string[]> };

const GROUPS = "securityPolicy.ip.groups";

/** The API over HTTP; `token` is asked for each request, because it is renewed in between. */
export function httpApi(adminUrl: string, token: () => Promise<string | undefined>): Api {
  const send = async (method: string, path: string, body?: unknown, headers: Record<string, string> = {}) => {
    const response = await fetch(adminUrl + path, {
      method,
      headers: {
        Authorization: `Bearer ${await token()}`,
        Accept: "application/json",
        ...(body === undefined ? {} : { "Content-Type": "application/json" }),
        ...headers,
      },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
    const json = (await response.json().catch(() => ({}))) as Json; // some answers have no body
    if (!response.ok) {
      const code = String(json["error"] ?? response.status);
      const message = String(json["errorMessage"] ?? json["error_description"] ?? response.statusText);
      throw new ApiError(response.status, code, message, (json["problems"] as Problem[] | undefined) ?? []);
    }
    return { json, response };
  };
  const base = "/security-policy";
  const stored = async (method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<Stored> => {
    const { json, response } = await send(method, base + path, body, headers);
    return { ...(json as Omit<Stored, "tag">), tag: response.headers.get("ETag") ?? "*" };
  };
  const findUser = async (username: string) => {
    const { json } = await send("GET", `/users?${new URLSearchParams({ exact: "true", username, briefRepresentation: "false" })}`);
    return (json as unknown as User[])[0];
  };
  return {
    userGroups: async (username) => {
      const user = await findUser(username);
      return user && (user.attributes?.[GROUPS] ?? []);
    },
    saveUserGroups: async (username, groups) => {
      const user = await findUser(username);
      if (!user) throw new ApiError(404, "unknown-user", username);
      const attributes = { ...user.attributes, [GROUPS]: groups };
      await send("PUT", `/users/${encodeURIComponent(user.id)}`, { ...user, attributes });
    },
    read: () => stored("GET", ""),
    save: (policy, tag, options) => {
      const query = new URLSearchParams();
      if (options.override) query.set("override", "lock-out");
      if (options.confirmWithin) query.set("confirmWithin", String(options.confirmWithin));
      const text = query.toString();
      return stored("PUT", text ? `?${text}` : "", policy, { "If-Match": tag });
    },
    confirm: () => stored("POST", "/confirm", {}),
    revert: () => stored("DELETE", "/pending"),
    evaluate: async (question) => (await send("POST", `${base}/evaluate`, question)).json as unknown as Evaluation,
    status: async () => (await send("GET", `${base}/status`)).json as unknown as Status,
    activity: async (filter) =>
      (await send("GET", `${base}/activity?${new URLSearchParams(filter)}`)).json["activity"] as Entry[],
    roles: async () => {
      const { json } = await send("GET", "/roles?briefRepresentation=true&max=1000");
      return (json as unknown as { name: string }[]).map((role) => role.name).sort();
    },
  };
}

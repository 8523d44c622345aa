import type { Blocker, Router } from "./bridge";

const KEY = "security-policies";
const NAME = "security-policies";

/** The address of a tab: `/REALM/security-policies/TAB`, with the question of a what-if behind it. */
export const address = (realm: string, tab: string, query: Record<string, string> = {}) => {
  const text = new URLSearchParams(query).toString();
  return `/${encodeURIComponent(realm)}/${NAME}/${tab}${text ? `?${text}` : ""}`;
};

/** The tab and the query of an address; an address without a tab is that of the overview. */
export function place(router: Router): { tab: string; query: URLSearchParams } {
  const { pathname, search } = router.state.location;
  return { tab: pathname.split("/")[3] ?? "overview", query: new URLSearchParams(search) };
}

const isHere = (pathname: string, realm: string) => {
  const [, of, name] = pathname.split("/");
  return name === NAME && of === encodeURIComponent(realm);
};

/** Stops the console from leaving the page while there is something to lose; a console that cannot do that just leaves. */
export function block(router: Router, realm: string, unsaved: () => boolean) {
  router.getBlocker?.(KEY, ({ nextLocation }) => unsaved() && !isHere(nextLocation.pathname, realm));
  return () => router.deleteBlocker?.(KEY);
}

/** The attempt to leave that was stopped, if there is one. */
export function blocked(router: Router): Blocker | undefined {
  const blocker = router.state.blockers?.get(KEY);
  return blocker?.state === "blocked" ? blocker : undefined;
}

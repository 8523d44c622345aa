import type { Context, ReactElement } from "react";

/**
 * The only file that knows the inside of the console: React's root of `#app`, the display names of its contexts, and its router. None
 * of these is a public interface, so whatever is not found means "no page", and the console stays as it is.
 */
type Fiber = { child: Fiber | null; sibling: Fiber | null; type: unknown; memoizedProps: Record<string, unknown> | null };
type Provided = { context: Context<unknown>; value: unknown };

type Location = { pathname: string; search: string; hash: string };

/** A navigation that was stopped until somebody says what becomes of it. */
export type Blocker = { state: string; proceed?(): void; reset?(): void };

export type Router = {
  routes: { id: string }[];
  state: { location: Location; blockers?: Map<string, Blocker> };
  getBlocker?(key: string, stops: (move: { nextLocation: Location }) => boolean): Blocker;
  deleteBlocker?(key: string): void;
  patchRoutes(parent: string | null, routes: unknown[]): void;
  navigate(to: string, options?: { replace?: boolean }): Promise<void>;
  subscribe(listener: () => void): () => void;
};

export type AdminClient = { baseUrl: string; getAccessToken(): Promise<string | undefined> };
export type Alerts = { addAlert(message: string, variant?: string): void };
export type Access = { hasAccess(...roles: string[]): boolean };

const CONTEXTS = ["AdminClientContext", "RealmContext", "WhoAmIContext", "AccessContext", "AlertContext"] as const;
type ContextName = (typeof CONTEXTS)[number];

export type Bridge = { router: Router; contexts: Record<ContextName, Context<unknown>>; value(name: ContextName): unknown };

function* fibers(root: Fiber | null): Generator<Fiber> {
  const open = [root];
  while (open.length > 0) {
    const fiber = open.pop();
    if (!fiber) continue;
    yield fiber;
    open.push(fiber.sibling, fiber.child);
  }
}

function rootFiber(): Fiber | null {
  const app = document.getElementById("app") as unknown as Record<string, { stateNode?: { current?: Fiber } }> | null;
  const key = app && Object.keys(app).find((name) => name.startsWith("__reactContainer$"));
  return (key && app[key]?.stateNode?.current) || null;
}

function provided(): Map<string, Provided> {
  const found = new Map<string, Provided>();
  for (const fiber of fibers(rootFiber())) {
    const context = (fiber.type as { _context?: Context<unknown> } | null)?._context;
    const name = context?.displayName;
    if (context && name && fiber.memoizedProps && !found.has(name)) {
      found.set(name, { context, value: fiber.memoizedProps["value"] });
    }
  }
  return found;
}

function findRouter(): Router | undefined {
  for (const fiber of fibers(rootFiber())) {
    const router = fiber.memoizedProps?.["router"] as Partial<Router> | undefined;
    if (router && typeof router.patchRoutes === "function" && typeof router.navigate === "function" && router.routes?.[0]) {
      return router as Router;
    }
  }
  return undefined;
}

/** The way into the console that is on the page now; undefined if it is not one that this file knows. */
export function connect(): Bridge | undefined {
  const router = findRouter();
  const found = provided();
  if (!router || !CONTEXTS.every((name) => found.has(name))) return undefined;
  const contexts = Object.fromEntries(CONTEXTS.map((name) => [name, found.get(name)!.context]));
  return { router, contexts: contexts as Bridge["contexts"], value: (name) => provided().get(name)?.value };
}

/** Adds a page of the console's realm pages, guarded by the console itself. */
export function addRoute(router: Router, path: string, element: ReactElement) {
  router.patchRoutes(router.routes[0]!.id, [{ path, element, handle: { access: "view-realm" } }]);
  const { pathname, search } = router.state.location;
  if (pathname.split("/")[2] === path.split("/")[2]) {
    void router.navigate(pathname + search, { replace: true }); // it was opened at this address, before the route was there
  }
}

import { act, cleanup, render } from "@testing-library/react";
import { createContext, createElement, type ReactNode } from "react";
import { createRoot, type Root } from "react-dom/client";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { connect } from "../src/bridge";

const NAMES = ["AdminClientContext", "RealmContext", "WhoAmIContext", "AccessContext", "AlertContext"];
const router = { routes: [{ id: "0" }], patchRoutes: () => undefined, navigate: async () => undefined };

/** A console as the bridge expects it: a router in the tree, and contexts with these display names. */
function Console({ names, value }: { names: string[]; value: string }): ReactNode {
  return names.reduce<ReactNode>((inside, name) => {
    const context = createContext<unknown>(undefined);
    context.displayName = name;
    return createElement(context.Provider, { value: `${name} ${value}` }, inside);
  }, "console");
}

function Routed(_: { router: unknown; children: ReactNode }) {
  return _.children;
}

let root: Root;

async function show(names: string[], provided: unknown = router, value = "first") {
  await act(async () =>
    root.render(createElement(Routed, { router: provided, children: createElement(Console, { names, value }) })),
  );
}

describe("the bridge into the console", () => {
  beforeEach(() => {
    Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true });
    document.body.innerHTML = '<div id="app"></div>';
    root = createRoot(document.getElementById("app")!);
  });

  afterEach(async () => {
    await act(async () => root.unmount());
    cleanup();
  });

  it("finds the router and the contexts of a console it knows", async () => {
    await show(NAMES);
    expect(connect()?.router).toBe(router);
    expect(connect()?.value("RealmContext")).toBe("RealmContext first");
  });

  it("reads a context anew each time", async () => {
    await show(NAMES);
    const bridge = connect();
    await show(NAMES, router, "second");
    expect(bridge?.value("RealmContext")).toBe("RealmContext second");
  });

  it.each(NAMES)("does nothing without %s", async (missing) => {
    await show(NAMES.filter((name) => name !== missing));
    expect(connect()).toBeUndefined();
  });

  it("does nothing with a router it does not know", async () => {
    await show(NAMES, { ...router, patchRoutes: undefined });
    expect(connect()).toBeUndefined();
  });

  it("does nothing on a page without a console", () => {
    document.body.innerHTML = "";
    expect(connect()).toBeUndefined();
    render(null);
  });
});

import {
  Component,
  lazy,
  Suspense,
  useCallback,
  useContext,
  useEffect,
  useMemo,
  useRef,
  useSyncExternalStore,
  type ReactNode,
} from "react";
import { httpApi } from "./api";
import { addRoute, connect, type Access, type AdminClient, type Alerts, type Bridge } from "./bridge";
import { navigationItem } from "./navigation";
import { organizationLink } from "./organizationLink";
import { tellRefusals } from "./refusals";
import { address, block, blocked, place } from "./routes";

const PATH = "/:realm/security-policies/:tab?";
const Page = lazy(() => import("./pages/PolicyPage"));

/** Without it, a crash of this page would take the whole console with it. */
export class Boundary extends Component<{ children: ReactNode }, { failed: boolean }> {
  override state = { failed: false };

  static getDerivedStateFromError() {
    return { failed: true };
  }

  override componentDidCatch(error: unknown) {
    console.error("security policies: the page failed", error);
  }

  override render() {
    const text = "The security policies page failed. Policies stay in force; use the admin API until the page is mended.";
    return this.state.failed ? (
      <p role="alert" className="pf-v5-u-p-lg">
        {text}
      </p>
    ) : (
      this.props.children
    );
  }
}

function Host({ bridge }: { bridge: Bridge }) {
  const { adminClient } = useContext(bridge.contexts.AdminClientContext) as { adminClient: AdminClient };
  const { realm } = useContext(bridge.contexts.RealmContext) as { realm: string };
  const { whoAmI } = useContext(bridge.contexts.WhoAmIContext) as { whoAmI: { locale?: string } };
  const { addAlert } = useContext(bridge.contexts.AlertContext) as Alerts;
  const { router } = bridge;
  const api = useMemo(
    () => httpApi(`${adminClient.baseUrl}/admin/realms/${encodeURIComponent(realm)}`, () => adminClient.getAccessToken()),
    [adminClient, realm],
  );
  const state = useSyncExternalStore(router.subscribe, () => router.state);
  const navigation = useMemo(
    () => ({
      ...place({ ...router, state }),
      go: (tab: string, query?: Record<string, string>) => void router.navigate(address(realm, tab, query)),
    }),
    [router, state, realm],
  );
  const unsaved = useRef(false);
  const guard = useCallback((now: boolean) => {
    unsaved.current = now;
  }, []);
  useEffect(() => block(router, realm, () => unsaved.current), [router, realm]);
  useEffect(() => {
    const warn = (event: BeforeUnloadEvent) => unsaved.current && event.preventDefault();
    window.addEventListener("beforeunload", warn);
    return () => window.removeEventListener("beforeunload", warn);
  }, []);
  const stopped = blocked({ ...router, state });
  return (
    <Suspense fallback={null}>
      <Page
        key={realm}
        api={api}
        realm={realm}
        language={whoAmI.locale ?? "en"}
        notify={addAlert}
        navigation={navigation}
        guard={guard}
        leaving={stopped && { leave: () => stopped.proceed?.(), stay: () => stopped.reset?.() }}
      />
    </Suspense>
  );
}

function mount(bridge: Bridge) {
  addRoute(
    bridge.router,
    PATH,
    <Boundary>
      <Host bridge={bridge} />
    </Boundary>,
  );
  const mayView = () => (bridge.value("AccessContext") as Access | undefined)?.hasAccess("view-realm") ?? false;
  const language = () => (bridge.value("WhoAmIContext") as { whoAmI?: { locale?: string } } | undefined)?.whoAmI?.locale ?? "en";
  const realm = () => (bridge.value("RealmContext") as { realm?: string } | undefined)?.realm ?? "";
  navigationItem(bridge.router, realm, mayView, language);
  organizationLink(bridge.router, realm, mayView, language);
}

/** The console shows its navigation once it is ready; before that there is nothing to connect to. */
function whenReady() {
  const attempt = () => {
    if (!document.querySelector("[data-testid^=nav-item-]")) return false;
    try {
      const bridge = connect();
      if (bridge) mount(bridge);
      else console.info("security policies: this console is not known, so its page is not shown");
    } catch (error) {
      console.error("security policies: the page could not be added", error);
    }
    return true;
  };
  if (attempt()) return;
  const observer = new MutationObserver(() => {
    if (attempt()) observer.disconnect();
  });
  observer.observe(document.body, { childList: true, subtree: true });
}

tellRefusals();
whenReady();

import type { Router } from "./bridge";

const TEST_ID = "nav-item-security-policies";
const NEIGHBOUR = "[data-testid=nav-item-realm-settings]";
const CURRENT = "pf-m-current";
const TITLES: Record<string, string> = { en: "Security policies", de: "Sicherheitsrichtlinien" };

/** Keeps an item in the console's navigation, which the console builds anew with every realm. It writes only what has changed. */
export function navigationItem(router: Router, realm: () => string, mayView: () => boolean, language: () => string) {
  const isHere = () => router.state.location.pathname.split("/")[2] === "security-policies";

  const build = (model: HTMLElement) => {
    const item = model.closest("li")!.cloneNode(true) as HTMLElement;
    const link = item.querySelector("a")!;
    link.id = "/security-policies";
    link.dataset["testid"] = TEST_ID;
    link.textContent = TITLES[language()] ?? TITLES["en"]!;
    link.addEventListener("click", (event) => {
      event.preventDefault();
      void router.navigate(`/${encodeURIComponent(realm())}/security-policies`);
    });
    return item;
  };

  const update = () => {
    const neighbour = document.querySelector<HTMLElement>(NEIGHBOUR);
    const existing = document.querySelector<HTMLAnchorElement>(`[data-testid=${TEST_ID}]`);
    if (!neighbour || !realm() || !mayView()) {
      existing?.closest("li")?.remove();
      return;
    }
    const list = neighbour.closest("ul");
    const item = existing ?? list?.appendChild(build(neighbour)).querySelector<HTMLAnchorElement>("a");
    if (!item) return;
    const target = `#/${encodeURIComponent(realm())}/security-policies`;
    if (item.getAttribute("href") !== target) item.setAttribute("href", target);
    if (item.classList.contains(CURRENT) !== isHere()) item.classList.toggle(CURRENT, isHere());
    if (isHere() !== (item.getAttribute("aria-current") === "page")) {
      if (isHere()) item.setAttribute("aria-current", "page");
      else item.removeAttribute("aria-current");
    }
  };

  router.subscribe(update);
  new MutationObserver(update).observe(document.body, { childList: true, subtree: true });
  update();
}

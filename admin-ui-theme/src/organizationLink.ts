import type { Router } from "./bridge";
import { address } from "./routes";

const ID = "security-policies-organization-link";
const TABS = "[data-testid=organization-tabs]";
const TITLES: Record<string, string> = {
  en: "Security policies of this organization",
  de: "Sicherheitsrichtlinien dieser Organisation",
};

/** The organization whose own page of the console is at this path; undefined for any other page. */
export function organizationAt(pathname: string): string | undefined {
  const [, , section, id] = pathname.split("/");
  return section === "organizations" && id && id !== "new" ? id : undefined;
}

/** Leads from the console's own page of an organization to what that organization asks of its members. */
export function organizationLink(router: Router, realm: () => string, mayView: () => boolean, language: () => string) {
  const update = () => {
    const id = organizationAt(router.state.location.pathname);
    const tabs = document.querySelector<HTMLElement>(TABS);
    const existing = document.getElementById(ID) as HTMLAnchorElement | null;
    if (!id || !tabs || !mayView()) {
      existing?.remove();
      return;
    }
    const target = address(realm(), "organizations", { search: id });
    if (existing?.getAttribute("href") === `#${target}`) return;
    existing?.remove();
    const link = document.createElement("a");
    link.id = ID;
    link.dataset.testid = ID;
    link.href = `#${target}`;
    link.className = "pf-v5-u-ml-lg";
    link.textContent = TITLES[language()] ?? TITLES["en"]!;
    link.addEventListener("click", (event) => {
      event.preventDefault();
      void router.navigate(target);
    });
    tabs.before(link);
  };
  router.subscribe(update);
  new MutationObserver(update).observe(document.body, { childList: true, subtree: true });
  update();
}

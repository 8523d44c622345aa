const TEXT = "Access to the admin panel is restricted by IP allowlist";
const ID = "security-policies-refused";

type Refusal = { errorMessage?: string; params?: [string, string] };

/** What the admin door says with its refusal: the address that was seen, and what support finds in the records. */
export async function refusal(response: Response): Promise<{ address: string; reference: string } | undefined> {
  if (response.status !== 403) return undefined;
  const { errorMessage, params } = await response
    .clone()
    .json()
    .then(
      (body: Refusal) => body,
      (): Refusal => ({}),
    );
  return errorMessage === TEXT && params ? { address: params[0], reference: params[1] } : undefined;
}

async function show({ address, reference }: { address: string; reference: string }) {
  const { PREFIX, texts } = await import("./pages/text"); // few are refused
  const { t } = await texts(document.documentElement.lang || "en");
  const bar = document.getElementById(ID) ?? document.createElement("div");
  bar.id = ID;
  bar.dataset.testid = ID;
  bar.setAttribute("role", "alert");
  bar.className = "pf-v5-c-alert pf-m-danger pf-m-inline";
  bar.textContent = t(PREFIX + "refused", { address, reference });
  document.body.prepend(bar);
}

/**
 * The console says of any 403 that a permission is missing. An administrator who is refused because of the address, in the console of
 * another realm for instance, is told so here; whoever leaves for a realm that answers does not see it any more.
 */
export function tellRefusals() {
  const { fetch } = window;
  window.fetch = async (...request) => {
    const response = await fetch(...request);
    const refused = await refusal(response);
    if (refused) void show(refused);
    return response;
  };
  window.addEventListener("hashchange", () => document.getElementById(ID)?.remove());
}

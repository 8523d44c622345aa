import type { T } from "./context";

/** What the server has said about something, with the code that says the same in any language. */
type Said = { code: string; message: string; fix: string };

/** The server quotes what was put in, and nothing else, in backticks. */
const quoted = (text: string) => [...text.matchAll(/`([^`]*)`/g)].map(([, value]) => value ?? "");

const plain = (text: string) => {
  const bare = text.replaceAll("`", "");
  return bare.charAt(0).toUpperCase() + bare.slice(1);
};

/** The words of the page for a text of the server; what the page has no words for is said as the server says it. */
function words(t: T, code: string, part: "" | ".fix", text: string): string {
  const values = quoted(text);
  const [a = "", b = "", ...others] = values;
  const rest = [b, ...others].join(", ");
  const numbers = (text.replace(/`[^`]*`/g, "").match(/\d+/g) ?? []).map(Number);
  const [n1 = 0, n2 = 0] = numbers;
  return t(`server.${code}${part}`, { a, b, rest, n1, n2, count: n1, all: values.join(", "), defaultValue: "" }) || plain(text);
}

/** A message of the server in the language of the page. */
export const message = (t: T, code: string, text: string) => words(t, code, "", text);

/** A problem or a finding in the language of the page. */
export const said = (t: T, { code, message, fix }: Said) => ({
  message: words(t, code, "", message),
  fix: words(t, code, ".fix", fix),
});

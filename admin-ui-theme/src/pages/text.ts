import i18next, { type i18n } from "i18next";

const bundles = import.meta.glob<string>("../messages/messages_*.properties", { query: "?raw", import: "default" });

/** Reads a bundle of the theme: `key=text`, with `''` for an apostrophe and `{0}` for a value, as Java writes them. */
export function parseProperties(text: string): Record<string, string> {
  const messages: Record<string, string> = {};
  for (const line of text.split("\n")) {
    const split = line.indexOf("=");
    if (split > 0 && !line.startsWith("#")) {
      messages[line.slice(0, split).trim()] = line
        .slice(split + 1)
        .trim()
        .replaceAll("''", "'")
        .replace(/\{(\w+)\}/g, "{{$1}}");
    }
  }
  return messages;
}

/** The words of the page in a language, English where there is no other. */
export async function texts(language: string): Promise<i18n> {
  const load = async (name: string) => {
    const bundle = bundles[`../messages/messages_${name}.properties`];
    return bundle ? parseProperties(await bundle()) : undefined;
  };
  const [wanted, english] = await Promise.all([load(language), load("en")]);
  const instance = i18next.createInstance();
  await instance.init({
    lng: language,
    fallbackLng: "en",
    showSupportNotice: false,
    keySeparator: false,
    nsSeparator: false,
    interpolation: { escapeValue: false },
    resources: { en: { translation: english ?? {} }, ...(wanted ? { [language]: { translation: wanted } } : {}) },
  });
  return instance;
}

/** Every key carries the prefix, because messages of a theme override those of the console. */
export const PREFIX = "securityPolicies.";

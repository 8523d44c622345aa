import react from "@vitejs/plugin-react";
import { cpSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type Plugin } from "vite";
import license from "rollup-plugin-license";
import { defineConfig } from "vitest/config";

const THEME = "target/classes/theme/security-policies/admin";

/** Keycloak caches resources for a long time, so the theme names its one script by the hash of its contents. */
function keycloakTheme(): Plugin {
  let entry = "";
  return {
    name: "keycloak-theme",
    generateBundle(_, bundle) {
      entry = Object.values(bundle).find((file) => file.type === "chunk" && file.isEntry)?.fileName ?? "";
    },
    closeBundle() {
      if (!entry) return;
      mkdirSync(THEME, { recursive: true });
      const properties = ["parent=keycloak.v2", `scripts=${entry}`, "contentHashPattern=assets/.*", "darkMode=true"];
      writeFileSync(join(THEME, "theme.properties"), properties.join("\n") + "\n");
      cpSync("src/messages", join(THEME, "messages"), { recursive: true });
      mkdirSync("target/classes/META-INF", { recursive: true });
      const themes = { themes: [{ name: "security-policies", types: ["admin"] }] };
      writeFileSync("target/classes/META-INF/keycloak-themes.json", JSON.stringify(themes) + "\n");
    },
  };
}

export default defineConfig({
  plugins: [
    react(),
    keycloakTheme(),
    // the licences of what is bundled travel with the jar
    license({ thirdParty: { output: join(import.meta.dirname, "target/classes/META-INF/THIRD-PARTY.txt") } }),
  ],
  // said by Maven; a page that npm alone has built knows no version
  define: { PAGE_VERSION: JSON.stringify(process.env.VITEST ? "1.0.0" : (process.env.PAGE_VERSION ?? "")) },
  base: "./",
  build: {
    outDir: join(THEME, "resources"),
    emptyOutDir: true,
    target: "es2022",
    cssCodeSplit: true,
    modulePreload: false,
    rollupOptions: {
      input: "src/console.tsx",
      // what the console's import map provides, so that the page lives in the console's own React
      external: ["react", "react/jsx-runtime", "react-dom"],
      preserveEntrySignatures: "strict",
      output: {
        format: "es",
        entryFileNames: "assets/security-policies-[hash].js",
        chunkFileNames: "assets/[name]-[hash].js",
        assetFileNames: "assets/[name]-[hash][extname]",
      },
    },
  },
  test: { environment: "jsdom", include: ["test/**/*.test.{ts,tsx}"], testTimeout: 60_000 },
});

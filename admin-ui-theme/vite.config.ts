import react from "@vitejs/plugin-react";
import { cpSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type Plugin } from "vite";
import license, { type Dependency } from "rollup-plugin-license";
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

/** What is bundled, as CycloneDX 1.5: that, and not what is installed, is in the jar. */
function billOfMaterials(dependencies: Dependency[]): string {
  const component = ({ name, version, license: licence }: Pick<Dependency, "name" | "version" | "license">) => ({
    type: "library",
    name,
    version,
    purl: `pkg:npm/${name?.replace("@", "%40")}@${version}`,
    licenses: [licence?.includes(" ") ? { expression: licence } : { license: { id: licence } }],
  });
  const version = process.env.PAGE_VERSION || "0.0.0";
  const page = {
    type: "library",
    group: "dev.securitypolicies",
    name: "keycloak-security-policies-admin-ui-theme",
    version,
    purl: `pkg:maven/dev.securitypolicies/keycloak-security-policies-admin-ui-theme@${version}`,
    licenses: [{ license: { id: "Apache-2.0" } }],
  };
  const bom = { bomFormat: "CycloneDX", specVersion: "1.5", version: 1, metadata: { component: page } };
  return JSON.stringify({ ...bom, components: dependencies.map(component) }, null, 2) + "\n";
}

export default defineConfig({
  plugins: [
    react(),
    keycloakTheme(),
    // the licences of what is bundled travel with the jar, and a list of it with a release
    license({
      thirdParty: {
        output: [
          { file: join(import.meta.dirname, "target/classes/META-INF/THIRD-PARTY.txt") },
          { file: join(import.meta.dirname, "target/sbom.json"), template: billOfMaterials },
        ],
      },
    }),
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

import fs from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { accents } from "#lib/site/schema.ts";

const read = (name: string) => fs.readFileSync(path.join(import.meta.dirname, name), "utf8");
const [site, swatches] = [read("../../site/styles/site/tokens.css"), read("accent-choice.module.css")];

test.each(accents)("shows the swatch of %s in the colour of the public site", (name) => {
  const of =
    name === "red"
      ? /:root \{[^}]*--accent: (light-dark\([^)]+\))/
      : new RegExp(`html\\.${name} \\{\\s*--accent: (light-dark\\([^)]+\\))`);
  const colour = of.exec(site)?.[1];
  expect(colour).toBeDefined();
  expect(swatches).toContain(`.swatch[data-accent="${name}"] {\n  background: ${colour};`);
});

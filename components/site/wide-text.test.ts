import path from "node:path";
import { bundle, Features } from "lightningcss";
import { expect, test } from "vitest";
import { sheetNames } from "#lib/static/styles.ts";

/** The sheets as they are written, but with each nested rule as one of its own. */
const css = sheetNames
  .map((name) => path.join(import.meta.dirname, "styles", `${name}.css`))
  .map((filename) => bundle({ filename, include: Features.Nesting }).code.toString())
  .join("\n");
/** Each rule as selector and declarations. */
const rules = [...css.replace(/\/\*.*?\*\//gs, "").matchAll(/([^{}]+)\{([^{}]*)\}/g)].map(
  ([, selector = "", declarations = ""]) => ({ selector: selector.trim(), declarations }),
);
const selectorsOf = (declaration: RegExp) =>
  rules.filter(({ declarations }) => declaration.test(declarations)).map(({ selector }) => selector);

test("breaks words of any length without widening grids, except in tables that scroll", () => {
  expect(selectorsOf(/overflow-wrap: anywhere/)).toContain("body");
  expect(selectorsOf(/overflow-wrap: (?!anywhere)|word-break/)).toEqual([".table"]);
  expect(rules.find(({ selector }) => selector === ".table")?.declarations).toMatch(/overflow-x: auto/);
});

test("allows unbroken lines only if they are hidden, scrollable or numbers", () => {
  const scrolling = [".sections a"];
  const hidden = [".visually-hidden:not(:focus)"];
  expect(selectorsOf(/white-space: (?:nowrap|pre)\b/).sort()).toEqual([...scrolling, ...hidden, ".num"].sort());
});

test("headlines in scripts that are written from right to left are neither tightened nor slanted", () => {
  const rtl = rules.filter(({ selector }) => selector.includes(":dir(rtl)"));
  expect(rtl.find(({ selector }) => selector === ":dir(rtl)")?.declarations).toContain("letter-spacing: 0");
  const slanted = rules.filter(({ declarations }) => /font-style: italic/.test(declarations));
  const [upright] = rtl.filter(({ declarations }) => declarations.includes("font-style: normal"));
  for (const { selector } of slanted.filter((rule) => !rule.selector.startsWith("@font-face")))
    for (const one of selector.split(",")) expect(upright?.selector).toContain(one.trim());
});

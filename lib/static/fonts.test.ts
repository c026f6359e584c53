import { createHash } from "node:crypto";
import fs from "node:fs";
import { expect, test } from "vitest";

const fonts = fs.readdirSync("public/fonts").filter((name) => name.endsWith(".woff2"));

test("the name of a font changes with its content, because browsers cache it forever", () => {
  expect(fonts.length).toBeGreaterThan(0);
  for (const name of fonts) {
    const hash = createHash("sha256")
      .update(fs.readFileSync(`public/fonts/${name}`))
      .digest("hex")
      .slice(0, 8);
    expect(name).toContain(`.${hash}.woff2`);
  }
});

test("every font that a page requests exists", () => {
  const asked = ["components/site/styles/site/fonts.css", "components/site/site-document.tsx"].flatMap((file) =>
    [...fs.readFileSync(file, "utf8").matchAll(/\/fonts\/([\w.-]+)/g)].map(([, name]) => name),
  );
  expect([...new Set(asked)].sort()).toEqual(fonts.toSorted());
});

test("a page whose font comes too late shows a system font with the paper's metrics", () => {
  const sheet = fs.readFileSync("components/site/styles/site/fonts.css", "utf8");
  const faces = [...sheet.matchAll(/@font-face \{([^}]*)\}/g)].map(([, rules = ""]) => rules);
  const own = faces.filter((rules) => rules.includes("/fonts/"));
  const fallbacks = faces.filter((rules) => rules.includes("local("));
  expect(own.length + fallbacks.length).toBe(faces.length);
  for (const rules of own) expect(rules).toContain("font-display: optional");
  for (const family of ["Georgia", "Noto Serif", "Times New Roman", "Arial"])
    expect(
      fallbacks.filter((rules) => rules.includes(`local("${family}")`)),
      family,
    ).toHaveLength(2);
  for (const rules of fallbacks) {
    const value = (name: string) => Number(new RegExp(`${name}: ([\\d.]+)%`).exec(rules)?.[1]) / 100;
    // Ascent and descent of Newsreader, in em.
    expect(value("size-adjust") * value("ascent-override")).toBeCloseTo(0.735, 2);
    expect(value("size-adjust") * value("descent-override")).toBeCloseTo(0.265, 2);
  }
});

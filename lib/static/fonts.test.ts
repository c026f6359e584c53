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
  const asked = ["components/site/site.css", "components/site/site-document.tsx"].flatMap((file) =>
    [...fs.readFileSync(file, "utf8").matchAll(/\/fonts\/([\w.-]+)/g)].map(([, name]) => name),
  );
  expect([...new Set(asked)].sort()).toEqual(fonts.toSorted());
});

import fs from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";

test("keeps long words from widening a grid column of the newsroom", () => {
  const places = ["newsroom", "editor"].map((place) => path.join(import.meta.dirname, "..", place));
  const sheets = places.flatMap((place) =>
    fs
      .readdirSync(place, { recursive: true, encoding: "utf8" })
      .filter((name) => name.endsWith(".css"))
      .map((name) => path.join(place, name)),
  );
  const growing = sheets.flatMap((file) =>
    [...fs.readFileSync(file, "utf8").matchAll(/grid-template-columns:([^;]+);/g)]
      .map(([, columns = ""]) => columns.replace(/minmax\((?:[^()]|\([^()]*\))*\)/g, ""))
      .filter((columns) => /\dfr\b/.test(columns))
      .map((columns) => `${path.basename(file)}: ${columns.trim()}`),
  );
  expect(sheets.length).toBeGreaterThan(20);
  expect(growing).toEqual([]);
});

import fs from "node:fs";
import path from "node:path";
import type { Mount } from "./files.ts";

const dayMs = 24 * 3_600_000;

/** @param dist folder of the build. @param publicFolder its fonts are served below /fonts/, its files at the root */
export const mountsOf = (dist: string, publicFolder: string): Mount[] => [
  { at: "/_next/static/", from: path.join(dist, "static"), maxAgeMs: "immutable" },
  // Their names contain a hash of their content, see fonts.test.ts.
  { at: "/fonts/", from: path.join(publicFolder, "fonts"), maxAgeMs: "immutable" },
  // Browsers request these by name.
  ...fs
    .readdirSync(publicFolder, { withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ name }) => ({ at: `/${name}`, from: path.join(publicFolder, name), maxAgeMs: dayMs })),
];

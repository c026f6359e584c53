import fs from "node:fs";
import path from "node:path";
import type { Mount } from "./files.ts";

const day = 24 * 3_600_000;

/** @param dist the folder of the build @param open the folder of what lies open: fonts at its place, icons at the root */
export const mountsOf = (dist: string, open: string): Mount[] => [
  { at: "/_next/static/", from: path.join(dist, "static"), keep: "immutable" },
  // Their names end with a hash of them, see fonts.test.ts.
  { at: "/fonts/", from: path.join(open, "fonts"), keep: "immutable" },
  // Browsers ask for these by name.
  ...fs
    .readdirSync(open, { withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ name }) => ({ at: `/${name}`, from: path.join(open, name), keep: day })),
];

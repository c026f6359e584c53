import fs from "node:fs";
import path from "node:path";
import { bundle } from "lightningcss";
import { sheetNames } from "./styles.ts";

const version = (major: number, minor = 0): number => (major << 16) | (minor << 8);
/** The oldest supported browsers: `light-dark()` is rewritten for them. */
const targets = { chrome: version(111), edge: version(111), firefox: version(111), safari: version(16, 4) };

/** One style sheet with all that it imports. */
export function makeStyle(filename: string, minify: boolean): string {
  const { code, warnings } = bundle({ filename, minify, targets });
  const [warning] = warnings;
  if (warning) throw new Error(`${warning.loc.filename}:${warning.loc.line}: ${warning.message}`);
  return code.toString();
}

/** Writes the style sheets of the site, minified. */
export function makeStyles(source: string, folder: string): void {
  fs.mkdirSync(folder, { recursive: true });
  for (const name of sheetNames)
    fs.writeFileSync(path.join(folder, `${name}.css`), makeStyle(path.join(source, `${name}.css`), true));
}

import fs from "node:fs";
import path from "node:path";
import { transform } from "lightningcss";
import { sheetNames } from "./styles.ts";

const version = (major: number, minor = 0): number => (major << 16) | (minor << 8);
/** The oldest supported browsers: `light-dark()` is rewritten for them. */
const targets = { chrome: version(111), edge: version(111), firefox: version(111), safari: version(16, 4) };

/** Writes the style sheets of the site, minified. */
export function makeStyles(source: string, folder: string): void {
  fs.mkdirSync(folder, { recursive: true });
  for (const name of sheetNames) {
    const filename = path.join(source, `${name}.css`);
    const { code, warnings } = transform({ filename, code: fs.readFileSync(filename), minify: true, targets });
    const [warning] = warnings;
    if (warning) throw new Error(`${filename}:${warning.loc.line}: ${warning.message}`);
    fs.writeFileSync(path.join(folder, `${name}.css`), code);
  }
}

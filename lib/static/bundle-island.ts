import { createHash } from "node:crypto";
import fs from "node:fs";
import path from "node:path";
import { rolldown } from "rolldown";

/** Bundles the reader's script into one module whose name is its hash. Empties the folder first. */
export async function bundleIsland(source: string, folder: string): Promise<void> {
  const bundle = await rolldown({ input: source, platform: "browser" });
  const { output } = await bundle.generate({ format: "es", minify: true });
  await bundle.close();
  const [{ code }] = output;
  const hash = createHash("sha256").update(code).digest("hex").slice(0, 8);
  fs.rmSync(folder, { recursive: true, force: true });
  fs.mkdirSync(folder, { recursive: true });
  fs.writeFileSync(path.join(folder, `${hash}.js`), code);
}

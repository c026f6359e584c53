// The last step of a build: the reader's script, and all files compressed. `node bin/pack.ts .next/static`
import path from "node:path";
import { bundleIsland } from "#lib/static/bundle-island.ts";
import { packFolder } from "#lib/static/pack.ts";

const folder = process.argv[2] ?? "";
await bundleIsland("components/site/island/island.ts", path.join(folder, "island"));
const { files, before, after } = await packFolder(folder);
console.log(`${files} files, ${before} bytes, as brotli ${after}`);

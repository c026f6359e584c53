// The last step of a build: the reader's script and style sheets, and all files compressed. `node bin/pack.ts .next`
import path from "node:path";
import { bundleIsland } from "#lib/static/bundle-island.ts";
import { makeStyles } from "#lib/static/make-styles.ts";
import { packFolder } from "#lib/static/pack.ts";

const build = process.argv[2] ?? "";
const folder = path.join(build, "static");
await bundleIsland("components/site/island/island.ts", path.join(folder, "island"));
makeStyles("components/site/styles", path.join(build, "styles"));
const { files, before, after } = await packFolder(folder);
console.log(`${files} files, ${before} bytes, as brotli ${after}`);

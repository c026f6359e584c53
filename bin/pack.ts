// The last step of a build: its files are compressed. `node bin/pack.ts .next/static`
import { packFolder } from "#lib/static/pack.ts";

const { files, before, after } = await packFolder(process.argv[2] ?? "");
console.log(`${files} files, ${before} bytes, as brotli ${after}`);

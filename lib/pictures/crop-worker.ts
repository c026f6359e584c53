// A child process that makes one file of a crop, see child.ts. The cleaned original arrives on standard input; the file is
// written to the path in the first argument. The second is the task as JSON.
import { writeFile } from "node:fs/promises";
import { buffer } from "node:stream/consumers";
import sharp from "sharp";
import type { CropTask } from "./crop-mutations.ts";
import { encode } from "./encoders.ts";

// The cleaned original is a JPEG or a WebP.
sharp.block({ operation: ["VipsForeignLoad"] });
sharp.unblock({ operation: ["Jpeg", "Webp"].map((name) => `VipsForeignLoad${name}`) });
sharp.cache(false);

// If the parent process is killed, nothing else would end this one.
const parent = process.ppid;
setInterval(() => process.ppid !== parent && process.exit(1), 500).unref();

const [file, json] = process.argv.slice(2);
if (!file || !json) throw new Error("the path of the file or the task is missing");
const { box, width, height, format } = JSON.parse(json) as CropTask;
const original = await buffer(process.stdin);
const source = sharp(original);
const { format: sourceFormat } = await source.metadata();
const { data, info } = await source
  .extract(box)
  .resize({ width, height, fit: "fill" })
  .raw()
  .toBuffer({ resolveWithObject: true });
const raw = { width: info.width, height: info.height, channels: info.channels };
const bytes = await encode(() => sharp(data, { raw }), format, sourceFormat === "webp", original.byteLength);
await writeFile(file, bytes);
process.stdout.write(`${JSON.stringify({ bytes: bytes.byteLength })}\n`);

// A child process that draws a masthead, see child.ts. The upload arrives on standard input; one line of JSON is written
// to standard output.
import { buffer } from "node:stream/consumers";
import sharp from "sharp";
import type { MastheadAnswer } from "./masthead.ts";
import { drawn, TooLarge } from "./masthead-drawing.ts";

// Only the formats that a masthead may have.
sharp.block({ operation: ["VipsForeignLoad"] });
sharp.unblock({
  operation: ["Jpeg", "Png", "Webp", "Heif", "Nsgif", "Svg"].map((name) => `VipsForeignLoad${name}`),
});
sharp.cache(false);

// If the parent process is killed, nothing else would end this one.
const parent = process.ppid;
setInterval(() => process.ppid !== parent && process.exit(1), 500).unref();

const answer = await drawn(await buffer(process.stdin)).then(
  ({ masthead, file }): MastheadAnswer => ({ masthead, file: file.toString("base64") }),
  (error: unknown): MastheadAnswer | { reason: "broken" } =>
    error instanceof TooLarge ? { tooLarge: true } : { reason: "broken" },
);
process.stdout.write(`${JSON.stringify(answer)}\n`);

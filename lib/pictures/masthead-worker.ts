// Runs as a process of its own, see child.ts: draws a masthead. The upload comes on standard input, one line of JSON goes
// to standard output.
import { buffer } from "node:stream/consumers";
import sharp from "sharp";
import type { MastheadAnswer } from "./masthead.ts";
import { drawn, TooLarge } from "./masthead-drawing.ts";

// Only what a masthead may be.
sharp.block({ operation: ["VipsForeignLoad"] });
sharp.unblock({
  operation: ["Jpeg", "Png", "Webp", "Heif", "Nsgif", "Svg"].map((name) => `VipsForeignLoad${name}`),
});
sharp.cache(false);

// Whoever started us may be killed without a word; then nobody is left to end us.
const parent = process.ppid;
setInterval(() => process.ppid !== parent && process.exit(1), 500).unref();

const answer = await drawn(await buffer(process.stdin)).then(
  ({ masthead, file }): MastheadAnswer => ({ masthead, file: file.toString("base64") }),
  (error: unknown): MastheadAnswer | { reason: "broken" } =>
    error instanceof TooLarge ? { tooLarge: true } : { reason: "broken" },
);
process.stdout.write(`${JSON.stringify(answer)}\n`);

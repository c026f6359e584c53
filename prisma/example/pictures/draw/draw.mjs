// Draws the pictures of the example newsroom again:
//
//   node prisma/example/pictures/draw/draw.mjs            all of them
//   node prisma/example/pictures/draw/draw.mjs tram map   only these
//   … --png /some/folder                                  also as PNG, to look at
//
// Needs a Chromium: the one that Playwright installed, /usr/bin/chromium, or the one that CHROMIUM names. The lettering
// on the map and the gauge is meant for Inter; without it another sans serif is used.
import { existsSync } from "node:fs";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import path from "node:path";
import { chromium } from "@playwright/test";
import sharp from "sharp";

const here = import.meta.dirname;
const output = path.dirname(here);
const args = process.argv.slice(2);
const pngAt = args.indexOf("--png");
const pngFolder = pngAt === -1 ? null : args.splice(pngAt, 2)[1];

/** Modules cannot be loaded from disk by a page, so this folder is served to this machine while we draw. */
const server = createServer(async (request, response) => {
  const name = path.basename(new URL(request.url ?? "/", "http://localhost").pathname);
  if (!name.endsWith(".mjs")) return response.setHeader("Content-Type", "text/html").end("<!doctype html>");
  response.setHeader("Content-Type", "text/javascript").end(await readFile(path.join(here, name)));
});
await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));

const executablePath = [process.env.CHROMIUM, "/usr/bin/chromium"].find((file) => file && existsSync(file));
const browser = await chromium.launch({ executablePath, args: ["--no-sandbox", "--disable-gpu"] });
try {
  const page = await browser.newPage();
  page.on("pageerror", (error) => console.error(error));
  await page.goto(`http://127.0.0.1:${server.address().port}/`);
  const keys = await page.evaluate(async () => Object.keys((await import("/scenes.mjs")).scenes));
  for (const key of args.length > 0 ? args : keys) {
    const url = await page.evaluate(
      async (name) => (await import("/scenes.mjs")).scenes[name]().toDataURL("image/png"),
      key,
    );
    const png = Buffer.from(url.slice(url.indexOf(",") + 1), "base64");
    const { size, width, height } = await sharp(png)
      .webp({ quality: 74, effort: 6, smartSubsample: true })
      .toFile(path.join(output, `${key}.webp`));
    console.log(`${key}: ${width} × ${height}, ${Math.round(size / 1024)} KB`);
    if (pngFolder) {
      await mkdir(pngFolder, { recursive: true });
      await writeFile(path.join(pngFolder, `${key}.png`), png);
    }
  }
} finally {
  await browser.close();
  server.close();
}

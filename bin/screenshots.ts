// The pictures of README: front page and story of a running example newsroom, on a phone and a desktop, by day and night.
// `npm start`, then `npm run screenshots -- http://localhost:3000`.
import fs from "node:fs";
import { type Browser, type CDPSession, chromium, type Page } from "@playwright/test";
import { chromiumFlags, findChromium } from "../judges/chromium.ts";

const folder = new URL("../docs/images", import.meta.url);
const screens = {
  phone: { viewport: { width: 390, height: 844 } },
  desktop: { viewport: { width: 1280, height: 900 } },
} as const;
const colours = ["light", "dark"] as const;

async function take(browser: Browser, site: string, screen: keyof typeof screens, colorScheme: "light" | "dark") {
  const context = await browser.newContext({ ...screens[screen], colorScheme });
  const page = await context.newPage();
  const session = await context.newCDPSession(page);
  const shoot = async (name: string) => {
    await settle(page, session);
    const { data } = await session.send("Page.captureScreenshot", { format: "webp", quality: 82 });
    const file = `${name}-${screen}-${colorScheme}.webp`;
    const bytes = Buffer.from(data, "base64");
    fs.writeFileSync(new URL(file, folder), bytes);
    console.log(`${file}: ${Math.ceil(bytes.length / 1024)} KiB`);
  };
  await page.goto(site);
  await shoot("front");
  await page.getByRole("main").getByRole("article").first().getByRole("heading").getByRole("link").click();
  await page.waitForLoadState("load");
  await shoot("story");
  await context.close();
}

/** Every picture in sight is there, and the page is set in the paper's face: one that came late is taken on the next visit. */
async function settle(page: Page, session: CDPSession): Promise<void> {
  for (let visit = 0; visit < 10 && !(await faces(session)).some((face) => face.includes("Newsreader")); visit++)
    await page.reload();
  await page.evaluate(async () => {
    const near = [...document.images].filter((image) => image.getBoundingClientRect().top < window.innerHeight);
    for (const image of near) image.loading = "eager";
    await Promise.all(near.map((image) => image.decode()));
    for (let frames = 0; frames < 2; frames++) await new Promise((resolve) => requestAnimationFrame(resolve));
  });
}

/** The fonts that the nameplate is really drawn with. */
async function faces(session: CDPSession): Promise<string[]> {
  await session.send("DOM.enable");
  await session.send("CSS.enable");
  const { root } = await session.send("DOM.getDocument");
  const { nodeId } = await session.send("DOM.querySelector", { nodeId: root.nodeId, selector: "header .nameplate" });
  const { fonts } = await session.send("CSS.getPlatformFontsForNode", { nodeId });
  return fonts.map(({ familyName }) => familyName);
}

const [site = ""] = process.argv.slice(2);
if (!URL.canParse(site)) {
  console.error("Name the address of a running example newsroom: npm run screenshots -- http://localhost:3000");
  process.exit(1);
}
const browser = await chromium.launch({ executablePath: await findChromium(console.log), args: chromiumFlags });
try {
  for (const screen of Object.keys(screens) as (keyof typeof screens)[])
    for (const colour of colours) await take(browser, site, screen, colour);
} finally {
  await browser.close();
}

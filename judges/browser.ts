import fs from "node:fs";
import { createRequire } from "node:module";
import type { Browser, BrowserContext, Page as Tab } from "@playwright/test";
import type { default as Axe, AxeResults } from "axe-core";
import { islandsAt } from "#lib/static/island.ts";
import { judgedAsTheyArrive, shiftsOfArrival } from "./arrival.ts";
import { smallTargets } from "./targets.ts";
import type { Finding, Page } from "./types.ts";

declare global {
  interface Window {
    /** Layout shifts since the page began to load, as the browser reports them. */
    shifts: { value: number; moved: string }[];
    axe: typeof Axe;
  }
}

const axe = fs.readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
/** WCAG 2.2 AA, and what axe holds to be good practice. */
const rules = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

/** A phone by day and a desktop by night: colours do not depend on the width, nor what is there on the colours. */
const readers = [
  { name: "phone, light", viewport: { width: 390, height: 844 }, colorScheme: "light" },
  { name: "desktop, dark", viewport: { width: 1280, height: 900 }, colorScheme: "dark" },
] as const;
/** What moves is to be seen, whatever the browser of the tests prefers. */
const anyMotion = { reducedMotion: "no-preference" } as const;

/**
 * What only a browser can tell: barriers (axe), what moves while a page loads, what it asks for, whether it fits, whether
 * a finger meets what it wants (on a phone), and whether the skip link works by keyboard. Each page is opened once by each of the two readers.
 */
export async function judgeInBrowser(browser: Browser, pages: readonly Page[]): Promise<{ findings: Finding[] }> {
  const found = await Promise.all(
    readers.map(async ({ name, ...reader }) => {
      const context = await browser.newContext({ ...reader, ...anyMotion });
      try {
        await context.addInitScript(watchShifts);
        const arriving = judgedAsTheyArrive(pages);
        const both = await Promise.all([readAll(context, pages, name), readArriving(context, arriving, name)]);
        return both.flat();
      } finally {
        await context.close();
      }
    }),
  );
  return { findings: found.flat() };
}

async function readAll(context: BrowserContext, pages: readonly Page[], reader: string): Promise<Finding[]> {
  const findings: Finding[] = [];
  const tab = await context.newPage();
  let say = (_judge: string, _says: string): void => {};
  tab.on("request", (request) => {
    const isIsland = new URL(request.url()).pathname.startsWith(islandsAt);
    if (!isIsland && !asked.has(request.resourceType()))
      say("network", `It asks for ${request.url()} (${request.resourceType()}).`);
  });
  tab.on("console", (message) => {
    // The browser's own word on the status of the page, which is no news.
    if (message.type() === "error" && message.location().url !== tab.url()) say("console", message.text());
  });
  // The script comes after the first paint, as on a slow phone, so that what it moves counts as a layout shift.
  await tab.route(
    ({ pathname }) => pathname.startsWith(islandsAt),
    async (route) => {
      await tab.waitForFunction(() => performance.getEntriesByName("first-contentful-paint").length > 0);
      await route.continue();
    },
  );
  for (const page of pages) {
    const { address } = page;
    say = (judge, says) => findings.push({ judge: `${judge} (${reader})`, address, says });
    await tab.goto(address);
    const shifts = await shiftsOf(tab);
    if (shifts.reduce((sum, { value }) => sum + value, 0) > maxShift)
      for (const { value, moved } of shifts) say("layout shift", `${moved} moves by ${value.toFixed(4)}.`);
    const wide = await tab.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    if (wide > 0) say("width", `It is ${wide} pixels wider than the window.`);
    if (reader.startsWith("phone")) for (const says of await tab.evaluate(smallTargets)) say("target", says);
    for (const says of await skipLink(tab)) say("keyboard", says);
    for (const says of await barriers(tab)) say("axe", says);
  }
  return findings;
}

/** In a tab of its own, because it waits for frames most of the time. */
async function readArriving(context: BrowserContext, pages: readonly Page[], reader: string): Promise<Finding[]> {
  const findings: Finding[] = [];
  const tab = await context.newPage();
  for (const page of pages) {
    await tab.goto(page.address);
    await shiftsOf(tab); // so that font and pictures are there
    for (const { value, moved } of await shiftsOfArrival(tab, page))
      findings.push({
        judge: `arrival (${reader})`,
        address: page.address,
        says: `${moved} moves by ${value.toFixed(4)} when more of the page arrives.`,
      });
  }
  return findings;
}

/** What a page may ask for. "other" is its icon. */
const asked: ReadonlySet<string> = new Set(["document", "image", "font", "other"]);

/** Runs in the page before anything of it. */
function watchShifts(): void {
  type Moved = { node: Node | null; previousRect: DOMRectReadOnly; currentRect: DOMRectReadOnly };
  const describe = ({ node, previousRect: from, currentRect: to }: Moved): string => {
    const name =
      node instanceof Element
        ? `<${node.localName} class="${node.className}">`
        : `“${node?.textContent?.trim().slice(0, 40)}” in <${node?.parentElement?.localName} class="${node?.parentElement?.className}">`;
    return `${name} (${[from.x, from.y, from.width, from.height]} to ${[to.x, to.y, to.width, to.height]})`;
  };
  window.shifts = [];
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries() as (PerformanceEntry & {
      value: number;
      sources?: Moved[];
    })[]) {
      const seen = (entry.sources ?? []).filter(({ node }) => !(node instanceof Text && node.data.trim() === ""));
      if (seen.length > 0) window.shifts.push({ value: entry.value, moved: seen.map(describe).join(", ") });
    }
  }).observe({ type: "layout-shift", buffered: true });
}

/** Cumulative. Fonts are optional and move nothing; a fraction is left for what the browser rounds. */
const maxShift = 0.01;

/** What moved by itself, with every picture of the page fetched and its font there. */
async function shiftsOf(tab: Tab): Promise<Window["shifts"]> {
  return tab.evaluate(async () => {
    const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
    for (let at = 0; at < document.documentElement.scrollHeight; at += window.innerHeight) {
      window.scrollTo(0, at);
      await frame();
    }
    const images = [...document.images];
    for (const image of images) image.loading = "eager";
    // A picture that cannot be shown is another judge's.
    await Promise.all(images.map((image) => image.decode().catch(() => null)));
    await document.fonts.ready;
    window.scrollTo(0, 0);
    // One frame for the layout, one for the observer.
    await frame();
    await frame();
    return window.shifts;
  });
}

/** The first press of Tab shows the skip link, and Enter leads to the content. */
async function skipLink(tab: Tab): Promise<string[]> {
  await tab.keyboard.press("Tab");
  const isSeen = await tab.evaluate(() => {
    const { x = -1, y = -1, width = 0 } = document.querySelector(":focus")?.getBoundingClientRect() ?? {};
    return x >= 0 && y >= 0 && width > 0;
  });
  if (!isSeen) return ["What takes the focus first is not to be seen."];
  await tab.keyboard.press("Enter");
  const reached = await tab.evaluate(() => document.activeElement?.localName);
  return reached === "main" ? [] : [`The skip link leads to <${reached}>, not to the content.`];
}

async function barriers(tab: Tab): Promise<string[]> {
  await tab.evaluate(`${axe};0`);
  const results: AxeResults = await tab.evaluate(
    (values) => window.axe.run(document, { runOnly: { type: "tag", values }, resultTypes: ["violations"] }),
    rules,
  );
  return results.violations.flatMap(({ id, nodes }) =>
    nodes.map(
      ({ target, failureSummary = "" }) => `${id} at ${target.join(" ")}: ${failureSummary.replace(/\s+/g, " ")}`,
    ),
  );
}

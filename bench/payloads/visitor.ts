// Opens pages in Chromium, several at once, and notices every script of an attack: one that runs, one that waits for a click, one
// that the policy stops, and one that asks elsewhere.
import { type Browser, type BrowserContext, chromium, type Frame, type Page } from "@playwright/test";
import { chromiumFlags, findChromium } from "../../judges/chromium.ts";
import type { Field, Finding, Mark, Results } from "./results.ts";

type Noticed = { finding: Finding; what: string };

/** Runs in each page and each frame before anything of it. */
function setTrap(): void {
  const report = (what: string) => void (window as never as { noticed: (what: string) => void }).noticed(what);
  for (const name of ["alert", "confirm", "prompt", "print"] as const)
    Object.defineProperty(window, name, {
      configurable: false,
      get: () => () => report(`ran ${name}()`),
      set: () => {},
    });
  document.addEventListener("securitypolicyviolation", (event) => {
    // A library asks whether it may compile code, and does without where it may not.
    if (event.blockedURI === "eval") return;
    report(
      `blocked ${event.effectiveDirective} ${event.blockedURI} ${event.sample} ${event.sourceFile}:${event.lineNumber}:${event.columnNumber}`,
    );
  });
}

/** Runs in a page that has loaded: the marks of attacks that it holds, and what would run something later. */
function inspect(): { marks: string[]; waiting: string[] } {
  const typed = [...document.querySelectorAll<HTMLInputElement>("input, textarea")].map(({ value }) => value);
  const text = [document.documentElement.outerHTML, ...typed].join("\n");
  const marks = new Set([...text.matchAll(/QX(\d+)V(\d+)Q/g)].map(([, field, attack]) => `${field} ${attack}`));
  const waiting: string[] = [];
  /** What React itself writes into a form that it sends by script. */
  const ofReact = /^javascript:throw new Error\('(?:A )?React form/;
  for (const element of document.querySelectorAll("*")) {
    const { localName } = element;
    if (/^(?:base|object|embed|applet|portal)$/.test(localName)) waiting.push(localName);
    for (const { name, value } of element.attributes) {
      const address = [...value].filter((character) => character > " ").join("");
      const isCode =
        /^on./i.test(name) ||
        (localName === "meta" && name === "http-equiv" && /refresh/i.test(value)) ||
        (localName === "iframe" && name === "srcdoc" && /QX\d+V\d+Q/.test(value)) ||
        (/^(?:href|src|action|formaction|xlink:href|data|poster)$/i.test(name) &&
          /^(?:javascript|vbscript|data(?!:image\/))/i.test(address));
      if (isCode && !ofReact.test(value)) waiting.push(`${localName} ${name}=${value.slice(0, 100)}`);
    }
  }
  return { marks: [...marks], waiting };
}

/** A field whose attacks a page holds without marks. */
export type Named = { field: Field; shown: readonly number[] };

type Visit = {
  /** ms for the scripts of the newsroom to draw the page. */
  settleMs?: number;
  tabs?: number;
  /** Opens more of the page, and calls `look` for each state of it. */
  within?: (page: Page, look: () => Promise<void>) => Promise<void>;
  /** By the number of the address in the list. */
  named?: (at: number) => readonly Named[];
};

export class Visitor {
  readonly origin: string;
  readonly context: BrowserContext;
  /** Origins of servers of the bench whose pages are opened as well. */
  readonly known = new Set<string>();
  readonly #results: Results;
  readonly #noticed = new WeakMap<Page, Noticed[]>();

  private constructor(origin: string, context: BrowserContext, results: Results) {
    this.origin = origin;
    this.context = context;
    this.#results = results;
    this.known.add(origin);
  }

  static async launch(): Promise<Browser> {
    return chromium.launch({ executablePath: await findChromium(() => {}), args: chromiumFlags });
  }

  /** @param given.hasPolicy false: the browser ignores the policy of each page, which must not be what stops an attack */
  static async open(
    browser: Browser,
    origin: string,
    results: Results,
    cookie: { name: string; value: string } | null,
    given: { hasPolicy: boolean } = { hasPolicy: true },
  ): Promise<Visitor> {
    const context = await browser.newContext({
      viewport: { width: 1280, height: 900 },
      bypassCSP: !given.hasPolicy,
    });
    if (cookie) await context.addCookies([{ ...cookie, url: origin, httpOnly: true, sameSite: "Lax" }]);
    const visitor = new Visitor(origin, context, results);
    await context.exposeBinding("noticed", ({ page }, what: string) => visitor.#note(page, what));
    await context.addInitScript(setTrap);
    context.on("page", (page) => visitor.#watch(page));
    return visitor;
  }

  #note(page: Page, text: string): void {
    const [, finding = "", what = ""] = /^(\w+) (.*)$/s.exec(text) ?? [];
    const list = this.#noticed.get(page) ?? [];
    list.push({ finding: finding as Finding, what: what.slice(0, 300) });
    this.#noticed.set(page, list);
  }

  #watch(page: Page): void {
    page.on("dialog", (dialog) => {
      // The editor's own question, when a page is left before it is saved.
      if (dialog.type() === "beforeunload") return void dialog.accept().catch(() => {});
      this.#note(page, `ran ${dialog.type()}`);
      void dialog.dismiss().catch(() => {});
    });
    page.on("request", (request) => {
      const url = request.url();
      if (/^(?:https?|wss?):/.test(url) && !this.known.has(new URL(url).origin.replace(/^ws/, "http")))
        this.#note(page, `elsewhere ${url}`);
    });
  }

  /** The marks that a page holds now. */
  async marks(page: Page): Promise<Mark[]> {
    const marks: Mark[] = [];
    for (const frame of page.frames()) {
      const found = await inspectFrame(frame);
      for (const mark of found.marks) {
        const [field = 0, attack = 0] = mark.split(" ").map(Number);
        marks.push({ field, attack });
      }
      for (const what of found.waiting) this.#note(page, `waiting ${what}`);
    }
    return marks;
  }

  /** Counts a page with what was noticed in it since the one before. */
  count(page: Page, address: string, marks: readonly Mark[], named: readonly Named[] = []): void {
    this.#results.opened(address, marks, this.#noticed.get(page) ?? [], named);
    this.#noticed.set(page, []);
  }

  /** Opens each address, several at once. */
  async visit(
    kind: string,
    addresses: readonly string[],
    { settleMs = 0, tabs = 4, within, named = () => [] }: Visit = {},
  ): Promise<void> {
    const began = Date.now();
    let next = 0;
    let [opened, downloads] = [0, 0];
    await Promise.all(
      Array.from({ length: Math.min(tabs, addresses.length) }, async () => {
        const page = await this.context.newPage();
        for (let at = next++; at < addresses.length; at = next++) {
          const address = addresses[at] ?? "";
          const url = /^https?:/.test(address) ? address : this.origin + address;
          try {
            await page.goto(url, { waitUntil: "load", timeout: 60_000 });
            if (settleMs > 0) await settle(page, settleMs);
            const marks = await this.marks(page);
            if (within)
              await within(page, async () => {
                marks.push(...(await this.marks(page)));
              });
            this.count(page, address, marks, named(at));
            opened++;
          } catch (error) {
            // A download and an answer without a body are no pages.
            if (/ERR_ABORTED|Download is starting|ERR_INVALID_RESPONSE/.test(String(error))) {
              downloads++;
              continue;
            }
            console.log(`  ${address.slice(0, 120)}: ${String(error).split("\n")[0]}`);
          }
        }
        await page.close();
      }),
    );
    const seconds = ((Date.now() - began) / 1000).toFixed(0);
    console.log(
      `${kind}: ${opened} of ${addresses.length} pages opened in ${seconds} s, ${downloads} were downloads or had no body`,
    );
  }
}

/** Waits until the scripts of a page have nothing to do, which takes longer on a busy machine, and for what they have asked for. */
export async function settle(page: Page, settleMs: number): Promise<void> {
  const idle = () =>
    page.evaluate(() => new Promise<void>((resolve) => requestIdleCallback(() => resolve(), { timeout: 10_000 })));
  await idle();
  await page.waitForTimeout(settleMs);
  await idle();
}

/** A frame that goes away meanwhile holds nothing. */
const inspectFrame = (frame: Frame): Promise<ReturnType<typeof inspect>> =>
  frame.evaluate(inspect).catch(() => ({ marks: [], waiting: [] }));

// Opens pages in Chromium and notices every script of an attack: one that runs, one that the policy stops, and one that asks elsewhere.
import { type BrowserContext, chromium, type Page } from "@playwright/test";
import { chromiumFlags, findChromium } from "../../judges/chromium.ts";

export type Seen = { page: string; what: string };

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

export class Visitor {
  readonly seen: Seen[] = [];
  readonly counts = new Map<string, number>();
  readonly origin: string;
  readonly context: BrowserContext;
  #quiet: Page | undefined;
  readonly #close: () => Promise<void>;

  private constructor(origin: string, context: BrowserContext, close: () => Promise<void>) {
    this.origin = origin;
    this.context = context;
    this.#close = close;
  }

  /** @param given.hasPolicy false: the browser ignores the policy of each page, which must not be what stops an attack */
  static async open(
    origin: string,
    cookie: { name: string; value: string } | null,
    given: { hasPolicy: boolean } = { hasPolicy: true },
  ): Promise<Visitor> {
    const browser = await chromium.launch({
      executablePath: await findChromium(() => {}),
      args: chromiumFlags,
    });
    const context = await browser.newContext({
      viewport: { width: 1280, height: 900 },
      bypassCSP: !given.hasPolicy,
    });
    if (cookie) await context.addCookies([{ ...cookie, url: origin, httpOnly: true, sameSite: "Lax" }]);
    const visitor = new Visitor(origin, context, () => browser.close());
    await context.exposeBinding("noticed", ({ page }, what: string) => visitor.#note(page, what));
    await context.addInitScript(setTrap);
    context.on("page", (page) => visitor.#watch(page));
    return visitor;
  }

  #note(page: Page, what: string): void {
    this.seen.push({ page: page.url(), what: what.slice(0, 300) });
  }

  #watch(page: Page): void {
    page.on("dialog", (dialog) => {
      this.#note(page, `ran ${dialog.type()}`);
      void dialog.dismiss().catch(() => {});
    });
    page.on("request", (request) => {
      const url = request.url();
      if (!url.startsWith(this.origin) && /^(?:https?|wss?):/.test(url)) this.#note(page, `asked elsewhere: ${url}`);
    });
  }

  /** Opens each address, several at once. @param settleMs for scripts of the newsroom to draw the page */
  async visit(kind: string, addresses: readonly string[], settleMs = 0, tabs = 3): Promise<void> {
    const began = Date.now();
    const left = [...addresses];
    let broken = 0;
    await Promise.all(
      Array.from({ length: Math.min(tabs, addresses.length) }, async () => {
        const page = await this.context.newPage();
        for (let address = left.shift(); address !== undefined; address = left.shift()) {
          try {
            await page.goto(this.origin + address, { waitUntil: "load", timeout: 60_000 });
            if (settleMs > 0) await page.waitForTimeout(settleMs);
          } catch (error) {
            // A download and an answer without a body are no pages.
            if (!/ERR_ABORTED|Download is starting|ERR_INVALID_RESPONSE/.test(String(error))) {
              broken++;
              console.log(`  ${address.slice(0, 120)}: ${String(error).split("\n")[0]}`);
            }
          }
        }
        await page.close();
      }),
    );
    this.counts.set(kind, (this.counts.get(kind) ?? 0) + addresses.length - broken);
    const { ran, blocked, elsewhere } = this.sums();
    console.log(
      `${kind}: ${addresses.length - broken} pages in ${Math.round((Date.now() - began) / 1000)} s; so far ${ran} scripts ran, ${blocked} were blocked, ${elsewhere} requests elsewhere`,
    );
  }

  /** One address, in a tab that stays for the next one. */
  async visitQuietly(address: string, settleMs = 0): Promise<void> {
    this.#quiet ??= await this.context.newPage();
    await this.#quiet.goto(this.origin + address, { waitUntil: "load", timeout: 60_000 }).catch(() => {});
    if (settleMs > 0) await this.#quiet.waitForTimeout(settleMs);
  }

  sums(): { ran: number; blocked: number; elsewhere: number } {
    const count = (start: string) => this.seen.filter(({ what }) => what.startsWith(start)).length;
    return { ran: count("ran"), blocked: count("blocked"), elsewhere: count("asked") };
  }

  close(): Promise<void> {
    return this.#close();
  }
}

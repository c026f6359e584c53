import type { Page as Tab } from "@playwright/test";
import type { Page } from "./types.ts";

/** Their beginnings are made differently; those of all others are made like one of them. */
const kinds = ["front page", "section", "story", "standing page", "search"];

/** One page of each kind, for each takes seconds. */
export const judgedAsTheyArrive = (pages: readonly Page[]): Page[] =>
  kinds.flatMap((name) => pages.find(({ kind }) => kind === name || kind.startsWith(`${name} with `)) ?? []);

/** A browser may stop to draw before any element and, where the packets end so, within a text. */
const pieces = /(?=<(?!\/))|(?<=[.,;] )/;

/**
 * What moves while a page arrives, into `window.shifts` of the tab that is at the page. A browser shows what it has, and on a
 * slow line or a slow machine that may end behind any element. So each is shown before the next one comes, until the window is full.
 */
export async function shiftsOfArrival(tab: Tab, { html }: Page): Promise<Window["shifts"]> {
  const body = Math.max(0, html.indexOf("<body"));
  return tab.evaluate(
    async ({ head, pieces }) => {
      const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
      window.shifts = [];
      document.open();
      document.write(head);
      const rest = [...pieces];
      while (rest.length > 0 && document.documentElement.scrollHeight < window.innerHeight * 1.5) {
        document.write(rest.shift() ?? "");
        await frame();
      }
      document.write(rest.join(""));
      document.close();
      await frame();
      await frame();
      return window.shifts;
    },
    { head: html.slice(0, body), pieces: html.slice(body).split(pieces) },
  );
}

import "server-only";
import { headers } from "next/headers";
import { loadPart, oncePerRender } from "../press/context.ts";
import { listSections } from "../published/taxonomy/data.ts";
import { getPaper } from "../site/data.ts";
import { siteOrigin } from "../site-origin.ts";
import { timesOf } from "../times.ts";

/** Masthead, navigation, footer, times and origin: every public page needs them around its own content. */
export const loadSiteChrome = () =>
  oncePerRender("site chrome", async () => {
    const [chrome, given] = await Promise.all([loadPart("site chrome", loadForAllOrigins), headers()]);
    return { ...chrome, origin: siteOrigin(given) };
  });

async function loadForAllOrigins() {
  const [chrome, sections] = await Promise.all([getPaper(new Date()), listSections()]);
  return { ...chrome, sections, times: timesOf(chrome.paper.timeZone, chrome.paper.language) };
}

export type SiteChrome = Awaited<ReturnType<typeof loadSiteChrome>>;

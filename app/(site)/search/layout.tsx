import "#components/site/site.css";
import "#components/site/search.css";
import type { ReactNode } from "react";
import { SiteDocument } from "#components/site/site-document.tsx";
import { loadFurniture } from "#lib/live/loaders.ts";
import { islandAddress } from "#lib/static/island.ts";

export { viewport } from "../[[...path]]/layout.tsx";
export const dynamic = "force-dynamic";

/** A root layout of its own, without the search field of the masthead: the page has a larger one. */
export default async function SearchLayout({ children }: { children: ReactNode }) {
  const { paper, breaking, pages, sections, times } = await loadFurniture();
  return (
    <SiteDocument
      paper={paper}
      breaking={breaking}
      pages={pages}
      sections={sections}
      times={times}
      island={islandAddress()}
      isSearch
    >
      {children}
    </SiteDocument>
  );
}

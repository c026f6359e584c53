import "#components/site/site.css";
import "#components/site/report.css";
import type { ReactNode } from "react";
import { SiteDocument } from "#components/site/site-document.tsx";
import { loadFurniture } from "#lib/live/loaders.ts";
import { islandAddress } from "#lib/static/island.ts";

export { viewport } from "../[[...path]]/layout.tsx";
export const dynamic = "force-dynamic";

/** A root layout of its own: the looks of a form are no reader's business who reads. */
export default async function ReportLayout({ children }: { children: ReactNode }) {
  const { paper, breaking, pages, sections, times } = await loadFurniture();
  return (
    <SiteDocument
      paper={paper}
      breaking={breaking}
      pages={pages}
      sections={sections}
      times={times}
      island={islandAddress()}
    >
      {children}
    </SiteDocument>
  );
}

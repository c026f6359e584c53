import "#components/site/styles/site.css";
import type { Viewport } from "next";
import type { ReactNode } from "react";
import { FontPreload } from "#components/site/head.tsx";
import { SiteDocument } from "#components/site/site-document.tsx";
import { loadFrontPreview } from "#lib/fronts/preview-loaders.ts";

export const viewport: Viewport = { width: "device-width", initialScale: 1, colorScheme: "light dark" };

type Props = { children: ReactNode; params: Promise<{ front: string; which: string }> };

/** The document of the site around a front that readers do not have, or no longer have. */
export default async function FrontPreviewLayout({ children, params }: Props) {
  const { front, which } = await params;
  const { view, paper, breaking, pages, masthead, sections, times } = await loadFrontPreview(front, which);
  return (
    <SiteDocument
      head={<FontPreload />}
      paper={paper}
      breaking={breaking}
      pages={pages}
      masthead={masthead}
      sections={sections}
      times={times}
      isFront={front === "front"}
      newest={view?.composed.newest}
      current={view?.section?.path}
    >
      {children}
    </SiteDocument>
  );
}

import "#components/site/styles/site.css";
import "#components/site/styles/story.css";
import type { Viewport } from "next";
import type { ReactNode } from "react";
import { FontPreload } from "#components/site/head.tsx";
import { SiteDocument } from "#components/site/site-document.tsx";
import { loadPreview } from "#lib/stories/publishing/preview-loaders.ts";

export const viewport: Viewport = { width: "device-width", initialScale: 1, colorScheme: "light dark" };

type Props = { children: ReactNode; params: Promise<{ id: string }> };

/** The document of the site around a copy that is not out: a root layout of its own, so that no style meets the newsroom's. */
export default async function PreviewLayout({ children, params }: Props) {
  const { view, paper, pages, masthead, sections, times } = await loadPreview((await params).id);
  const shown = view && "page" in view ? view.page : view?.story;
  return (
    <SiteDocument
      head={<FontPreload />}
      paper={paper}
      pages={pages}
      masthead={masthead}
      sections={sections}
      times={times}
      language={shown?.language}
      current={view && "story" in view ? view.story.section.path : shown?.path}
    >
      {children}
    </SiteDocument>
  );
}

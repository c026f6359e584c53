import "#components/site/site.css";
import type { Viewport } from "next";
import type { ReactNode } from "react";
import { SiteDocument } from "#components/site/site-document.tsx";
import { askedPath, loadFurniture, loadPlace } from "#lib/live/loaders.ts";

export const dynamic = "force-dynamic";

export const viewport: Viewport = {
  width: "device-width",
  initialScale: 1,
  colorScheme: "light dark",
  themeColor: [
    { color: "#fbf9f4", media: "(prefers-color-scheme: light)" },
    { color: "#161511", media: "(prefers-color-scheme: dark)" },
  ],
};

type Props = { children: ReactNode; params: Promise<{ path?: string[] }> };

/** The root layout lies in the catch-all segment: the language of the document is that of the story at the path. */
export default async function SiteLayout({ children, params }: Props) {
  const place = await loadPlace(await askedPath((await params).path));
  const { paper, breaking, sections, times } = await loadFurniture();
  const current =
    place.kind === "section" ? place.section.path : place.kind === "story" ? place.story.section.path : undefined;
  const newest = place.kind === "front" ? place.front.newest : undefined;
  return (
    <SiteDocument
      paper={paper}
      breaking={breaking}
      sections={sections}
      times={times}
      isFront={place.kind === "front"}
      language={place.kind === "story" ? place.story.language : undefined}
      newest={newest}
      current={current}
    >
      {children}
    </SiteDocument>
  );
}

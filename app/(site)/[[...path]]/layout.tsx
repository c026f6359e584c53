import "#components/site/site.css";
import type { Viewport } from "next";
import type { ReactNode } from "react";
import { SiteDocument } from "#components/site/site-document.tsx";
import { askedPath, loadFurniture, loadPlace } from "#lib/live/loaders.ts";
import { islandAddress } from "#lib/static/island.ts";

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

/** The language of what lies at the path, and where the navigation has it. */
function belongingOf(place: Awaited<ReturnType<typeof loadPlace>>) {
  switch (place.kind) {
    case "story":
      return { language: place.story.language, current: place.story.section.path };
    case "standing":
      return { language: place.page.language, current: place.page.path };
    case "section":
      return { current: place.section.path };
    default:
      return {};
  }
}

/** The root layout lies in the catch-all segment: the language of the document is that of the story at the path. */
export default async function SiteLayout({ children, params }: Props) {
  const place = await loadPlace(await askedPath((await params).path));
  const { paper, breaking, pages, sections, times } = await loadFurniture();
  const newest = place.kind === "front" ? place.front.newest : undefined;
  return (
    <SiteDocument
      paper={paper}
      breaking={breaking}
      pages={pages}
      sections={sections}
      times={times}
      isFront={place.kind === "front"}
      newest={newest}
      island={islandAddress()}
      {...belongingOf(place)}
    >
      {children}
    </SiteDocument>
  );
}

import type { Metadata } from "next";
import { FrontPage } from "#components/site/front-page.tsx";
import { SectionPage } from "#components/site/list-pages.tsx";
import { loadFrontPreview } from "#lib/fronts/preview-loaders.ts";

type Props = { params: Promise<{ front: string; which: string }> };

export const metadata: Metadata = { title: "Preview of a front", robots: { index: false, follow: false } };

/** The front as readers would see it now. */
export default async function FrontPreviewFrame({ params }: Props) {
  const { front, which } = await params;
  const { view, paper, times } = await loadFrontPreview(front, which);
  if (!view)
    return (
      <main id="content" className="wrap page">
        <h1 className="hl xl">This front no longer exists</h1>
      </main>
    );
  const { section, composed, topics, mostRead } = view;
  if (!section)
    return <FrontPage name={paper.name} front={composed} topics={topics} mostRead={mostRead} times={times} />;
  return (
    <SectionPage
      section={section}
      lead={null}
      seconds={[]}
      composed={{ front: composed, mostRead }}
      page={{ cards: [], number: 1, pages: 1, hasMore: false }}
      latest={composed.latest.slice(0, 6)}
      times={times}
    />
  );
}

import type { Metadata } from "next";
import { loadPreview } from "#lib/stories/publishing/preview-loaders.ts";
import { PreviewView } from "./preview-view.tsx";

type Props = { params: Promise<{ id: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { view } = await loadPreview((await params).id);
  const headline = view && ("page" in view ? view.page : view.story).headline;
  return { title: `Preview: ${headline || "no headline yet"}`, robots: { index: false, follow: false } };
}

/** The working copy as readers would see it now. */
export default async function PreviewFrame({ params }: Props) {
  return <PreviewView {...(await loadPreview((await params).id))} />;
}

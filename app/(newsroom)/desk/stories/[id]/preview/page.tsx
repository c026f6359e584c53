import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { PreviewScreen } from "#components/newsroom/publish/preview-screen.tsx";
import { loadPreview } from "#lib/stories/publishing/preview-loaders.ts";

export const metadata: Metadata = { title: "Preview" };

export default async function PreviewPage({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params;
  const { view } = await loadPreview(id);
  if (!view) notFound();
  return <PreviewScreen storyId={id} headline={("page" in view ? view.page : view.story).headline} />;
}

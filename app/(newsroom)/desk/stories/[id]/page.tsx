import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { StoryEditor } from "#components/editor/story-editor.tsx";
import { StandsUnder } from "#components/newsroom/current-place.tsx";
import { loadOpenStory } from "#lib/stories/loaders.ts";

type Props = { params: Promise<{ id: string }> };

export const dynamic = "force-dynamic";

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const story = await loadOpenStory((await params).id);
  return { title: story?.headline || "Untitled" };
}

export default async function StoryPage({ params }: Props) {
  const open = await loadOpenStory((await params).id);
  if (!open) notFound();
  return (
    <>
      {open.story.status.kind === "PAGE" && <StandsUnder href="/desk/pages" />}
      <StoryEditor story={open.story} />
    </>
  );
}

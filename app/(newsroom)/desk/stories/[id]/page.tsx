import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { NewStoryScreen } from "#components/editor/new-story/new-story-screen.tsx";
import { StoryEditor } from "#components/editor/story-editor.tsx";
import { HighlightNavItem } from "#components/newsroom/current-nav-item.tsx";
import type { Query } from "#components/newsroom/query.ts";
import { loadCanOpenNew, loadOpenStory } from "#lib/stories/loaders.ts";
import { newStoryQuery } from "#lib/stories/schema.ts";

type Props = { params: Promise<{ id: string }>; searchParams: Promise<Query> };

export const dynamic = "force-dynamic";

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const story = await loadOpenStory((await params).id);
  return { title: story?.headline || "Untitled" };
}

export default async function StoryPage({ params, searchParams }: Props) {
  const { id } = await params;
  const open = await loadOpenStory(id);
  if (!open) {
    const kind = newStoryQuery.parse(await searchParams).new === "page" ? "PAGE" : "STORY";
    if (!(await loadCanOpenNew(id, kind))) notFound();
    return <NewStoryScreen key={id} id={id} kind={kind} />;
  }
  return (
    <>
      {open.story.status.kind === "PAGE" && <HighlightNavItem href="/desk/pages" />}
      <StoryEditor story={open.story} />
    </>
  );
}

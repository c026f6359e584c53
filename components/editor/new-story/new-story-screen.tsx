"use client";
import { useEffect, useLayoutEffect, useState } from "react";
import { HighlightNavItem } from "#components/newsroom/current-nav-item.tsx";
import { useActor, useNewStoryFacts } from "#components/newsroom/newsroom-context.tsx";
import type { Kind } from "#lib/stories/types.ts";
import { StoryEditor } from "../story-editor.tsx";
import { startedHere } from "./new-stories.ts";
import { catchTyping, stopCatching } from "./typed-ahead.ts";

/** The editor of a story that the server does not have yet. */
export function NewStoryScreen({ id, kind }: { id: string; kind: Kind }) {
  const actor = useActor();
  const facts = useNewStoryFacts();
  // Back restores the page as it was when the story was new; the server has the text that was written since.
  const [isStored] = useState(() => startedHere(id)?.isCreated === true);
  useEffect(() => {
    if (isStored) location.reload();
  }, [isStored]);
  useLayoutEffect(() => {
    if (isStored) return;
    catchTyping(id);
    return stopCatching;
  }, [id, isStored]);
  useEffect(() => {
    const before = document.title;
    document.title = "Untitled · Newsroom";
    return () => {
      document.title = before;
    };
  }, []);
  return (
    <>
      {kind === "PAGE" && <HighlightNavItem href="/desk/pages" />}
      {!isStored && <StoryEditor story={{ id, kind, actor, ...facts }} />}
    </>
  );
}

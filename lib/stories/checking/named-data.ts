// Which published stories a text may name by their headlines.
import type { Node } from "@tiptap/pm/model";
import type { Actor } from "../../actor.ts";
import { headlineStarts, type NamedStory } from "../../checks/headlines.ts";
import { DomainError } from "../../errors.ts";
import { isId } from "../../ids.ts";
import { appClient } from "../../postgres/app.ts";
import { readerClient } from "../../postgres/reader.ts";
import { visibleTo } from "../data.ts";
import { loadDocument } from "../document.ts";

/** A text that may name more stories than this is a list of headlines. */
const maxNamed = 200;

/** Published stories whose headlines begin as words of this document do, newest first; not the story itself. */
export async function storiesNamedIn(doc: Node, storyId: string): Promise<NamedStory[]> {
  const starts = headlineStarts(doc);
  if (starts.length === 0) return [];
  // The index live_story_headline_start is for this expression.
  return readerClient().$queryRaw<NamedStory[]>`
    select story_id::text as id, headline from live_story
    where left(headline, 12) = any(${starts}) and story_id <> ${storyId}::uuid
    order by published_at desc, story_id limit ${maxNamed}`;
}

/** The published stories that the working copy may name. @throws NOT_FOUND */
export async function findNamedStories(actor: Actor, storyId: string): Promise<NamedStory[]> {
  const story = isId(storyId)
    ? await appClient().story.findFirst({
        where: { AND: [{ id: storyId }, visibleTo(actor)] },
        select: { id: true, version: true, publishedRevisionId: true },
      })
    : null;
  if (!story) throw new DomainError("NOT_FOUND");
  return storiesNamedIn(await loadDocument(appClient(), story), storyId);
}

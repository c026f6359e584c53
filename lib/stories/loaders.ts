import "server-only";
import { cache } from "react";
import { requirePerson } from "../auth/loaders.ts";
import { documentFromJson } from "../document/build.ts";
import { headlineOf } from "../document/text.ts";
import { DomainError } from "../errors.ts";
import { canOpenNew, getOpenStory } from "./data.ts";
import { recordRead } from "./sharing/read-mutations.ts";
import type { Kind } from "./types.ts";

/** A story as the editor opens it, and its headline; null for one that the person may not see. */
export const loadOpenStory = cache(async (storyId: string) => {
  const actor = await requirePerson();
  try {
    const story = await getOpenStory(actor, storyId);
    await recordRead(actor, storyId);
    // Attributes have no prototype, and React hands plain objects only to the browser.
    return { story: structuredClone(story), headline: headlineOf(documentFromJson(story.document)) };
  } catch (error) {
    if (error instanceof DomainError && error.code === "NOT_FOUND") return null;
    throw error;
  }
});

/** Whether the person may start a story or page under this id. */
export const loadCanOpenNew = async (storyId: string, kind: Kind): Promise<boolean> =>
  canOpenNew(await requirePerson(), storyId, kind);

import type { Actor } from "../../actor.ts";
import { DomainError } from "../../errors.ts";
import { isId } from "../../ids.ts";
import { appClient, type Transaction } from "../../postgres/app.ts";
import { readFacts, visibleTo } from "../../roles/data.ts";
import { canNameReaders } from "../policy.ts";
import type { StoryReaders } from "./types.ts";

/** @throws NOT_FOUND */
export async function getReaders(
  actor: Actor,
  storyId: string,
  client: Transaction = appClient(),
): Promise<StoryReaders> {
  const story = isId(storyId)
    ? await client.story.findFirst({
        where: { AND: [{ id: storyId, kind: "STORY" }, visibleTo(actor)] },
        select: { ...readFacts, copy: true, publication: true },
      })
    : null;
  if (!story) throw new DomainError("NOT_FOUND");
  const named = async (ids: (string | null)[]) =>
    client.person.findMany({
      where: { id: { in: ids.filter((id) => id !== null) } },
      orderBy: [{ name: "asc" }, { id: "asc" }],
      select: { id: true, name: true },
    });
  return {
    isConfidential: story.isConfidential,
    people: await named(story.sharedWith),
    owners: await named([story.creatorId, story.assigneeId]),
    mayChange: canNameReaders(actor, story),
  };
}

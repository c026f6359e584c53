// What the paper's own addresses lead to, for links in stories.
import type { Actor } from "../actor.ts";
import { findAddress } from "../addresses/data.ts";
import { isReservedPath, normalisePath, storyParts } from "../addresses/paths.ts";
import { appClient } from "../postgres/app.ts";
import { listNameable } from "./data.ts";
import type { StoryNames } from "./types.ts";

type NamedStory = StoryNames["stories"][number];
export type OwnAddress = {
  /** As it was asked for. */
  address: string;
  /** The story that it leads to, also while that story is taken down; null for anything else, or for one that the actor may not know of. */
  story: NamedStory | null;
  /** Readers would get "not found" or "gone". */
  isDead: boolean;
};

type Target = { storyId: string | null; isDead: boolean };

async function targetOf(address: string): Promise<Target> {
  let found = await findAddress(address);
  if (found.kind === "REDIRECT" && found.to.startsWith("/")) found = await findAddress(found.to);
  if (found.kind === "STORY") return { storyId: found.target, isDead: false };
  if (found.kind === "GONE") return { storyId: found.target, isDead: true };
  if (found.kind !== "UNKNOWN") return { storyId: null, isDead: false };
  return { storyId: null, isDead: !(await isKnownOtherwise(address)) };
}

/** Pages that have no row of their own: the front page, lists, feeds, and the parts of a story. */
async function isKnownOtherwise(address: string): Promise<boolean> {
  const path = normalisePath(address);
  if (path === null || path === "/" || isReservedPath(path)) return path !== null;
  const [, parent = "", part = ""] = /^(.+)\/([^/]+)$/.exec(path) ?? [];
  if (/^\d{1,4}$/.test(part)) return true; // an archive by date, or a further page of a list
  const isPart = (storyParts as readonly string[]).includes(part);
  return isPart && (await findAddress(encodeURI(parent))).kind === "STORY";
}

/** @param addresses percent-encoded paths of this site, with or without query and fragment */
export async function lookUpAddresses(
  actor: Actor,
  { addresses }: { addresses: readonly string[] },
): Promise<OwnAddress[]> {
  const targets = new Map<string, Target>();
  for (const address of new Set(addresses)) targets.set(address, await targetOf(address));
  const ids = [...targets.values()].flatMap(({ storyId }) => storyId ?? []);
  const stories = new Map(
    (await listNameable(appClient(), actor, [...new Set(ids)])).map((story) => [story.id, story]),
  );
  return [...targets].map(([address, { storyId, isDead }]) => ({
    address,
    story: (storyId !== null && stories.get(storyId)) || null,
    isDead,
  }));
}

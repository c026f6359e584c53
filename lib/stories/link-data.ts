// What the paper's own addresses lead to, for links in stories.
import type { Node } from "@tiptap/pm/model";
import type { Actor } from "../actor.ts";
import { findAddress } from "../addresses/data.ts";
import { isReservedPath, normalisePath, storyParts } from "../addresses/paths.ts";
import { headlineMentions } from "../checks/headlines.ts";
import { lostLinks, outsideUrlsOf } from "../checks/outside-links.ts";
import { deadLinks, type OwnTargets, ownTargetsOf } from "../checks/own-links.ts";
import type { Question } from "../checks/questions.ts";
import { checksOutsideLinks, findLostLinks } from "../outside-links/data.ts";
import { appClient, type Transaction } from "../postgres/app.ts";
import { readerClient } from "../postgres/reader.ts";
import { storiesNamedIn } from "./checking/named-data.ts";
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

/** Those of a story's own targets at which readers find nothing. */
export async function findDeadTargets({ stories, paths }: OwnTargets): Promise<OwnTargets> {
  const where = { where: { storyId: { in: stories } }, select: { storyId: true } } as const;
  const live = new Set<string>();
  if (stories.length > 0)
    for (const { storyId } of [
      ...(await readerClient().liveStory.findMany(where)),
      ...(await readerClient().livePage.findMany(where)),
    ])
      live.add(storyId);
  const dead: string[] = [];
  for (const path of paths) if ((await targetOf(path)).isDead) dead.push(path);
  return { stories: stories.filter((id) => !live.has(id)), paths: dead };
}

/** Questions about the links of this document to the paper's own site, and those that are missing. A story may link to itself before it is published. */
export async function questionsAboutLinks(doc: Node, storyId: string): Promise<Question[]> {
  const { stories, paths } = ownTargetsOf(doc);
  const dead = await findDeadTargets({
    stories: stories.filter((id) => id !== storyId),
    paths: paths.slice(0, maxPaths),
  });
  const places = [...deadLinks(doc, dead), ...headlineMentions(doc, await storiesNamedIn(doc, storyId))];
  return places.map(({ place: _, ...question }) => question);
}

/** Questions about links to other sites, while the paper has them checked. */
export async function questionsAboutOutsideLinks(client: Transaction, doc: Node): Promise<Question[]> {
  const urls = outsideUrlsOf(doc);
  if (urls.length === 0 || !(await checksOutsideLinks(client))) return [];
  return lostLinks(doc, await findLostLinks(client, urls)).map(({ place: _, ...question }) => question);
}

/** Each is a request to the database. */
const maxPaths = 200;

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

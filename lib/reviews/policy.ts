import type { Actor } from "../actor.ts";
import { canEdit, canRead, type StoryFacts } from "../stories/policy.ts";
import type { ReviewRight } from "./types.ts";

/** Days for which a link works. */
export const defaultDays = 7;
export const maxDays = 30;

/** Sharing hands the text to somebody outside, so it is for those who may change it. A spiked story is changed by nobody. */
export const canShare = (actor: Actor, story: StoryFacts): boolean => story.kind === "STORY" && canEdit(actor, story);

/** What the person who shared it could not read any more, their guest does not read either. */
export const isStillShared = (sharer: Actor, story: StoryFacts): boolean =>
  story.kind === "STORY" && story.copy !== "SPIKED" && canRead(sharer, story);

const order: readonly ReviewRight[] = ["VIEW", "COMMENT", "APPROVE"];

/** Whether a link gives a right. */
export const gives = (may: ReviewRight, right: ReviewRight): boolean => order.indexOf(may) >= order.indexOf(right);

/** Within an hour: openings and posts of one link, and posts from one network. */
export const maxReviewsInAnHour = { openings: 120, posts: 30, network: 60 } as const;

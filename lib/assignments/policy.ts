import type { Actor } from "../actor.ts";
import { has, hasFor, hasIn, writesForOthers } from "../roles/policy.ts";
import { canRead, type StoryFacts } from "../stories/policy.ts";

/** The longest texts, in UTF-16 units. */
export const maxBrief = 4000;
export const maxAnswer = 500;
export const maxPictureWish = 500;
export const maxReason = 500;

const isAssigned = (actor: Actor, story: StoryFacts): boolean =>
  actor.kind === "person" && story.assigneeId === actor.id;
const isOpen = (story: StoryFacts): boolean => story.kind === "STORY" && story.copy !== "SPIKED";

/** Editors assign to anybody; the person who has a story may hand it on, contributors excepted. */
export const canAssign = (actor: Actor, story: StoryFacts): boolean =>
  isOpen(story) && (hasFor(actor, "edit", story) || (writesForOthers(actor) && isAssigned(actor, story)));

/** Due time, brief, length and picture wish: editors, and the person who began the story. */
export const canPlan = (actor: Actor, story: StoryFacts): boolean =>
  isOpen(story) &&
  canRead(actor, story) &&
  (hasFor(actor, "edit", story) || (actor.kind === "person" && story.creatorId === actor.id));

/** Taking a story that nobody has. */
export const canClaim = (actor: Actor, story: StoryFacts): boolean =>
  isOpen(story) && writesForOthers(actor) && hasFor(actor, "write", story) && story.assigneeId === null;

/** Accepting or declining: the person who was asked. */
export const canAnswer = (actor: Actor, story: StoryFacts): boolean => isOpen(story) && isAssigned(actor, story);

/** Everybody who reads a story may warn about it; only editors take a warning away. */
export const canFlag = (actor: Actor, story: StoryFacts): boolean => story.kind === "STORY" && canRead(actor, story);
export const canRemoveFlag = (actor: Actor, story: StoryFacts): boolean =>
  canFlag(actor, story) && hasFor(actor, "edit", story);

/** The note at the top of a story may be dismissed by everybody who may change or judge the story. */
export const canDismissNote = (actor: Actor, story: StoryFacts): boolean => canRead(actor, story);

/** Ideas are planned by those who may assign. */
export const canPlanIdeas = (actor: Actor): boolean => writesForOthers(actor);
/** Giving an idea of this section to somebody else. Null: it has none yet. */
export const canGiveIdea = (actor: Actor, sectionId: string | null): boolean =>
  canPlanIdeas(actor) && hasIn(actor, "edit", sectionId);
/** Whether the actor assigns work of any section to others. */
export const canAssignOthers = (actor: Actor): boolean => has(actor, "edit");

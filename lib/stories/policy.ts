import type { Actor } from "../actor.ts";
import {
  canManagePages,
  canRead,
  has,
  hasFor,
  hasForBoth,
  hasForReaders,
  hasIn,
  isInReach,
  isOwnOrAssigned,
  type ReadFacts,
  sectionsOf,
  writesForOthers,
} from "../roles/policy.ts";
import type { Privilege } from "../roles/types.ts";
import type { CopyState, Kind, NoEdit, Publication, Verb } from "./types.ts";
import { verbs } from "./types.ts";

export { canManagePages, canRead };

/** The facts about a story on which the rules depend. */
export type StoryFacts = ReadFacts & { copy: CopyState; publication: Publication };

type Arrow = {
  /** Copy states from which the verb may start. */
  from: readonly CopyState[];
  publication?: readonly Publication[];
  /** The copy state that it leads to; absent: it stays. */
  copy?: CopyState;
  becomes?: Publication;
  who: (actor: Actor, story: StoryFacts) => boolean;
};

const isOwn = (actor: Actor, story: StoryFacts): boolean => actor.kind === "person" && story.creatorId === actor.id;
const editor = (actor: Actor, story: StoryFacts): boolean => hasFor(actor, "edit", story);
/** Of acts on what readers have. */
const readers =
  (privilege: Privilege) =>
  (actor: Actor, story: StoryFacts): boolean =>
    hasForReaders(actor, privilege, story);
/** Of acts that bring the working copy to readers. */
const both =
  (privilege: Privilege) =>
  (actor: Actor, story: StoryFacts): boolean =>
    hasForBoth(actor, privilege, story);
/** Reporters write what others have begun, in the sections that their role is for. */
const reporter = (actor: Actor, story: StoryFacts): boolean => writesForOthers(actor) && hasFor(actor, "write", story);
const writer = (actor: Actor, story: StoryFacts): boolean =>
  editor(actor, story) ||
  (has(actor, "write") && isOwn(actor, story)) ||
  (reporter(actor, story) && (story.publication === "NEVER" || isOwnOrAssigned(actor, story)));

const notSpiked = ["DRAFT", "FILED", "READY", "SCHEDULED"] as const;

/** The one table of arrows: from which states each verb starts, where it leads, and who may. */
export const arrows: Readonly<Record<Verb, Arrow>> = {
  file: { from: ["DRAFT"], copy: "FILED", who: writer },
  withdraw: {
    from: ["FILED"],
    copy: "DRAFT",
    who: (actor, story) => editor(actor, story) || isOwnOrAssigned(actor, story),
  },
  sendBack: { from: ["FILED", "READY"], copy: "DRAFT", who: editor },
  approve: { from: ["FILED"], copy: "READY", who: editor },
  schedule: { from: ["DRAFT", "FILED", "READY"], copy: "SCHEDULED", who: both("schedule") },
  // The copy returns to the state from which it was scheduled.
  unschedule: { from: ["SCHEDULED"], who: both("schedule") },
  publish: { from: notSpiked, copy: "DRAFT", becomes: "LIVE", who: both("publish") },
  correct: { from: notSpiked, publication: ["LIVE"], copy: "DRAFT", becomes: "LIVE", who: both("correct") },
  clarify: { from: notSpiked, publication: ["LIVE"], copy: "DRAFT", becomes: "LIVE", who: both("correct") },
  takeDown: { from: [...notSpiked, "SPIKED"], publication: ["LIVE"], becomes: "TAKEN_DOWN", who: readers("takeDown") },
  reinstate: { from: [...notSpiked, "SPIKED"], publication: ["TAKEN_DOWN"], becomes: "LIVE", who: readers("takeDown") },
  spike: { from: notSpiked, publication: ["NEVER", "TAKEN_DOWN"], copy: "SPIKED", who: editor },
  unspike: { from: ["SPIKED"], copy: "DRAFT", who: editor },
  nameVersion: { from: notSpiked, who: (actor, story) => canEdit(actor, story) },
  restoreRevision: { from: notSpiked, who: (actor, story) => canEdit(actor, story) },
};

/** The privilege that each verb needs for stories of others, and where: see `storiesFor`. */
const needs: Readonly<Record<Verb, readonly [Privilege, "copy" | "readers" | "both"]>> = {
  file: ["write", "copy"],
  withdraw: ["edit", "copy"],
  sendBack: ["edit", "copy"],
  approve: ["edit", "copy"],
  schedule: ["schedule", "both"],
  unschedule: ["schedule", "both"],
  publish: ["publish", "both"],
  correct: ["correct", "both"],
  clarify: ["correct", "both"],
  takeDown: ["takeDown", "readers"],
  reinstate: ["takeDown", "readers"],
  spike: ["edit", "copy"],
  unspike: ["edit", "copy"],
  nameVersion: ["write", "copy"],
  restoreRevision: ["write", "copy"],
};

/**
 * The privilege that the role lacks for a verb, and the section where; null if it has it there, and the verb is not for the actor because
 * of something else, such as who has the story.
 */
export function missingRight(
  actor: Actor,
  verb: Verb,
  story: StoryFacts,
): { privilege: Privilege; sectionId: string | null } | null {
  const [privilege, of] = needs[verb];
  const published = story.publishedSectionId ?? story.sectionId;
  const sections = of === "copy" ? [story.sectionId] : of === "readers" ? [published] : [story.sectionId, published];
  const sectionId = sections.find((each) => !hasIn(actor, privilege, each));
  return sectionId === undefined ? null : { privilege, sectionId };
}

/** Whether the verb is possible in the story's status, regardless of the person. */
export function isPossible(verb: Verb, story: Pick<StoryFacts, "copy" | "publication">): boolean {
  const arrow = arrows[verb];
  return arrow.from.includes(story.copy) && (arrow.publication ?? [story.publication]).includes(story.publication);
}

/** Whether this role may use the verb on this story, regardless of the story's status. */
export const mayUse = (actor: Actor, verb: Verb, story: StoryFacts): boolean =>
  canRead(actor, story) && arrows[verb].who(actor, story);

export const can = (actor: Actor, verb: Verb, story: StoryFacts): boolean =>
  mayUse(actor, verb, story) && isPossible(verb, story);

export const verbsFor = (actor: Actor, story: StoryFacts): Verb[] => verbs.filter((verb) => can(actor, verb, story));

export const canCreate = (actor: Actor, kind: Kind): boolean =>
  kind === "STORY" ? has(actor, "write") : canManagePages(actor);

/** A translation belongs to the story that it translates; standing pages have none. */
export const canTranslate = ({ kind }: Pick<StoryFacts, "kind">): boolean => kind === "STORY";

/** Who may read may comment, also on what is live or spiked. */
export const canComment = (actor: Actor, story: StoryFacts): boolean => canRead(actor, story);

/** Who may read may propose changes to copy that is not spiked; an editor takes them or not. */
export const canSuggest = (actor: Actor, story: StoryFacts): boolean =>
  canRead(actor, story) && story.copy !== "SPIKED";

/** Taking and refusing what others proposed. */
export const canSettleSuggestions = (actor: Actor, story: StoryFacts): boolean =>
  editor(actor, story) && canEdit(actor, story);

export const canEdit = (actor: Actor, story: StoryFacts): boolean => whyNoEdit(actor, story) === null;

/**
 * Why the actor may not change the text, or null. Editors change everything but spiked copy in their sections. Reporters change any draft
 * or filed copy that was never out, and the copy of live stories that are their own or assigned to them. Contributors
 * change their own while it is a draft that was never out. The authors of approved copy may still change it (it then
 * goes back to draft, see `copyAfterEdit`).
 */
export function whyNoEdit(actor: Actor, story: StoryFacts): NoEdit | null {
  if (story.copy === "SPIKED") return "SPIKED";
  if (story.kind === "PAGE") return canManagePages(actor) ? null : "NOT_YOURS";
  if (editor(actor, story)) return null;
  if (!has(actor, "write")) return "NOT_YOURS";
  const own = isOwnOrAssigned(actor, story);
  if (story.copy === "SCHEDULED") return "SCHEDULED";
  if (story.copy === "READY" && !own) return "READY";
  if (reporter(actor, story)) return story.publication === "NEVER" || own ? null : "LIVE";
  if (!own) return "NOT_YOURS";
  if (story.publication !== "NEVER") return "LIVE";
  return story.copy === "FILED" ? "FILED" : null;
}

/**
 * Whether readers may see the words that a new version replaces, unless its editor says otherwise. Words that were
 * wrong or taken down may be such as must not be published: they are shown only if somebody chooses to.
 */
export const showsReplaced = (
  verb: "publish" | "correct" | "clarify",
  story: Pick<StoryFacts, "publication">,
): boolean => verb !== "correct" && story.publication !== "TAKEN_DOWN";

/** Who decides with whom a story is shared and whether it is confidential: those who have it, and its editors. */
export const canNameReaders = (actor: Actor, story: StoryFacts): boolean =>
  story.kind === "STORY" && canRead(actor, story) && (editor(actor, story) || isOwnOrAssigned(actor, story));

/** The fields that lib/document/fields.ts keeps for editors: a badge speaks for the whole paper. */
export const canChangeEditorsFields = (actor: Actor, story: StoryFacts): boolean =>
  story.kind === "PAGE" ? canManagePages(actor) : editor(actor, story);

/**
 * A role that is limited to sections puts stories into those only, and leaves a story that readers have had in the section where
 * it is.
 */
export const canMoveToSection = (actor: Actor, story: StoryFacts, to: string | null): boolean =>
  (to === null || isInReach(actor, to)) &&
  (story.publication === "NEVER" ||
    (story.sectionId !== null && sectionsOf(story).every((section) => isInReach(actor, section))));

/** An embargo protects a source's terms: the story's writer may set one, only an editor may end it early. */
export const canSetEmbargo = (actor: Actor, story: StoryFacts): boolean =>
  canRead(actor, story) && (editor(actor, story) || isOwnOrAssigned(actor, story));
export const canLiftEmbargo = both("publish");

/** Keeping the words of earlier versions from readers. */
export const canHideWords = readers("correct");

/** Giving a published story another address. */
export const canMoveAddress = readers("publish");

/** Only approved text is published as approved: an edit ends the approval. A schedule keeps its revision. */
export function copyAfterEdit(actor: Actor, story: StoryFacts): CopyState {
  if (story.copy !== "READY") return story.copy;
  return isOwn(actor, story) && !editor(actor, story) ? "DRAFT" : "FILED";
}

/** Where the editor of a new story opens: at the address that the story keeps. */
export const newStoryAddress = (id: string, kind: Kind): string =>
  `/desk/stories/${id}${kind === "PAGE" ? "?new=page" : ""}`;

/** Between the keys of changes in the address of a preview: a key never contains it, and an address holds it as it is. */
export const changeSeparator = "*";

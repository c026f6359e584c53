import * as z from "zod";
import { editSchema } from "./layout-schema.ts";
import { frontId } from "./schema.ts";

const version = z.int().nonnegative();

export const editFrontSchema = z.object({ front: frontId, edit: editSchema });
export type EditFront = z.output<typeof editFrontSchema>;

/** `version`: of the draft that the person saw. */
export const launchFrontSchema = z.object({
  front: frontId,
  version,
  /** Containers that a launch has changed meanwhile as well, and those that a scheduled launch will replace: accepted by the person. */
  accepted: z.boolean().default(false),
  /** An admin launches although somebody else has locked the front. */
  overridesLock: z.boolean().optional(),
});
export type LaunchFront = z.output<typeof launchFrontSchema>;

export const discardDraftSchema = z.object({ front: frontId, version });
export type DiscardDraft = z.output<typeof discardDraftSchema>;

/** `version`: as above. The launch replaces the current draft. */
export const restoreLaunchSchema = z.object({ front: frontId, number: z.int().positive(), version });
export type RestoreLaunch = z.output<typeof restoreLaunchSchema>;

export const scheduleLaunchSchema = z.object({
  front: frontId,
  version,
  dueAt: z.iso.datetime({ offset: true, error: "Choose a date and time." }),
});
export type ScheduleLaunch = z.output<typeof scheduleLaunchSchema>;

/** `second`: after the first story of the container. */
export const placeOnFrontSchema = z.object({
  front: frontId,
  story: z.uuid(),
  container: z.uuid(),
  position: z.enum(["first", "second"]),
});
export type PlaceOnFront = z.output<typeof placeOnFrontSchema>;

export const moveLaunchSchema = z.object({ id: z.uuid(), dueAt: scheduleLaunchSchema.shape.dueAt });
export type MoveLaunch = z.output<typeof moveLaunchSchema>;

export const lockFrontSchema = z.object({
  front: frontId,
  note: z.string().trim().min(1, { error: "Say why, or how you can be reached." }).max(300),
  /** Null: until somebody unlocks it. */
  until: z.iso.datetime({ offset: true }).nullable(),
});
export type LockFront = z.output<typeof lockFrontSchema>;

/** Who has locked a front, since when, and until when. */
export const frontLockSchema = z.object({
  id: z.uuid(),
  name: z.string(),
  note: z.string(),
  at: z.iso.datetime(),
  until: z.iso.datetime({ offset: true }).nullable(),
});
export type FrontLock = z.output<typeof frontLockSchema>;
/** The lock that is in force; null for one that is over. */
export function readLock(json: unknown, now: Date): FrontLock | null {
  const lock = frontLockSchema.safeParse(json).data ?? null;
  return lock && (lock.until === null || Date.parse(lock.until) > now.getTime()) ? lock : null;
}

export const chooseLaunchersSchema = z.object({ front: frontId, people: z.array(z.uuid()).max(100) });
export type ChooseLaunchers = z.output<typeof chooseLaunchersSchema>;

export const onlyScheduledLaunch = z.object({ id: z.uuid() });
export type OnlyScheduledLaunch = z.output<typeof onlyScheduledLaunch>;

export const onlyFront = z.object({ front: frontId });
export type OnlyFront = z.output<typeof onlyFront>;

/** What the browser has: the version of the draft and the number of the launch. */
export const frontSince = z.object({ front: frontId, version, number: version });
export type FrontSince = z.output<typeof frontSince>;

export const storyStates = ["all", "live", "scheduled", "ready"] as const;
export const frontStoriesSchema = z.object({
  query: z.string().trim().max(100),
  state: z.enum(storyStates).default("all"),
  section: z.uuid().nullable().default(null),
});
export type FrontStoriesQuery = z.output<typeof frontStoriesSchema>;

const ofCard = z.object({ front: frontId, story: z.uuid() });
export const endHeadlineTestSchema = ofCard;
export type EndHeadlineTest = z.output<typeof endHeadlineTestSchema>;
export const startHeadlineTestSchema = ofCard.extend({
  second: z.string().trim().min(1, { error: "Write the second headline." }).max(300),
  hours: z.int().min(1).max(72),
  /** It ends earlier once the front was viewed so often. */
  maxViews: z.int().min(100).max(10_000_000),
});
export type StartHeadlineTest = z.output<typeof startHeadlineTestSchema>;

export const oneLaunch = z.object({ front: frontId, number: z.int().positive() });
export type OneLaunch = z.output<typeof oneLaunch>;

export const oneStory = z.object({ story: z.uuid() });

const editor = z.object({ id: z.uuid().nullable(), name: z.string(), at: z.iso.datetime() });
export type DraftEditor = z.output<typeof editor>;
export const readEditors = (json: unknown): DraftEditor[] => z.array(editor).catch([]).parse(json);

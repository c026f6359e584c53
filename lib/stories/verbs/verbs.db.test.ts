import { describe, expect, test } from "vitest";
import { createPerson } from "#prisma/factories.ts";
import { createReadyStory, setStates } from "#prisma/story-factories.ts";
import type { Person, Role } from "../../actor.ts";
import { DomainError } from "../../errors.ts";
import { appClient } from "../../postgres/app.ts";
import { schedulePublication } from "../../schedule/mutations.ts";
import { restoreRevision } from "../history/mutations.ts";
import { can, canRead, mayUse, type StoryFacts } from "../policy.ts";
import { correctStory, publishStory, reinstateStory, takeDownStory } from "../publishing/mutations.ts";
import type { CopyState, Publication, Verb } from "../types.ts";
import * as verb from "./mutations.ts";

const copies: CopyState[] = ["DRAFT", "FILED", "READY", "SCHEDULED", "SPIKED"];
const publications: Publication[] = ["NEVER", "LIVE", "TAKEN_DOWN"];
const roles: Role[] = ["CONTRIBUTOR", "REPORTER", "EDITOR", "ADMIN"];

/** Every verb that needs no more than a story; unscheduling needs something that is scheduled. */
type Run = (actor: Person, storyId: string) => Promise<unknown>;
const mutations: Partial<Record<Verb, Run>> = {
  file: (actor, storyId) => verb.fileStory(actor, { storyId }),
  withdraw: (actor, storyId) => verb.withdrawStory(actor, { storyId }),
  sendBack: (actor, storyId) => verb.sendBackStory(actor, { storyId, note: "" }),
  approve: (actor, storyId) => verb.approveStory(actor, { storyId, version: 0 }),
  schedule: (actor, storyId) =>
    schedulePublication(actor, { storyId, version: 0, showUpdated: true, dueAt: "2035-01-01T06:00:00Z" }),
  publish: (actor, storyId) => publishStory(actor, { storyId, version: 0, showUpdated: true }),
  correct: (actor, storyId) =>
    correctStory(actor, { storyId, version: 0, kind: "CORRECTION", note: "It was Tuesday." }),
  clarify: (actor, storyId) => correctStory(actor, { storyId, version: 0, kind: "CLARIFICATION", note: "In full." }),
  takeDown: (actor, storyId) => takeDownStory(actor, { storyId, reason: "A court order." }),
  reinstate: (actor, storyId) => reinstateStory(actor, { storyId }),
  spike: (actor, storyId) => verb.spikeStory(actor, { storyId }),
  unspike: (actor, storyId) => verb.unspikeStory(actor, { storyId }),
  nameVersion: (actor, storyId) => verb.nameVersion(actor, { storyId, note: "Before the cut" }),
  restoreRevision: (actor, storyId) => restoreRevision(actor, { storyId, number: 1, version: 0 }),
};

/** A story in a pair of states, with all the rows of a real publication. */
async function storyIn(owner: Person, editor: Person, copy: CopyState, publication: Publication): Promise<string> {
  const { id } = await createReadyStory(owner);
  if (publication !== "NEVER") await publishStory(editor, { storyId: id, version: 0, showUpdated: false });
  if (publication === "TAKEN_DOWN") await takeDownStory(editor, { storyId: id, reason: "for the test" });
  await setStates(id, copy, publication);
  return id;
}

/** The error that the policy predicts; null if the verb is allowed. */
function expected(actor: Person, verb: Verb, facts: StoryFacts): string | null {
  if (!canRead(actor, facts)) return "NOT_FOUND";
  if (!mayUse(actor, verb, facts)) return "NOT_ALLOWED";
  return can(actor, verb, facts) ? null : "WRONG_STATE";
}

describe.each(roles)("%s", (role) => {
  test(`the server follows the policy for every verb of ${role} in every pair of states, on own and others' stories`, async () => {
    const actor = await createPerson(role);
    const other = await createPerson("REPORTER");
    const editor = await createPerson("EDITOR");
    for (const owner of [actor, other]) {
      for (const copy of copies) {
        for (const publication of publications) {
          const facts = {
            kind: "STORY",
            copy,
            publication,
            sectionId: null,
            publishedSectionId: null,
            creatorId: owner.id,
            assigneeId: null,
            isConfidential: false,
            sharedWith: [] as string[],
          } as const;
          let storyId: string | null = null; // made anew only after a verb that went through
          for (const [name, run] of Object.entries(mutations) as [Verb, Run][]) {
            storyId ??= await storyIn(owner, editor, copy, publication);
            const label = `${role} ${name} ${owner === actor ? "own" : "other"} ${copy} ${publication}`;
            const error = await run(actor, storyId).then(
              () => null,
              (thrown: unknown) => thrown,
            );
            expect(error instanceof DomainError ? error.code : error, label).toBe(expected(actor, name, facts));
            if (error === null) {
              storyId = null;
              continue;
            }
            const after = await appClient().story.findUniqueOrThrow({
              where: { id: storyId },
              select: { copy: true, publication: true },
            });
            expect(after, label).toEqual({ copy, publication });
          }
        }
      }
    }
  }, 180_000);
});

import type { Actor } from "../actor.ts";
import { DomainError } from "../errors.ts";
import { isId } from "../ids.ts";
import { languageList } from "../language-names.ts";
import { appClient, type Transaction } from "../postgres/app.ts";
import { readFacts } from "../roles/data.ts";
import { worksWithOthers } from "../roles/policy.ts";
import { visibleTo } from "../stories/data.ts";
import type { CopyState } from "../stories/types.ts";
import { canAnswer, canAssign, canClaim, canFlag, canPlan, canRemoveFlag } from "./policy.ts";
import type { Assignable, HandOverKind, StoryAssignment } from "./types.ts";

const name = { select: { id: true, name: true } } as const;

/** @throws NOT_FOUND */
export async function getAssignment(
  actor: Actor,
  storyId: string,
  client: Transaction = appClient(),
): Promise<StoryAssignment> {
  if (!isId(storyId)) throw new DomainError("NOT_FOUND");
  const story = await client.story.findFirst({
    where: { AND: [{ id: storyId }, visibleTo(actor)] },
    select: {
      copy: true,
      publication: true,
      ...readFacts,
      dueAt: true,
      publishedAt: true,
      assignment: {
        select: {
          state: true,
          person: name,
          assigner: name,
          assignedAt: true,
          answer: true,
          answeredAt: true,
          brief: true,
          length: true,
          pictureWish: true,
        },
      },
      flags: { orderBy: { kind: "asc" }, select: { kind: true, reason: true, at: true, person: name } },
      handOverNote: { select: { kind: true, note: true, at: true, person: name } },
    },
  });
  if (!story) throw new DomainError("NOT_FOUND");
  const { assignment, flags, handOverNote } = story;
  return {
    person: assignment?.person ?? null,
    state: assignment?.person ? assignment.state : null,
    assignedBy: assignment?.assigner?.name ?? null,
    assignedAt: assignment?.assignedAt?.toISOString() ?? null,
    answer: assignment?.answer ?? "",
    answeredAt: assignment?.answeredAt?.toISOString() ?? null,
    dueAt: story.dueAt?.toISOString() ?? null,
    brief: assignment?.brief ?? "",
    length: assignment?.length ?? null,
    pictureWish: assignment?.pictureWish ?? "",
    flags: flags.map(({ person, at, ...flag }) => ({ ...flag, by: person?.name ?? null, at: at.toISOString() })),
    note:
      handOverNote && isCurrent(story, handOverNote)
        ? {
            kind: handOverNote.kind,
            note: handOverNote.note,
            by: handOverNote.person?.name ?? null,
            at: handOverNote.at.toISOString(),
          }
        : null,
    may: {
      assign: canAssign(actor, story),
      plan: canPlan(actor, story),
      claim: canClaim(actor, story),
      answer: canAnswer(actor, story) && assignment?.state === "OFFERED",
      flag: canFlag(actor, story),
      removeFlag: canRemoveFlag(actor, story),
    },
  };
}

const stateAfter = { FILED: "FILED", SENT_BACK: "DRAFT", APPROVED: "READY" } as const;

/** A note is about the story as it was handed over: publishing, withdrawing or a change of state ends it. */
const isCurrent = (
  story: { copy: CopyState; publishedAt: Date | null },
  note: { kind: HandOverKind; at: Date },
): boolean => stateAfter[note.kind] === story.copy && (story.publishedAt === null || story.publishedAt < note.at);

/** The people to whom this person may assign work, by name: those with an account in use. */
export async function listAssignable(actor: Actor): Promise<Assignable[]> {
  const people = await appClient().person.findMany({
    where: { state: "ACTIVE", ...(actor.kind === "system" || worksWithOthers(actor) ? {} : { id: actor.id }) },
    orderBy: [{ name: "asc" }, { id: "asc" }],
    take: 500,
    select: { id: true, name: true, languages: true },
  });
  return people.map(({ id, name, languages }) => {
    const label = languages.length > 0 ? `${name} (${languageList(languages)})` : name;
    return { id, name, label };
  });
}

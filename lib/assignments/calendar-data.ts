// Due times of stories beside what is scheduled.
import type { Actor } from "../actor.ts";
import { appClient } from "../postgres/app.ts";
import { readFacts } from "../roles/data.ts";
import { visibleTo } from "../stories/data.ts";
import type { CopyState, Name, Publication } from "../stories/types.ts";
import { canPlan } from "./policy.ts";

/** A story with the time at which its assigned work is due. */
export type Deadline = {
  storyId: string;
  headline: string;
  /** An ISO instant. */
  dueAt: string;
  copy: CopyState;
  publication: Publication;
  section: Name | null;
  assignee: Name | null;
  /** Whether the actor may set another time. */
  mayChange: boolean;
};

type Wanted = { from: string; to: string; section?: string | undefined; person?: string | undefined };
const name = { select: { id: true, name: true } } as const;

/**
 * The stories that are due from `from` to before `to`, in the order of time, at most 500; spiked ones are left out.
 * @param wanted `person`: who has the story, or began it while nobody has it
 */
export async function listDeadlines(actor: Actor, { from, to, section, person }: Wanted): Promise<Deadline[]> {
  const rows = await appClient().story.findMany({
    where: {
      AND: [
        visibleTo(actor),
        { kind: "STORY", copy: { not: "SPIKED" }, dueAt: { gte: new Date(from), lt: new Date(to) } },
        ...(section ? [{ sectionId: section }] : []),
        ...(person ? [{ OR: [{ assigneeId: person }, { assigneeId: null, creatorId: person }] }] : []),
      ],
    },
    orderBy: [{ dueAt: "asc" }, { id: "asc" }],
    take: 500,
    select: {
      id: true,
      headline: true,
      copy: true,
      publication: true,
      dueAt: true,
      ...readFacts,
      section: name,
      assignee: name,
    },
  });
  return rows.flatMap((story) => {
    const { id, headline, dueAt, copy, publication, assignee } = story;
    if (!dueAt) return [];
    return {
      storyId: id,
      headline,
      dueAt: dueAt.toISOString(),
      copy,
      publication,
      section: story.section,
      assignee,
      mayChange: canPlan(actor, story),
    };
  });
}

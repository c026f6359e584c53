import { type Actor, personId } from "../actor.ts";
import { newId } from "../ids.ts";
import type { Prisma, Transaction } from "../postgres/app.ts";

export type Subject = {
  kind:
    | "story"
    | "person"
    | "role"
    | "section"
    | "topic"
    | "author"
    | "front"
    | "picture"
    | "media"
    | "collection"
    | "preset"
    | "setting"
    | "page"
    | "template"
    | "snippet"
    | "import"
    | "promotion"
    | "key";
  id: string | null;
  name: string;
};

/** Writes who did what into the audit log, in the transaction that does it. `action` is "thing.verb_in_the_past". */
export async function recordEvent(
  tx: Transaction,
  actor: Actor,
  action: string,
  subject: Subject,
  detail: Prisma.InputJsonObject = {},
  at = new Date(),
): Promise<void> {
  await tx.auditEvent.create({
    data: {
      id: newId(),
      at,
      actorId: personId(actor),
      action,
      subjectKind: subject.kind,
      subjectId: subject.id,
      subjectName: subject.name.slice(0, 300),
      detail,
    },
    select: { id: true },
  });
}

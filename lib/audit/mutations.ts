import { type Actor, personId } from "../actor.ts";
import { newId } from "../ids.ts";
import { afterCommit, type Prisma, type Transaction, transaction } from "../postgres/app.ts";
import { shared } from "../process.ts";
import { type DeliveredEvent, deliveredEvents, publicEvents } from "./policy.ts";

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
    | "key"
    | "webhook"
    | "partner"
    | "wire";
  id: string | null;
  name: string;
};

/** Notes that somebody downloads the log. The caller has checked that they may. */
export const recordDownload = (actor: Actor, format: string): Promise<void> =>
  transaction((tx) =>
    recordEvent(tx, actor, "setting.log_downloaded", { kind: "setting", id: null, name: "Audit log" }, { format }),
  );

/** Writes who did what into the audit log, in the transaction that does it. `action` is "thing.verb_in_the_past". */
export async function recordEvent(
  tx: Transaction,
  actor: Parameters<typeof personId>[0],
  action: string,
  subject: Subject,
  detail: Prisma.InputJsonObject = {},
  at = new Date(),
): Promise<void> {
  const id = newId();
  await tx.auditEvent.create({
    data: {
      id,
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
  await tx.unsealedEvent.create({ data: { eventId: id }, select: { eventId: true } });
  await queueDeliveries(tx, action, subject, at);
}

const isDelivered = (action: string): action is DeliveredEvent =>
  (deliveredEvents as readonly string[]).includes(action);

/** Queues the event for the webhooks that want it, so that they get exactly what was committed. */
async function queueDeliveries(tx: Transaction, action: string, { kind, id, name }: Subject, at: Date): Promise<void> {
  if (kind !== "story" || !id || !isDelivered(action)) return;
  const isPublic = (publicEvents as readonly string[]).includes(action);
  const count = await tx.$executeRaw`
    insert into webhook_delivery (id, webhook_id, event, story_id, headline, at, next_try_at)
    select gen_random_uuid(), w.id, ${action}, s.id, ${name.slice(0, 300)}, ${at}, clock_timestamp()
    from story s join webhook w on w.disabled_at is null and ${action} = any (w.events)
    where s.id = ${id}::uuid and s.kind = 'STORY' and (${isPublic} or not s.is_confidential) and (w.section_ids = '{}' or exists (
      select from section p where p.id = s.section_id and (p.id = any (w.section_ids) or p.parent_id = any (w.section_ids))))`;
  // The job runs each minute anyway.
  if (count > 0)
    afterCommit(
      tx,
      () =>
        void shared()
          .runJob?.("webhooks")
          .catch(() => {}),
    );
}

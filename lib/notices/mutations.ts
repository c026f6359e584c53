// Decides who is notified of what. A notice is written in the transaction of what it reports, and mailed as each person chose.
import { type Actor, personId } from "../actor.ts";
import { newId } from "../ids.ts";
import { mailOrigin } from "../mail/data.ts";
import { queueNotice } from "../mail/mutations.ts";
import { Prisma, type Transaction } from "../postgres/app.ts";
import { type ActorRow, asPerson, customRoleColumn, holdsInSql } from "../roles/data.ts";
import { canRead } from "../roles/policy.ts";
import { ownersAndWatchers } from "./data.ts";
import { noticeRules, noticeSentence } from "./policy.ts";
import type { NoticeKind, NoticeStory, StoryNotice } from "./types.ts";

const maxText = 1000;

/** Wakes the open tabs of a person, on every node. */
export async function notifyPerson(tx: Transaction, id: string): Promise<void> {
  await tx.$executeRaw`select pg_notify('galley_notice', ${id})`;
}

/** Writes a notice for everybody whom it concerns, the actor excepted, and nobody who may not read the story. */
export async function sendNotice(tx: Transaction, actor: Actor, notice: StoryNotice, at = new Date()): Promise<void> {
  const { kind, story, text = "", key = newId() } = notice;
  const people = await findRecipients(tx, actor, notice);
  await insertNotices(tx, actor, {
    story,
    people: people.map((id) => ({ id, kind })),
    text: text.slice(0, maxText).toWellFormed(),
    key,
    at,
  });
}

async function findRecipients(tx: Transaction, actor: Actor, { kind, story, to = [] }: StoryNotice): Promise<string[]> {
  const { audience, isDirect = false } = noticeRules[kind];
  const named = to.filter((id) => id !== null);
  const [owners, watchers, editors] = (["owners", "watchers", "editors"] as const).map((one) => audience.includes(one));
  // One statement, because every publication sends it. A muted story is quiet but for what concerns a person directly.
  const rows = await tx.$queryRaw<ActorRow[]>`
    with ${ownersAndWatchers(story)}, candidate as (
      select p.id, p.name, p.email, p.role::text, ${customRoleColumn},
        p.id = any(${named}::uuid[]) as is_named, p.id in (select id from owner) as is_owner,
        p.id in (select id from watcher) as is_watcher, ${holdsInSql("edit", Prisma.sql`${story.sectionId}::uuid`)} as is_editor
      from person p left join custom_role r on r.id = p.custom_role_id where p.state = 'ACTIVE' and p.id is distinct from ${personId(actor)}::uuid
    )
    select id::text, name, email, role, "customRole" from candidate c
    where (is_named or (${owners} and is_owner) or (${watchers} and is_watcher) or (${editors} and is_editor
        and (is_watcher or not exists (select 1 from candidate where is_editor and is_watcher))))
      and ((${isDirect} and (is_named or is_owner)) or id not in (select id from quiet))`;
  return rows.filter((row) => canRead(asPerson(row, ""), story)).map(({ id }) => id);
}

type Insert = {
  story: Pick<NoticeStory, "id" | "headline">;
  people: readonly { id: string; kind: NoticeKind }[];
  text: string;
  key: string;
  at: Date;
  comment?: { threadId: string; commentId: string };
};

/** One row for each person; a person who has a notice with this key already gets no second one, and no mail. */
export async function insertNotices(tx: Transaction, actor: Actor, insert: Insert): Promise<void> {
  const { story, people, text, key, at, comment } = insert;
  if (people.length === 0) return;
  const inserted = await tx.notice.createManyAndReturn({
    data: people.map(({ id, kind }) => ({
      id: newId(),
      personId: id,
      kind,
      actorId: personId(actor),
      storyId: story.id,
      ...(comment ?? { text }),
      key,
      at,
    })),
    skipDuplicates: true,
    select: { personId: true, kind: true },
  });
  for (const { personId: id } of inserted) await notifyPerson(tx, id);
  for (const kind of new Set(inserted.map((row) => row.kind))) {
    const { mail } = noticeRules[kind];
    const personIds = inserted.flatMap((row) => (row.kind === kind ? [row.personId] : []));
    if (mail) await queueNotice(tx, { kind: mail, personIds, ...messageOf(actor, kind, insert) }, at);
  }
}

function messageOf(actor: Actor, kind: NoticeKind, { story, text, comment }: Insert) {
  const sentence = noticeSentence(kind, actor.name, story.headline);
  const address = `${mailOrigin()}/desk/stories/${story.id}${comment ? `?thread=${comment.threadId}` : ""}`;
  return {
    subject: sentence,
    content: {
      parts: [`${sentence}.`, ...(text ? [{ quote: text }] : []), { button: "Open the story", href: address }],
    },
  };
}

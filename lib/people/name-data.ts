// Where the name of a person appears in texts that people typed. An erasure of personal data does not change these.
import type { Actor } from "../actor.ts";
import { canReadAudit } from "../audit/policy.ts";
import { DomainError } from "../errors.ts";
import { appClient, type Prisma, type Transaction } from "../postgres/app.ts";
import { literally } from "../postgres/pattern.ts";
import { hiddenFrom, readFacts, roleSelect, toCustomRole } from "../roles/data.ts";
import { type FileKind, hiddenFiles } from "../roles/file-data.ts";
import { canGive, canRead, grantOf, type ReadFacts } from "../roles/policy.ts";
import { canManagePeople } from "./policy.ts";
import type { NamePlace, NamePlaces } from "./types.ts";

/** The most rows of each kind that are looked at. */
const mostRows = 1_000;
/** The most places that are listed. */
const mostListed = 100;

/** The names and addresses that the person has and had: renaming and changes of the email are in the audit log. */
export async function wordsOf(
  client: Pick<Transaction, "auditEvent">,
  { id, name, email }: { id: string; name: string; email: string },
): Promise<Set<string>> {
  const events = await client.auditEvent.findMany({
    where: { subjectKind: "person", subjectId: id },
    select: { action: true, subjectName: true, detail: true },
  });
  const words = new Set([name, email]);
  for (const { action, subjectName, detail } of events) {
    words.add(subjectName);
    const { from, to, email: address } = detail as Record<string, unknown>;
    for (const word of [from, to, address])
      if (typeof word === "string" && (word.includes("@") || action === "person.renamed")) words.add(word);
  }
  return words;
}

const story = { select: { id: true, headline: true, ...readFacts } } as const;
type Story = ReadFacts & { id: string; headline: string };
type Found = NamePlace & { isHidden: boolean };

/**
 * Where a name or an address of a person appears in comments, notes, descriptions of files and events of the audit log, and would
 * remain after an erasure. Bylines, the texts of stories, and mentions, which an erasure rewrites, are not looked at. Finds whole names in any case
 * of letters.
 * @returns at most 100 places, and how many there are; of stories, files and events that the actor may not see, only how many
 * @throws NOT_ALLOWED, NOT_FOUND
 */
export async function listNamePlaces(actor: Actor, personId: string): Promise<NamePlaces> {
  if (!canManagePeople(actor)) throw new DomainError("NOT_ALLOWED");
  const client = appClient();
  const row = await client.person.findFirst({
    where: { id: personId, NOT: { state: { in: ["ERASED", "SERVICE"] } } },
    select: { id: true, name: true, email: true, role: true, customRole: { select: roleSelect } },
  });
  if (!row) throw new DomainError("NOT_FOUND");
  const person = { ...row, customRole: row.customRole && toCustomRole(row.customRole) };
  if (!canGive(actor, grantOf(person))) throw new DomainError("NOT_ALLOWED");

  const words = [...(await wordsOf(client, person))].filter((word) => word !== "");
  const isNamed = namesOneOf(words);
  const found: Found[] = [];
  let isCut = false;
  const addTexts = (
    kind: NamePlace["kind"],
    rows: (Record<string, string | Story> & { story: Story })[],
    leaves: (text: string) => string = (text) => text,
  ) => {
    isCut ||= rows.length === mostRows;
    for (const { story, ...texts } of rows) {
      if (!isNamed(Object.values(texts).map((text) => leaves(String(text))))) continue;
      const href = `/desk/stories/${story.id}`;
      found.push({ kind, title: story.headline, href, isHidden: !canRead(actor, story) });
    }
  };

  const comments = await client.comment.findMany({
    where: holding(words, "text"),
    orderBy: { id: "desc" },
    take: mostRows,
    select: { text: true, thread: { select: { story } } },
  });
  const mention = new RegExp(`@\\[[^\\]]*\\]\\(${personId}\\)`, "g");
  addTexts(
    "comment",
    comments.map(({ text, thread }) => ({ text, story: thread.story })),
    (text) => text.replaceAll(mention, ""),
  );
  addTexts(
    "note",
    await client.handOverNote.findMany({
      where: holding(words, "note"),
      orderBy: { at: "desc" },
      take: mostRows,
      select: { note: true, story },
    }),
  );
  addTexts(
    "history",
    await client.revision.findMany({
      where: holding(words, "note"),
      orderBy: { id: "desc" },
      take: mostRows,
      select: { note: true, story },
    }),
  );
  addTexts(
    "assignment",
    await client.assignment.findMany({
      where: holding(words, "brief", "answer", "pictureWish"),
      orderBy: { storyId: "desc" },
      take: mostRows,
      select: { brief: true, answer: true, pictureWish: true, story },
    }),
  );
  addTexts(
    "flag",
    await client.storyFlag.findMany({
      where: holding(words, "reason"),
      orderBy: { at: "desc" },
      take: mostRows,
      select: { reason: true, story },
    }),
  );
  addTexts(
    "checklist",
    await client.checklistItem.findMany({
      where: holding(words, "text"),
      orderBy: { id: "desc" },
      take: mostRows,
      select: { text: true, story },
    }),
  );
  addTexts(
    "review",
    await client.reviewLink.findMany({
      where: holding(words, "name", "approvalNote"),
      orderBy: { id: "desc" },
      take: mostRows,
      select: { name: true, approvalNote: true, story },
    }),
  );

  const addFiles = async (kind: FileKind, rows: (Record<string, string> & { id: string; fileName: string })[]) => {
    isCut ||= rows.length === mostRows;
    const named = rows.filter(({ id, ...texts }) => isNamed(Object.values(texts)));
    const hidden = await hiddenFiles(
      actor,
      client,
      kind,
      named.map(({ id }) => id),
    );
    for (const { id, fileName } of named) {
      const place =
        kind === "picture"
          ? ({ kind, href: `/desk/pictures/${id}` } as const)
          : ({ kind: "file", href: `/desk/pictures/files/${id}` } as const);
      found.push({ ...place, title: fileName, isHidden: hidden.includes(id) });
    }
  };
  await addFiles(
    "picture",
    await client.picture.findMany({
      where: holding(words, "fileName", "alt", "caption", "credit", "rightsNote"),
      orderBy: { id: "desc" },
      take: mostRows,
      select: { id: true, fileName: true, alt: true, caption: true, credit: true, rightsNote: true },
    }),
  );
  await addFiles(
    "media",
    await client.mediaFile.findMany({
      where: holding(words, "fileName", "captions", "transcript", "rightsNote"),
      orderBy: { id: "desc" },
      take: mostRows,
      select: { id: true, fileName: true, captions: true, transcript: true, rightsNote: true },
    }),
  );

  const events = await listEventsWith(words, personId);
  isCut ||= events.length === mostRows;
  const hidden = [
    ...(await hiddenFrom(actor, client)),
    ...(await hiddenFiles(actor, client, "picture")),
    ...(await hiddenFiles(actor, client, "media")),
  ];
  const listed = new Set<string>();
  for (const { id, subjectId, subjectName, rest } of events) {
    if (listed.has(id) || !isNamed([subjectName, rest])) continue;
    listed.add(id);
    found.push({
      kind: "audit",
      title: subjectName,
      href: `/admin/audit?${new URLSearchParams({ q: subjectName })}`,
      isHidden: !canReadAudit(actor) || (subjectId !== null && hidden.includes(subjectId)),
    });
  }

  const seen = found.filter(({ isHidden }) => !isHidden);
  const places = seen.slice(0, mostListed).map(({ isHidden, ...place }) => place);
  return { count: found.length, isCut, hiddenCount: found.length - seen.length, places };
}

/** As a where-clause: one of the columns contains one of the words. */
function holding<Column extends string>(words: readonly string[], ...columns: Column[]) {
  type Filter = { [key in Column]?: Prisma.StringFilter };
  const filters = words.flatMap((word) =>
    columns.map((column) => ({ [column]: { contains: literally(word), mode: "insensitive" } }) as Filter),
  );
  return { OR: filters };
}

/**
 * Events that name the person, newest first; an event comes once for each of the names.
 * `rest`: its details without the values that are nothing but a name, which `erase_person_word` replaces.
 */
function listEventsWith(words: readonly string[], personId: string) {
  const names = words.filter((word) => !word.includes("@")); // addresses are replaced wherever they are
  return appClient().$queryRaw<{ id: string; subjectId: string | null; subjectName: string; rest: string }[]>`
    select e.id::text as id, e.subject_id as "subjectId", n.subject_name as "subjectName", n.rest
    from audit_event e cross join unnest(${names}::text[]) as name
    cross join lateral (select to_json(name)::text as quoted) q
    cross join lateral (select
      case when e.subject_kind = 'person' and e.subject_id = ${personId} and e.subject_name = name then '' else e.subject_name end as subject_name,
      case when e.action = 'story.readers_changed' then ''
        else replace(replace(e.detail::text, ': ' || q.quoted, ''), '[' || q.quoted, '') end as rest) n
    where position(lower(name) in lower(n.subject_name)) > 0
      or position(lower(trim(both '"' from q.quoted)) in lower(n.rest)) > 0
    order by e.id desc limit ${mostRows}`;
}

/** @returns whether one of some texts has one of the words, not within a longer word */
function namesOneOf(words: readonly string[]): (texts: readonly string[]) => boolean {
  const escaped = words.map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
  const pattern = new RegExp(`(?<![\\p{L}\\p{N}])(?:${escaped.join("|")})(?![\\p{L}\\p{N}])`, "iu");
  return (texts) => texts.some((text) => pattern.test(text));
}

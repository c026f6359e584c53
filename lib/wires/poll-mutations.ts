// Reads the wires that are due, and keeps each version of their items.
import pLimit from "p-limit";
import { SYSTEM } from "../actor.ts";
import { OutsideFileError } from "../http/outside-file.ts";
import { OutsideRefused } from "../http/outside-request.ts";
import { newId } from "../ids.ts";
import { utcMinute } from "../import/item.ts";
import { SourceError } from "../import/types.ts";
import { log } from "../log.ts";
import { isolated } from "../mail/compose.ts";
import { mailOrigin } from "../mail/data.ts";
import { queueNotice } from "../mail/mutations.ts";
import { sendNotice } from "../notices/mutations.ts";
import { appClient, type Transaction, transaction } from "../postgres/app.ts";
import { jsonValue } from "../postgres/json.ts";
import { settings } from "../process.ts";
import { readFacts } from "../roles/data.ts";
import { getSiteSettings } from "../site/data.ts";
import { claimedForMs, isFeedAddress, pollEveryMs } from "./policy.ts";
import { readRules, routedItem } from "./rule-data.ts";
import { Router } from "./rule-policy.ts";
import { readSource, type SourceReading } from "./source-data.ts";
import type { ReadWireItem, WireContent } from "./types.ts";
import { hashOfItem, isEarlier, isOldNews, newestOfEach } from "./version-policy.ts";

const maxConcurrent = 3;
const dayMs = 86_400_000;

type Claimed = { id: string; name: string; address: string; keptDays: number; etag: string; lastModified: string };

/** Two nodes never read the same source at once. @returns how many sources were read */
export async function pollWires(now = new Date()): Promise<number> {
  const claimed = await appClient().$queryRaw<Claimed[]>`
    update wire_source set due_at = ${new Date(now.getTime() + claimedForMs)}
    where is_on and due_at <= ${now}
    returning id::text, name, address, kept_days as "keptDays", etag, last_modified as "lastModified"`;
  const limit = pLimit(maxConcurrent);
  const begun = performance.now();
  // An item is dated when it is stored: a list that was read meanwhile does not have it yet.
  const clock = () => new Date(now.getTime() + performance.now() - begun);
  const router = new Router(claimed.length > 0 ? await readRules() : []);
  await Promise.all(claimed.map((source) => limit(() => poll(source, { now, clock, router }))));
  await deleteExpired(now);
  return claimed.length;
}

type Poll = { now: Date; clock: () => Date; router: Router };

async function poll(source: Claimed, turn: Poll): Promise<void> {
  const { now } = turn;
  const { timeZone, language } = await getSiteSettings();
  const dueAt = new Date(now.getTime() + pollEveryMs[isFeedAddress(source.address) ? "feed" : "folder"]);
  try {
    const options = { zone: timeZone, language, now, allowsPrivate: settings().privateWires };
    const reading = await readSource(source, options);
    if (reading === null) await noteUnchanged(source.id, now);
    else await store(source, reading, turn);
    const found = reading && {
      etag: reading.etag,
      lastModified: reading.lastModified,
      format: reading.format,
      problem: reading.problem,
    };
    // An address that somebody has changed meanwhile is due at once.
    await appClient().wireSource.updateMany({
      where: { id: source.id, address: source.address },
      data: { dueAt, readAt: now, ...(found ?? {}) },
    });
  } catch (error) {
    const problem = problemOf(error);
    if (problem === unexpected)
      log.error({ error, wire: source.name }, "wires: a source could not be read; trying again later");
    await appClient().wireSource.updateMany({
      where: { id: source.id, address: source.address },
      data: { dueAt, problem },
    });
  }
}

const unexpected = "Something went wrong; the log of Galley says what. It will be tried again.";

function problemOf(error: unknown): string {
  if (error instanceof OutsideRefused)
    return "This URL leads to a private network, or has a password or an unusual port, so it is not read.";
  if (error instanceof OutsideFileError) return `It could not be read: ${error.message}. It will be tried again.`;
  if (error instanceof SourceError) return error.message;
  return unexpected;
}

/** What the source had the last time it still has. */
async function noteUnchanged(sourceId: string, now: Date): Promise<void> {
  await appClient().$executeRaw`
    update wire_item set seen_at = ${now} where source_id = ${sourceId}::uuid
      and seen_at = (select max(seen_at) from wire_item where source_id = ${sourceId}::uuid)`;
}

async function store(source: Claimed, reading: SourceReading, { now, clock, router }: Poll): Promise<void> {
  const items = newestOfEach(reading.items);
  const seen: string[] = [];
  let hasNews = false;
  for (const item of items) {
    const stored = await transaction((tx) => storeItem(tx, source, item, router, { seenAt: now, changedAt: clock() }));
    if (stored === null) continue;
    seen.push(stored.id);
    hasNews ||= stored.isNews;
  }
  await appClient().wireItem.updateMany({ where: { id: { in: seen } }, data: { seenAt: now } });
  if (hasNews) await appClient().$executeRaw`select pg_notify('galley_wire', '')`;
}

type Times = { seenAt: Date; changedAt: Date };

/** Null: the item is not kept. `isNews`: it is new, or differs from what was known. */
async function storeItem(
  tx: Transaction,
  source: Claimed,
  item: ReadWireItem,
  router: Router,
  { seenAt, changedAt }: Times,
): Promise<{ id: string; isNews: boolean } | null> {
  const { key, content, text } = item;
  const hash = hashOfItem(item);
  const known = await tx.wireItem.findUnique({
    where: { sourceId_key: { sourceId: source.id, key } },
    select: {
      id: true,
      number: true,
      headline: true,
      text: true,
      personIds: true,
      _count: { select: { takes: true } },
      versions: { orderBy: { number: "desc" }, take: 1, select: { hash: true, item: true } },
    },
  });
  const columns = {
    status: content.status,
    language: content.language,
    urgency: content.urgency,
    embargo: content.embargo,
    changedAt,
    seenAt,
  };
  if (!known) {
    if (isOldNews(content, source.keptDays, seenAt)) return null;
    // The source may have been deleted while it was read.
    if ((await tx.wireSource.count({ where: { id: source.id } })) === 0) return null;
    const id = newId();
    const { headline } = content;
    const routing = routingOf(router, source.id, content, { headline, text, isTaken: false });
    await tx.wireItem.create({
      data: { id, sourceId: source.id, key, number: 1, headline, text, arrivedAt: changedAt, ...columns, ...routing },
      select: { id: true },
    });
    await storeVersion(tx, { itemId: id, number: 1, hash, text, at: changedAt }, content);
    await mailRouted(tx, { id, headline, source: source.name, content }, routing.personIds, changedAt);
    return { id, isNews: true };
  }
  const [last] = known.versions;
  if (last?.hash === hash || (last && isEarlier(content, last.item as WireContent)))
    return { id: known.id, isNews: false };
  const number = known.number + 1;
  // What withdraws an item often has no text: the words that were withdrawn stay.
  const isBare = content.status !== "usable" && text === "";
  const words = { headline: content.headline || known.headline, text: isBare ? known.text : text };
  const routing = routingOf(router, source.id, content, { ...words, isTaken: known._count.takes > 0 });
  await tx.wireItem.update({
    where: { id: known.id },
    data: { number, ...words, ...columns, ...routing },
    select: { id: true },
  });
  await storeVersion(tx, { itemId: known.id, number, hash, text: words.text, at: changedAt }, content);
  const newPeople = routing.personIds.filter((id) => !known.personIds.includes(id));
  await mailRouted(tx, { id: known.id, headline: words.headline, source: source.name, content }, newPeople, changedAt);
  await notifyTakers(tx, known.id, number, content, changedAt);
  return { id: known.id, isNews: true };
}

type Words = { headline: string; text: string; isTaken: boolean };
/** An item from which a story was begun is never dropped. */
function routingOf(router: Router, sourceId: string, content: WireContent, { isTaken, ...words }: Words) {
  const { language, urgency } = content;
  const routing = router.route(routedItem({ sourceId, language, urgency, ...words }, content));
  const { sectionId, topicIds, personIds, droppedById } = routing;
  return { sectionId, topicIds, personIds, droppedById: isTaken ? null : droppedById };
}

type Routed = { id: string; headline: string; source: string; content: WireContent };
/** Mails an item to the people whom rules name. */
async function mailRouted(
  tx: Transaction,
  { id, headline, source, content }: Routed,
  personIds: readonly string[],
  now: Date,
): Promise<void> {
  if (personIds.length === 0) return;
  const isEmbargoed = content.embargo !== null && Date.parse(content.embargo) > now.getTime();
  const subject = `${isEmbargoed ? "Wire, embargoed" : "Wire"}: ${isolated(headline || "Item without a headline")}`;
  const embargo = isEmbargoed ? `It is under embargo until ${utcMinute(new Date(content.embargo ?? now))}.` : null;
  await queueNotice(
    tx,
    {
      kind: "wire_item",
      personIds,
      subject,
      content: {
        parts: [
          `A rule sends you this item of ${isolated(source)}: ${isolated(headline || "Item without a headline")}.`,
          ...(embargo ? [embargo] : []),
          ...(content.note ? [{ quote: content.note }] : []),
          { button: "Open the item", href: `${mailOrigin()}/desk/wire?item=${id}` },
        ],
      },
    },
    now,
  );
}

type Version = { itemId: string; number: number; hash: string; text: string; at: Date };
const storeVersion = (tx: Transaction, version: Version, content: WireContent) =>
  tx.wireVersion.create({
    data: { ...version, item: jsonValue(content) },
    select: { number: true },
  });

/** Notifies the people of each story that was begun from the item. */
async function notifyTakers(
  tx: Transaction,
  itemId: string,
  number: number,
  { status, note, headline }: WireContent,
  now: Date,
): Promise<void> {
  const takes = await tx.wireTake.findMany({ where: { itemId }, select: { storyId: true, takenById: true } });
  if (takes.length === 0) return;
  const stories = await tx.story.findMany({
    where: { id: { in: takes.map(({ storyId }) => storyId) } },
    select: { id: true, headline: true, ...readFacts },
  });
  for (const story of stories)
    await sendNotice(
      tx,
      SYSTEM,
      {
        kind: status === "usable" ? "WIRE_CHANGED" : "WIRE_WITHDRAWN",
        story,
        to: takes.flatMap(({ storyId, takenById }) => (storyId === story.id ? [takenById] : [])),
        text: note || headline,
        // Of each story: one person may have taken the item into several.
        key: `wire ${itemId} ${number} ${story.id}`,
      },
      now,
    );
}

/** Items that have not changed for as long as their source keeps them, save those that a story was begun from. */
async function deleteExpired(now: Date): Promise<void> {
  const sources = await appClient().wireSource.findMany({ select: { id: true, keptDays: true } });
  for (const { id, keptDays } of sources) {
    const end = new Date(now.getTime() - keptDays * dayMs);
    await appClient().wireItem.deleteMany({
      where: { sourceId: id, changedAt: { lt: end }, seenAt: { lt: end }, takes: { none: {} } },
    });
  }
}

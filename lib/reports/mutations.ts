import { type Person, SYSTEM } from "../actor.ts";
import { findAddress } from "../addresses/data.ts";
import { hrefOf } from "../addresses/paths.ts";
import { recordEvent } from "../audit/mutations.ts";
import { networkOf } from "../auth/caller.ts";
import { passagesOf } from "../document/passages.ts";
import { DomainError } from "../errors.ts";
import { countSent } from "../form-count-mutations.ts";
import { newId } from "../ids.ts";
import { sendNotice } from "../notices/mutations.ts";
import { appClient, type Transaction, transaction } from "../postgres/app.ts";
import type { FormAnswer } from "../press/form-handler.ts";
import { getLiveStory } from "../published/data.ts";
import { invalid } from "../result.ts";
import { holdsInSql, readFacts } from "../roles/data.ts";
import { lockStory } from "../stories/lock.ts";
import { canHandleReport, canHandleReports, emailDays, maxInAnHour } from "./policy.ts";
import { type OnlyReport, type Report, reportSchema, thanksHref } from "./schema.ts";

const hour = 3_600_000;
const maxQuote = 1_000;

/**
 * What a reader sent from the form of the site: anybody, signed in or not, so nothing here asks who it is.
 * @param fields as they came
 * @param caller address of the caller
 */
export async function receiveReport(fields: Record<string, string>, caller: string): Promise<FormAnswer> {
  // Nobody sees this field; what fills in every field is no reader, and need not know that it was found out.
  if (fields.website) return { to: thanksHref((fields.story ?? "").slice(0, 1_000)) };
  const parsed = reportSchema.safeParse(fields);
  if (!parsed.success) return { status: 422, problems: invalid(parsed.error).fields ?? {} };
  try {
    await fileReport(parsed.data, caller);
    return { to: thanksHref(parsed.data.story) };
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    return { status: error.code === "NOT_FOUND" ? 404 : 429, problems: { form: error.code } };
  }
}

/**
 * Keeps a report and tells every editor. The same again, while it is open, is one report.
 * @throws NOT_FOUND (no live story at the path), TOO_MANY_TRIES (within an hour from this address, or from all)
 */
export async function fileReport(report: Report, caller: string, at = new Date()): Promise<void> {
  const address = await findAddress(hrefOf(report.story));
  const story = address.kind === "STORY" ? await getLiveStory(address.target) : null;
  if (!story) throw new DomainError("NOT_FOUND");
  const passage = passagesOf(story.document).find(({ id }) => id === report.block);
  const { message, email } = report;
  const about = { storyId: story.id, blockId: passage?.id ?? "", message };
  await transaction(async (tx) => {
    // Requests over one sender's limit do not count towards the limit of all.
    const limits = [[networkOf(caller), maxInAnHour.address] as const, ["", maxInAnHour.site] as const];
    await countSent(tx, "report", limits, at);
    if (await tx.readerReport.findFirst({ where: { ...about, handledAt: null }, select: { id: true } })) return;
    const quote = (passage?.text ?? "").slice(0, maxQuote).toWellFormed();
    await tx.readerReport.create({ data: { id: newId(), ...about, quote, email, at }, select: { id: true } });
    const { storyId } = about;
    const reported = await tx.story.findUniqueOrThrow({
      where: { id: storyId },
      select: { id: true, headline: true, ...readFacts },
    });
    await sendNotice(tx, SYSTEM, { kind: "REPORTED", story: reported, text: message }, at);
    await tellEditors(tx);
  });
}

/** Word to the open tabs of everybody who may deal with reports. */
const tellEditors = (tx: Transaction) => tx.$executeRaw`
  select pg_notify('galley_notice', p.id::text) from person p left join custom_role r on r.id = p.custom_role_id
  where p.state = 'ACTIVE' and ${holdsInSql("correct", null)}`;

/** Somebody has looked into it. Safe to repeat. @throws NOT_ALLOWED, NOT_FOUND */
export const handleReport = (actor: Person, { reportId }: OnlyReport): Promise<void> => mark(actor, reportId, true);

/** It was not yet done after all. Safe to repeat. @throws NOT_ALLOWED, NOT_FOUND */
export const reopenReport = (actor: Person, { reportId }: OnlyReport): Promise<void> => mark(actor, reportId, false);

async function mark(actor: Person, id: string, isHandled: boolean): Promise<void> {
  if (!canHandleReports(actor)) throw new DomainError("NOT_ALLOWED");
  await transaction(async (tx) => {
    const report = await tx.readerReport.findUnique({ where: { id }, select: { storyId: true } });
    if (!report) throw new DomainError("NOT_FOUND");
    const story = await lockStory(tx, actor, report.storyId);
    if (!canHandleReport(actor, story)) throw new DomainError("NOT_ALLOWED");
    const { count } = await tx.readerReport.updateMany({
      where: { id, handledAt: isHandled ? null : { not: null } },
      data: isHandled ? { handledAt: new Date(), handledById: actor.id } : { handledAt: null, handledById: null },
    });
    if (count === 0) return;
    const subject = { kind: "story", id: report.storyId, name: story.headline } as const;
    await recordEvent(tx, actor, isHandled ? "report.handled" : "report.reopened", subject);
    await tellEditors(tx);
  });
}

/** Takes out addresses of readers that are older than `emailDays`, and counts that no longer count. Safe to repeat. */
export async function forgetReaders(now = new Date()): Promise<{ emails: number; counts: number }> {
  const emails = await appClient().readerReport.updateMany({
    where: { at: { lt: new Date(now.getTime() - emailDays * 24 * hour) }, email: { not: "" } },
    data: { email: "" },
  });
  const counts = await appClient().formCount.deleteMany({ where: { until: { lt: now } } });
  return { emails: emails.count, counts: counts.count };
}

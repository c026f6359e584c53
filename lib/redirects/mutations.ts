import type { Actor } from "../actor.ts";
import { isPartOfStory } from "../addresses/part-data.ts";
import { normalisePath } from "../addresses/paths.ts";
import { recordEvent } from "../audit/mutations.ts";
import { DomainError } from "../errors.ts";
import { appClient, type Transaction, transaction } from "../postgres/app.ts";
import { purge } from "../press/mutations.ts";
import { readLines } from "./csv.ts";
import { queryRedirectsTag } from "./data.ts";
import { canManageRedirects } from "./policy.ts";
import { type AddRedirect, addRedirectSchema, type ImportRedirects, maxLines, type RemoveRedirect } from "./schema.ts";
import type { ImportedLine } from "./types.ts";

const assertMay = (actor: Actor) => {
  if (!canManageRedirects(actor)) throw new DomainError("NOT_ALLOWED");
};
/** One at a time: two that lead to each other would each find nothing wrong. */
const oneAtATime = (tx: Transaction) =>
  tx.$executeRaw`select pg_advisory_xact_lock(hashtextextended('redirects by hand', 0))`;

/**
 * Leads readers from one address to another for good (301). An address that was led elsewhere by hand is led anew.
 * @throws NOT_ALLOWED, TAKEN {path} (another thing has or had this address), INVALID {loop} (it would lead back)
 */
export async function addRedirect(
  actor: Actor,
  redirect: AddRedirect,
): Promise<{ outcome: "added" | "changed" | "same" }> {
  assertMay(actor);
  return transaction(async (tx) => {
    const outcome = await place(tx, redirect);
    const subject = { kind: "page", id: null, name: redirect.from } as const;
    if (outcome !== "same") await recordEvent(tx, actor, "redirect.added", subject, { path: redirect.to });
    return { outcome };
  });
}

/** As `addRedirect`, but an address that exists or that leads elsewhere stays as it is. @throws NOT_ALLOWED */
export async function addRedirectIfFree(actor: Actor, { from, to }: AddRedirect): Promise<void> {
  assertMay(actor);
  await transaction(async (tx) => {
    await oneAtATime(tx);
    const there = await tx.address.findUnique({ where: { path: from }, select: { path: true } });
    if (there || (await isPartOfStory(tx, from))) return;
    await place(tx, { from, to });
    await recordEvent(tx, actor, "redirect.added", { kind: "page", id: null, name: from }, { path: to });
  });
}

/** Redirects with a query are kept as one list by every node. */
const tagsOf = (from: string): string[] => (from.includes("?") ? [queryRedirectsTag] : [`address:${from}`]);

async function place(tx: Transaction, { from, to }: AddRedirect): Promise<"added" | "changed" | "same"> {
  await oneAtATime(tx);
  await assertNoLoop(tx, from, to);
  const there = await tx.address.findUnique({ where: { path: from }, select: { kind: true, target: true } });
  const kept = await tx.redirect.findUnique({ where: { path: from }, select: { path: true } });
  if (there && !(kept && there.kind === "REDIRECT")) throw new DomainError("TAKEN", { path: from });
  if (!there && (await isPartOfStory(tx, from))) throw new DomainError("TAKEN", { path: from });
  if (there?.target === to) return "same";
  await tx.address.upsert({
    where: { path: from },
    create: { path: from, kind: "REDIRECT", target: to },
    update: { target: to },
    select: { path: true },
  });
  await tx.redirect.upsert({ where: { path: from }, create: { path: from }, update: {}, select: { path: true } });
  await purge(tx, tagsOf(from));
  return there ? "changed" : "added";
}

/** Follows where it leads. Redirects that are there already are no loops, so each path comes once. */
async function assertNoLoop(tx: Transaction, from: string, to: string): Promise<void> {
  const [row] = await tx.$queryRaw<{ loops: boolean }[]>`
    with recursive way(path) as (
      select ${to}::text union select a.target from way join address a on a.path = way.path and a.kind = 'REDIRECT'
    ) select exists(select from way where path = ${from}) as loops`;
  if (row?.loops) throw new DomainError("INVALID", { loop: from });
}

/** Makes an address free again. @throws NOT_ALLOWED, NOT_FOUND */
export async function removeRedirect(actor: Actor, { path }: RemoveRedirect): Promise<void> {
  assertMay(actor);
  await transaction(async (tx) => {
    await oneAtATime(tx);
    const { count } = await tx.redirect.deleteMany({ where: { path } });
    if (count === 0) throw new DomainError("NOT_FOUND");
    await tx.address.deleteMany({ where: { path, kind: "REDIRECT" } });
    await recordEvent(tx, actor, "redirect.removed", { kind: "page", id: null, name: path });
    await purge(tx, tagsOf(path));
  });
}

/**
 * Adds redirects from lines "from,to". Lines are independent: refused ones are reported, the others are added.
 * @throws NOT_ALLOWED, TOO_LARGE {lines}
 */
export async function importRedirects(actor: Actor, { csv }: ImportRedirects): Promise<{ lines: ImportedLine[] }> {
  assertMay(actor);
  const read = readLines(csv);
  if (read.length > maxLines) throw new DomainError("TOO_LARGE", { lines: read.length });
  const lines: ImportedLine[] = [];
  for (const { line, cells } of read) {
    const [from = "", to = ""] = cells;
    lines.push({ line, from, to, ...(await importLine(cells)) });
  }
  const counted = (outcome: ImportedLine["outcome"]) => lines.filter((one) => one.outcome === outcome).length;
  const detail = { added: counted("added"), changed: counted("changed"), refused: counted("refused") };
  const subject = { kind: "page", id: null, name: `${detail.added + detail.changed} redirects` } as const;
  await transaction((tx) => recordEvent(tx, actor, "redirect.imported", subject, detail));
  return { lines };
}

async function importLine([from = "", to = ""]: string[]): Promise<Pick<ImportedLine, "outcome" | "why">> {
  const parsed = addRedirectSchema.safeParse({ from, to });
  if (!parsed.success) return { outcome: "refused", why: parsed.error.issues[0]?.message ?? "INVALID" };
  try {
    return { outcome: await transaction((tx) => place(tx, parsed.data)), why: "" };
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    return { outcome: "refused", why: error.code === "INVALID" ? "LOOP" : error.code };
  }
}

/** Adds what a node has counted: how often readers came by an address. Those that were not made by hand are not counted. */
export async function countRedirects(hits: ReadonlyMap<string, number>, at = new Date()): Promise<void> {
  const counted = [...hits].flatMap(([url, count]) => {
    const path = url.includes("?") ? url : normalisePath(url);
    return path === null ? [] : [{ path, count }];
  });
  if (counted.length === 0) return;
  await appClient().$executeRaw`
    update redirect r set hits = r.hits + c.hits, last_hit_at = ${at}
    from (select path, sum(hits)::int as hits from unnest(${counted.map(({ path }) => path)}::text[],
      ${counted.map(({ count }) => count)}::int[]) as u(path, hits) group by path) c
    where r.path = c.path`;
}

// The terms of pictures: what publishing a story checks, and what readers may have.

import type { LiveProjection } from "#lib/document/project-live.ts";
import { isMediaHiddenSql } from "../media/data.ts";
import { withUses } from "../pictures/crops.ts";
import { factsOf } from "../pictures/data.ts";
import type { PictureFacts } from "../pictures/types.ts";
import { Prisma, type Transaction } from "../postgres/app.ts";
import type { SiteSettings } from "../site/schema.ts";
import { parseSiteSettings } from "../site/schema.ts";
import { hiddenReasons, problemsOf, ruleOf } from "./policy.ts";
import type { RightsTerms } from "./schema.ts";
import type { HiddenReason, PictureTerms, RightsFinding, RightsProblem } from "./types.ts";

/** Whether readers must not see a picture at this moment of the database's clock: a condition on a row of `picture`. */
export const isHiddenSql = Prisma.sql`(withdrawn_at is not null or trashed_at is not null
  or coalesce(usable_until <= clock_timestamp(), false) or coalesce(usable_from > clock_timestamp(), false))`;

type Terms = PictureTerms & { id: string; fileName: string; rightsNote: string; isHidden: boolean };

/** `key`: nobody can withdraw a picture until the transaction ends. A withdrawal is either seen here or waits for its rows. */
type Lock = "key" | "none";

/** The terms of these pictures. With a lock, too, descriptions can be edited meanwhile. */
async function readTerms(tx: Transaction, ids: Iterable<string>, lock: Lock): Promise<Terms[]> {
  const all = [...new Set(ids)];
  if (all.length === 0) return [];
  return tx.$queryRaw<Terms[]>`
    select id::text, file_name as "fileName", rights::text, rights_note as "rightsNote", uses_allowed as "usesAllowed",
      usable_from as "usableFrom", usable_until as "usableUntil", withdrawn_at as "withdrawnAt", trashed_at as "trashedAt",
      ${isHiddenSql} as "isHidden"
    from picture where id = any(${all}::uuid[]) order by id ${lock === "key" ? Prisma.sql`for key share` : Prisma.empty}`;
}

/**
 * What the rows for readers hold of the pictures of a story, by id; null for a picture that they must not see now. Call it before
 * any row for readers is locked: a withdrawal locks the picture first.
 */
export async function factsForReaders(
  tx: Transaction,
  { pictures, crops }: Pick<LiveProjection, "pictures" | "crops">,
): Promise<ReadonlyMap<string, PictureFacts | null>> {
  const terms = await readTerms(tx, pictures, "key");
  const facts = withUses(await factsOf(idsOf(terms), tx), crops);
  return new Map(terms.map(({ id, isHidden }) => [id, isHidden ? null : (facts.get(id) ?? null)]));
}

const idsOf = (terms: readonly Terms[]): string[] => terms.map(({ id }) => id);

/** The facts that a preview shows: of pictures that readers may see now. Locks nothing. */
export async function factsForPreview(tx: Transaction, ids: readonly string[]): Promise<Map<string, PictureFacts>> {
  const shown = (await readTerms(tx, ids, "none")).filter(({ isHidden }) => !isHidden);
  return factsOf(idsOf(shown), tx);
}

/** Why readers must not see pictures now, by id; without those that they may see. Locks nothing. */
export async function findHidden(tx: Transaction, ids: readonly string[]): Promise<Map<string, HiddenReason>> {
  const at = new Date();
  return new Map(
    (await readTerms(tx, ids, "none")).flatMap((one) => {
      const [first = "EXPIRED"] = problemsOf(one, { at, uses: 0 });
      return one.isHidden ? [[one.id, isHiddenReason(first) ? first : "EXPIRED"]] : [];
    }),
  );
}

const isHiddenReason = (problem: RightsProblem): problem is HiddenReason =>
  (hiddenReasons as readonly RightsProblem[]).includes(problem);

type Use = {
  /** The story whose own use does not count; null for a use outside stories. */
  storyId: string | null;
  pictures: Iterable<string>;
  /** Videos, sounds and documents. */
  media?: Iterable<string>;
  /** When the story is to be published. */
  at: Date;
};

/**
 * The problems with the pictures and files of a story, as the settings of the paper rate them; those that block come first. With a
 * lock, two stories that are published at once cannot both take the last allowed use of a picture.
 */
export async function findRightsProblems(
  tx: Transaction,
  { storyId, pictures, media = [], at }: Use,
  lock: Lock,
): Promise<RightsFinding[]> {
  const terms = await readTerms(tx, pictures, lock);
  const files = await readMediaTerms(tx, [...media], at, lock);
  if (terms.length + files.length === 0) return [];
  const settings = await readSettings(tx);
  const counted = terms.filter(({ rights, usesAllowed }) => rights === "PAY_PER_USE" && usesAllowed !== null);
  const uses = await countOtherUses(
    tx,
    counted.map(({ id }) => id),
    storyId,
    lock,
  );
  const rated = <T extends RightsProblem>(problem: T, show: (rule: RightsFinding["rule"]) => RightsFinding) => {
    const rule = ruleOf(settings, problem);
    return rule === "allow" ? [] : [show(rule)];
  };
  return [
    ...terms.flatMap((one) =>
      problemsOf(one, { at, uses: uses.get(one.id) ?? 0 }).flatMap((problem) =>
        rated(problem, (rule) => present(one, problem, rule)),
      ),
    ),
    ...files.flatMap((file) => {
      const problem = file.trashedAt ? "TRASHED" : "EXPIRED";
      const instant = (file.trashedAt ?? file.usableUntil)?.toISOString() ?? null;
      const { id, name, note } = file;
      return rated(problem, (rule) => ({
        what: "MEDIA",
        id,
        name,
        problem,
        rule,
        at: instant,
        usesAllowed: null,
        note,
      }));
    }),
  ].sort((a, b) => Number(b.rule === "block") - Number(a.rule === "block"));
}

type MediaTerms = { id: string; name: string; note: string; usableUntil: Date | null; trashedAt: Date | null };

/** The files whose use will have ended at this instant, or which are in the trash. */
async function readMediaTerms(tx: Transaction, ids: readonly string[], at: Date, lock: Lock): Promise<MediaTerms[]> {
  if (ids.length === 0) return [];
  return tx.$queryRaw<MediaTerms[]>`
    select id::text, file_name as name, rights_note as note, usable_until as "usableUntil", trashed_at as "trashedAt"
    from media_file where id = any(${[...ids]}::uuid[]) and (${isMediaHiddenSql} or usable_until <= ${at}) order by id
    ${lock === "key" ? Prisma.sql`for key share` : Prisma.empty}`;
}

const present = (terms: Terms, problem: RightsProblem, rule: RightsFinding["rule"]): RightsFinding => ({
  what: "PICTURE",
  id: terms.id,
  name: terms.fileName,
  problem,
  rule,
  at: instantOf(terms, problem)?.toISOString() ?? null,
  usesAllowed: problem === "OVER_COUNT" ? terms.usesAllowed : null,
  note: terms.rightsNote,
});

function instantOf(terms: PictureTerms, problem: RightsProblem): Date | null {
  if (problem === "WITHDRAWN") return terms.withdrawnAt;
  if (problem === "TRASHED") return terms.trashedAt;
  if (problem === "EXPIRED") return terms.usableUntil;
  return problem === "NOT_YET" ? terms.usableFrom : null;
}

/** In the transaction: one that holds locks waits for no connection of the readers' pool. */
async function readSettings(tx: Transaction): Promise<SiteSettings> {
  const row = await tx.setting.findUnique({ where: { key: "site" }, select: { value: true } });
  return parseSiteSettings(row?.value);
}

/** How many published stories and pages other than this one show each picture. Others that publish it wait for this transaction. */
async function countOtherUses(
  tx: Transaction,
  ids: readonly string[],
  storyId: string | null,
  lock: Lock,
): Promise<Map<string, number>> {
  if (ids.length === 0) return new Map();
  if (lock === "key")
    await tx.$queryRaw`select id from picture where id = any(${ids}::uuid[]) order by id for no key update`;
  const rows = await tx.$queryRaw<{ id: string; uses: number }[]>`
    select picture_id::text as id, count(*)::int as uses from (
      select picture_id, story_id from live_picture union all select picture_id, story_id from live_page_picture
    ) shown where picture_id = any(${ids}::uuid[]) and story_id is distinct from ${storyId}::uuid group by picture_id`;
  return new Map(rows.map(({ id, uses }) => [id, uses]));
}

export const termsSelect = {
  rights: true,
  rightsNote: true,
  territory: true,
  usesAllowed: true,
  usableFrom: true,
  usableUntil: true,
} satisfies Prisma.PictureSelect;

export const presentTerms = (row: Prisma.PictureGetPayload<{ select: typeof termsSelect }>): RightsTerms => ({
  ...row,
  usableFrom: row.usableFrom?.toISOString() ?? null,
  usableUntil: row.usableUntil?.toISOString() ?? null,
});

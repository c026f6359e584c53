import { log } from "../../log.ts";
import { type Transaction, transaction } from "../../postgres/app.ts";
import { searchColumns, searchFormat } from "./search-words.ts";

const texts = {
  id: true,
  caption: true,
  alt: true,
  credit: true,
  source: true,
  copyright: true,
  place: true,
  people: true,
  keywords: true,
  fileName: true,
} as const;

/** Makes these pictures findable by their texts of this moment. Call it in each transaction that writes such a text. */
export async function indexPictures(tx: Transaction, ids: readonly string[]): Promise<void> {
  const rows = await tx.picture.findMany({ where: { id: { in: [...ids] } }, select: texts });
  for (const { id, ...row } of rows)
    await tx.picture.update({ where: { id }, data: searchColumns(row), select: { id: true } });
}

/** Pictures in one transaction of the job, which locks them. */
const batchSize = 50;

/**
 * Indexes the pictures that are not indexed yet, or by older rules. Safe to repeat and to run twice at once.
 * @returns how many
 */
export async function fillPictureSearch(): Promise<number> {
  let total = 0;
  for (;;) {
    const count = await transaction(async (tx) => {
      const rows = await tx.$queryRaw<{ id: string }[]>`
        select id from picture where search_format < ${searchFormat} order by search_format, id limit ${batchSize}
        for update skip locked`;
      await indexPictures(
        tx,
        rows.map(({ id }) => id),
      );
      return rows.length;
    });
    total += count;
    if (count < batchSize) break;
  }
  if (total > 0) log.info({ pictures: total }, "pictures indexed for the library's search");
  return total;
}

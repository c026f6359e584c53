import type { Transaction } from "../postgres/app.ts";
import { mayPassOnSql } from "./partner-data.ts";

/**
 * Withdraws pictures that the paper may not pass on any longer from every partner that has them: the partners get the stories once more,
 * without them. Does nothing for pictures that may be passed on. Call it after the terms have changed.
 */
export async function recallPictures(tx: Transaction, pictureIds: readonly string[]): Promise<void> {
  await tx.$executeRaw`
    update partner_picture i set recalls = recalls + 1, recalled_at = clock_timestamp()
    where i.picture_id = any(${[...pictureIds]}::uuid[]) and (i.recalled_at is null or i.sent_at > i.recalled_at)
      and not exists (select from picture p where p.id = i.picture_id and ${mayPassOnSql})`;
}

// Which pictures partners have. `recallPictures` of lib/pictures withdraws them.
import { recallPictures } from "../pictures/partner-mutations.ts";
import type { Transaction } from "../postgres/app.ts";
import type { SentVersion } from "./types.ts";

/** Notes which pictures a partner is about to be sent. One that was withdrawn a moment before is withdrawn from the partner, too. */
export async function notePictures(
  tx: Transaction,
  partnerId: string,
  items: readonly Pick<SentVersion, "story" | "pictures">[],
): Promise<void> {
  const sent = items.flatMap(({ story, pictures }) => pictures.map((picture) => ({ story, picture })));
  if (sent.length === 0) return;
  const ids = sent.map(({ picture }) => picture);
  // A withdrawal locks the picture first: it is either seen below or finds these rows.
  await tx.$queryRaw`select from picture where id = any(${ids}::uuid[]) order by id for key share`;
  await tx.$executeRaw`
    insert into partner_picture (partner_id, story_id, picture_id, sent_at)
    select ${partnerId}::uuid, sent.story, sent.picture, clock_timestamp()
    from unnest(${sent.map(({ story }) => story)}::uuid[], ${ids}::uuid[]) as sent (story, picture)
    on conflict (partner_id, story_id, picture_id) do update set sent_at = excluded.sent_at`;
  await recallPictures(tx, ids);
}

import { appClient } from "../postgres/app.ts";
import { maxHashDistance } from "./perceptual-hash.ts";

/**
 * The ids of pictures that look like this one: the nearest first, at most `maxCount` (at most 19). Compares the hashes of all
 * pictures, read from their index.
 * @param maxDistance differing bits of the hashes
 */
export async function listAlike(
  pictureId: string,
  { maxDistance = maxHashDistance, maxCount = 4 } = {},
): Promise<string[]> {
  const picture = await appClient().picture.findUnique({ where: { id: pictureId }, select: { perceptualHash: true } });
  const hash = picture?.perceptualHash ?? null;
  if (hash === null) return [];
  // Materialized and limited: otherwise the planner reads the wide rows of all pictures to join them.
  const rows = await appClient().$queryRaw<{ id: string }[]>`
    WITH near AS MATERIALIZED (
      SELECT id, bit_count((perceptual_hash # ${hash}::bigint)::bit(64)) AS distance
      FROM picture
      WHERE perceptual_hash IS NOT NULL
        AND bit_count((perceptual_hash # ${hash}::bigint)::bit(64)) <= ${maxDistance}
      ORDER BY distance, id DESC
      LIMIT 20
    )
    SELECT near.id FROM near JOIN picture USING (id)
    WHERE near.id <> ${pictureId}::uuid AND picture.trashed_at IS NULL
    ORDER BY near.distance, near.id DESC
    LIMIT ${maxCount}`;
  return rows.map(({ id }) => id);
}

import { appClient } from "../postgres/app.ts";
import { maxHashDistance } from "./perceptual-hash.ts";

/**
 * The ids of pictures that look like this one: the nearest first, at most four. Reads the hashes of all pictures from
 * their index, which takes about 10 ms for 100,000.
 */
export async function listAlike(pictureId: string): Promise<string[]> {
  const rows = await appClient().$queryRaw<{ id: string }[]>`
    WITH this AS (SELECT perceptual_hash AS hash FROM picture WHERE id = ${pictureId}::uuid AND perceptual_hash IS NOT NULL),
    near AS (
      SELECT picture.id, bit_count((picture.perceptual_hash # this.hash)::bit(64)) AS distance
      FROM picture, this
      WHERE picture.perceptual_hash IS NOT NULL
        AND bit_count((picture.perceptual_hash # this.hash)::bit(64)) <= ${maxHashDistance}
    )
    SELECT near.id FROM near JOIN picture USING (id)
    WHERE near.id <> ${pictureId}::uuid AND picture.trashed_at IS NULL
    ORDER BY near.distance, near.id DESC
    LIMIT 4`;
  return rows.map(({ id }) => id);
}

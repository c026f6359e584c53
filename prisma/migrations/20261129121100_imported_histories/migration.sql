-- AlterEnum
-- This migration adds more than one value to an enum.
-- With PostgreSQL versions 11 and earlier, this is not possible
-- in a single migration. This can be worked around by creating
-- multiple migrations, each migration adding only one value to
-- the enum.


ALTER TYPE "imported_kind" ADD VALUE 'MEDIA';
ALTER TYPE "imported_kind" ADD VALUE 'SNIPPET';

-- AlterTable
ALTER TABLE "comment" ADD COLUMN     "writer_name" TEXT NOT NULL DEFAULT '';

-- Removes the history of a story that an import made and that nobody has changed or published again since, so that the import can
-- be undone. Revisions that came with the story have no version of the log here. It runs as the owner of the tables and checks
-- these conditions itself.
DROP FUNCTION drop_imported_revision(uuid);
CREATE FUNCTION drop_imported_history(given uuid) RETURNS int
LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  WITH untouched AS (
    SELECT s.id FROM story s JOIN revision r ON r.story_id = s.id
    WHERE s.id = given AND r.kind = 'IMPORTED' AND r.version = s.version
      AND r.number = (SELECT max(number) FROM revision WHERE story_id = given)
      AND NOT EXISTS (SELECT 1 FROM revision o WHERE o.story_id = given AND o.kind <> 'IMPORTED' AND o.version IS NOT NULL)
      AND EXISTS (SELECT 1 FROM imported_thing t WHERE t.kind = 'STORY' AND t.target_id = given)),
  corrections AS (DELETE FROM correction USING untouched u WHERE story_id = u.id),
  blanked AS (DELETE FROM blanked_block USING untouched u WHERE story_id = u.id),
  steps AS (DELETE FROM story_step USING untouched u WHERE story_id = u.id),
  packs AS (DELETE FROM story_step_pack USING untouched u WHERE story_id = u.id),
  gone AS (DELETE FROM revision USING untouched u WHERE story_id = u.id RETURNING 1)
  SELECT count(*)::int FROM gone
$$;

REVOKE ALL ON FUNCTION drop_imported_history(uuid) FROM PUBLIC;

-- Notes that a block of a revision was erased by law before its story was imported. The words are gone already: without its salt
-- a block that is not noted here breaks the chain.
CREATE FUNCTION keep_blanked(of_revision uuid, place int, named text, erased_at timestamptz, because text) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  INSERT INTO blanked_block (revision_id, position, story_id, block, at, reason)
  SELECT r.id, place, r.story_id, named, erased_at, because FROM revision r
  WHERE r.id = of_revision AND r.version IS NULL AND r.salts[place + 1] = ''
$$;
REVOKE ALL ON FUNCTION keep_blanked(uuid, int, text, timestamptz, text) FROM PUBLIC;

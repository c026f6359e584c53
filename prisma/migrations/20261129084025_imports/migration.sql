-- CreateEnum
CREATE TYPE "import_state" AS ENUM ('WAITING', 'RUNNING', 'PAUSED', 'DONE', 'FAILED', 'UNDONE');

-- CreateEnum
CREATE TYPE "imported_kind" AS ENUM ('STORY', 'PICTURE', 'SECTION', 'TOPIC', 'AUTHOR');

-- AlterTable
ALTER TABLE "story" ADD COLUMN     "import_hash" TEXT;

-- CreateTable
CREATE TABLE "import_run" (
    "id" UUID NOT NULL,
    "place" TEXT NOT NULL,
    "pictures" TEXT NOT NULL DEFAULT '',
    "name" TEXT NOT NULL,
    "format" TEXT NOT NULL DEFAULT '',
    "options" JSONB NOT NULL DEFAULT '{}',
    "is_dry_run" BOOLEAN NOT NULL,
    "is_by_command" BOOLEAN NOT NULL DEFAULT false,
    "state" "import_state" NOT NULL,
    "done" INTEGER NOT NULL DEFAULT 0,
    "total" INTEGER,
    "report" JSONB NOT NULL DEFAULT '{}',
    "problem" TEXT NOT NULL DEFAULT '',
    "started_by_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "beat_at" TIMESTAMPTZ(3),
    "finished_at" TIMESTAMPTZ(3),

    CONSTRAINT "import_run_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "imported_thing" (
    "run_id" UUID NOT NULL,
    "kind" "imported_kind" NOT NULL,
    "target_id" UUID NOT NULL,

    CONSTRAINT "imported_thing_pkey" PRIMARY KEY ("run_id","kind","target_id")
);

-- CreateIndex
CREATE INDEX "import_run_created_at_id_idx" ON "import_run"("created_at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "import_run_started_by_id_idx" ON "import_run"("started_by_id");

-- CreateIndex
CREATE INDEX "imported_thing_kind_target_id_idx" ON "imported_thing"("kind", "target_id");

-- AddForeignKey
ALTER TABLE "import_run" ADD CONSTRAINT "import_run_started_by_id_fkey" FOREIGN KEY ("started_by_id") REFERENCES "person"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "imported_thing" ADD CONSTRAINT "imported_thing_run_id_fkey" FOREIGN KEY ("run_id") REFERENCES "import_run"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- Removes the only revision of a story that an import made and that nobody has changed or published again since, so that
-- the import can be undone. It runs as the owner of the tables and checks these conditions itself.
CREATE FUNCTION drop_imported_revision(given uuid) RETURNS int
LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  WITH gone AS (
    DELETE FROM revision r USING story s
    WHERE r.story_id = given AND s.id = given AND r.kind = 'IMPORTED' AND s.version = 0
      AND EXISTS (SELECT 1 FROM imported_thing t WHERE t.kind = 'STORY' AND t.target_id = given)
      AND NOT EXISTS (SELECT 1 FROM revision o WHERE o.story_id = given AND o.id <> r.id)
      AND NOT EXISTS (SELECT 1 FROM story_step p WHERE p.story_id = given)
    RETURNING 1)
  SELECT count(*)::int FROM gone
$$;

REVOKE ALL ON FUNCTION drop_imported_revision(uuid) FROM PUBLIC;

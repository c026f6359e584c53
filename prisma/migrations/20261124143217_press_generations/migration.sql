-- AlterTable
ALTER TABLE "press_purge" ADD COLUMN     "xid" BIGINT NOT NULL DEFAULT (pg_current_xact_id()::text)::bigint;

-- AlterTable
ALTER TABLE "press_node" ADD COLUMN     "name" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "seen" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "stops_at" TIMESTAMPTZ(3);

-- CreateIndex
CREATE INDEX "press_purge_xid_idx" ON "press_purge"("xid");

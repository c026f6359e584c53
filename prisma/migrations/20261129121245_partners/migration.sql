-- CreateEnum
CREATE TYPE "partner_format" AS ENUM ('NINJS', 'NEWSML', 'NITF');

-- AlterTable
ALTER TABLE "live_story" ADD COLUMN     "changed_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP;

-- CreateTable
CREATE TABLE "partner" (
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "format" "partner_format" NOT NULL,
    "section_id" UUID,
    "topic_id" UUID,
    "words" TEXT NOT NULL DEFAULT '',
    "language" TEXT NOT NULL DEFAULT '',
    "is_full_text" BOOLEAN NOT NULL,
    "has_pictures" BOOLEAN NOT NULL,
    "prefix" TEXT NOT NULL,
    "token_hash" TEXT NOT NULL,
    "key_made_at" TIMESTAMPTZ(3) NOT NULL,
    "ends_at" TIMESTAMPTZ(3),
    "ended_at" TIMESTAMPTZ(3),
    "created_by_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "last_asked_at" TIMESTAMPTZ(3),

    CONSTRAINT "partner_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "partner_fetch" (
    "id" UUID NOT NULL,
    "partner_id" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "last_at" TIMESTAMPTZ(3) NOT NULL,
    "requests" INTEGER NOT NULL DEFAULT 1,
    "network" TEXT NOT NULL,
    "etag" TEXT NOT NULL,
    "items" JSONB NOT NULL,

    CONSTRAINT "partner_fetch_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "partner_item" (
    "partner_id" UUID NOT NULL,
    "story_id" UUID NOT NULL,
    "version" INTEGER NOT NULL,
    "status" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "partner_item_pkey" PRIMARY KEY ("partner_id","story_id","version","status")
);

-- CreateIndex
CREATE UNIQUE INDEX "partner_token_hash_key" ON "partner"("token_hash");

-- CreateIndex
CREATE INDEX "partner_created_by_id_idx" ON "partner"("created_by_id");

-- CreateIndex
CREATE INDEX "partner_fetch_partner_id_at_id_idx" ON "partner_fetch"("partner_id", "at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "partner_fetch_at_idx" ON "partner_fetch"("at");

-- CreateIndex
CREATE INDEX "partner_item_story_id_idx" ON "partner_item"("story_id");

-- CreateIndex
CREATE INDEX "live_story_changed_at_story_id_idx" ON "live_story"("changed_at", "story_id");

-- AddForeignKey
ALTER TABLE "partner" ADD CONSTRAINT "partner_created_by_id_fkey" FOREIGN KEY ("created_by_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "partner_fetch" ADD CONSTRAINT "partner_fetch_partner_id_fkey" FOREIGN KEY ("partner_id") REFERENCES "partner"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "partner_item" ADD CONSTRAINT "partner_item_partner_id_fkey" FOREIGN KEY ("partner_id") REFERENCES "partner"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- Stories that are published already count as changed when readers were last informed of a change.
UPDATE "live_story" SET "changed_at" = LEAST(COALESCE("updated_at", "published_at"), CURRENT_TIMESTAMP);

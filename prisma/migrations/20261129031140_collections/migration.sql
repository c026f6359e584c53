-- CreateEnum
CREATE TYPE "collection_kind" AS ENUM ('SERIES', 'ISSUE');

-- AlterEnum
ALTER TYPE "address_kind" ADD VALUE 'COLLECTION';

-- CreateTable
CREATE TABLE "collection" (
    "id" UUID NOT NULL,
    "kind" "collection_kind" NOT NULL,
    "title" TEXT NOT NULL,
    "slug" TEXT NOT NULL,
    "intro" TEXT NOT NULL DEFAULT '',
    "cover_id" UUID,
    "cover_alt" TEXT NOT NULL DEFAULT '',
    "cover_crop" TEXT,
    "story_ids" UUID[] DEFAULT ARRAY[]::UUID[],
    "first_published_at" TIMESTAMPTZ(3),
    "is_published" BOOLEAN NOT NULL DEFAULT false,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_by_id" UUID,

    CONSTRAINT "collection_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "live_collection" (
    "id" UUID NOT NULL,
    "path" TEXT NOT NULL,
    "kind" "collection_kind" NOT NULL,
    "title" TEXT NOT NULL,
    "intro" TEXT NOT NULL,
    "cover_id" UUID,
    "cover_alt" TEXT NOT NULL,
    "cover_crop" TEXT,
    "cover_credit" TEXT NOT NULL,
    "cover_facts" JSONB,
    "story_ids" UUID[],
    "published_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "live_collection_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "collection_slug_key" ON "collection"("slug");

-- CreateIndex
CREATE INDEX "collection_updated_at_id_idx" ON "collection"("updated_at" DESC, "id");

-- CreateIndex
CREATE INDEX "collection_cover_id_idx" ON "collection"("cover_id");

-- CreateIndex
CREATE INDEX "collection_updated_by_id_idx" ON "collection"("updated_by_id");

-- CreateIndex
CREATE UNIQUE INDEX "live_collection_path_key" ON "live_collection"("path");

-- CreateIndex
CREATE INDEX "live_collection_story_ids_idx" ON "live_collection" USING GIN ("story_ids");

-- CreateIndex
CREATE INDEX "live_collection_cover_id_idx" ON "live_collection"("cover_id");

-- AddForeignKey
ALTER TABLE "collection" ADD CONSTRAINT "collection_updated_by_id_fkey" FOREIGN KEY ("updated_by_id") REFERENCES "person"("id") ON DELETE SET NULL ON UPDATE CASCADE;

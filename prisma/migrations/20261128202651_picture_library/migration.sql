-- CreateEnum
CREATE TYPE "picture_rights" AS ENUM ('UNKNOWN', 'STAFF', 'AGENCY', 'HANDOUT', 'CREATIVE_COMMONS', 'ASK_FIRST', 'PAY_PER_USE');

-- AlterTable
ALTER TABLE "picture" ADD COLUMN     "content_credentials" JSONB,
ADD COLUMN     "copyright" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "crops" JSONB NOT NULL DEFAULT '{}',
ADD COLUMN     "file_terms" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "focal_x" DOUBLE PRECISION,
ADD COLUMN     "focal_y" DOUBLE PRECISION,
ADD COLUMN     "keywords" TEXT[] DEFAULT ARRAY[]::TEXT[],
ADD COLUMN     "latitude" DOUBLE PRECISION,
ADD COLUMN     "longitude" DOUBLE PRECISION,
ADD COLUMN     "people" TEXT[] DEFAULT ARRAY[]::TEXT[],
ADD COLUMN     "perceptual_hash" BIGINT,
ADD COLUMN     "place" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "rights" "picture_rights" NOT NULL DEFAULT 'UNKNOWN',
ADD COLUMN     "rights_note" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "source" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "taken_at" TIMESTAMPTZ(3),
ADD COLUMN     "territory" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "trashed_at" TIMESTAMPTZ(3),
ADD COLUMN     "trashed_by_id" UUID,
ADD COLUMN     "usable_from" TIMESTAMPTZ(3),
ADD COLUMN     "usable_until" TIMESTAMPTZ(3),
ADD COLUMN     "uses_allowed" INTEGER,
ADD COLUMN     "version" INTEGER NOT NULL DEFAULT 1,
ADD COLUMN     "withdrawal_reason" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "withdrawn_at" TIMESTAMPTZ(3),
ADD COLUMN     "withdrawn_by_id" UUID;

-- CreateTable
CREATE TABLE "picture_collection" (
    "id" UUID NOT NULL,
    "parent_id" UUID,
    "name" TEXT NOT NULL,
    "created_by_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "picture_collection_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "picture_in_collection" (
    "collection_id" UUID NOT NULL,
    "picture_id" UUID NOT NULL,
    "added_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "picture_in_collection_pkey" PRIMARY KEY ("collection_id","picture_id")
);

-- CreateTable
CREATE TABLE "upload_preset" (
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "credit" TEXT NOT NULL DEFAULT '',
    "source" TEXT NOT NULL DEFAULT '',
    "copyright" TEXT NOT NULL DEFAULT '',
    "keywords" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "rights" "picture_rights" NOT NULL DEFAULT 'UNKNOWN',
    "rights_note" TEXT NOT NULL DEFAULT '',

    CONSTRAINT "upload_preset_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "story_picture" (
    "story_id" UUID NOT NULL,
    "picture_id" UUID NOT NULL,

    CONSTRAINT "story_picture_pkey" PRIMARY KEY ("story_id","picture_id")
);

-- CreateIndex
CREATE UNIQUE INDEX "picture_collection_parent_id_name_key" ON "picture_collection"("parent_id", "name");

-- CreateIndex
CREATE INDEX "picture_in_collection_picture_id_idx" ON "picture_in_collection"("picture_id");

-- CreateIndex
CREATE UNIQUE INDEX "upload_preset_name_key" ON "upload_preset"("name");

-- CreateIndex
CREATE INDEX "story_picture_picture_id_idx" ON "story_picture"("picture_id");

-- CreateIndex
CREATE INDEX "picture_usable_until_idx" ON "picture"("usable_until");

-- CreateIndex
CREATE INDEX "picture_trashed_at_idx" ON "picture"("trashed_at");

-- AddForeignKey
ALTER TABLE "picture_collection" ADD CONSTRAINT "picture_collection_parent_id_fkey" FOREIGN KEY ("parent_id") REFERENCES "picture_collection"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "picture_in_collection" ADD CONSTRAINT "picture_in_collection_collection_id_fkey" FOREIGN KEY ("collection_id") REFERENCES "picture_collection"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "picture_in_collection" ADD CONSTRAINT "picture_in_collection_picture_id_fkey" FOREIGN KEY ("picture_id") REFERENCES "picture"("id") ON DELETE CASCADE ON UPDATE CASCADE;

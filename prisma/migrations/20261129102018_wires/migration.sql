-- AlterEnum
-- This migration adds more than one value to an enum.
-- With PostgreSQL versions 11 and earlier, this is not possible
-- in a single migration. This can be worked around by creating
-- multiple migrations, each migration adding only one value to
-- the enum.


ALTER TYPE "notice_kind" ADD VALUE 'WIRE_CHANGED';
ALTER TYPE "notice_kind" ADD VALUE 'WIRE_WITHDRAWN';

-- CreateTable
CREATE TABLE "wire_source" (
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "address" TEXT NOT NULL,
    "section_id" UUID,
    "is_on" BOOLEAN NOT NULL DEFAULT true,
    "kept_days" INTEGER NOT NULL DEFAULT 14,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "due_at" TIMESTAMPTZ(3) NOT NULL,
    "read_at" TIMESTAMPTZ(3),
    "format" TEXT NOT NULL DEFAULT '',
    "etag" TEXT NOT NULL DEFAULT '',
    "last_modified" TEXT NOT NULL DEFAULT '',
    "problem" TEXT NOT NULL DEFAULT '',

    CONSTRAINT "wire_source_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "wire_item" (
    "id" UUID NOT NULL,
    "source_id" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "number" INTEGER NOT NULL,
    "status" TEXT NOT NULL,
    "headline" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "language" TEXT NOT NULL,
    "urgency" INTEGER,
    "embargo" TIMESTAMPTZ(3),
    "arrived_at" TIMESTAMPTZ(3) NOT NULL,
    "changed_at" TIMESTAMPTZ(3) NOT NULL,
    "seen_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "wire_item_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "wire_version" (
    "item_id" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "hash" TEXT NOT NULL,
    "item" JSONB NOT NULL,
    "text" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "wire_version_pkey" PRIMARY KEY ("item_id","number")
);

-- CreateTable
CREATE TABLE "wire_take" (
    "item_id" UUID NOT NULL,
    "story_id" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "taken_by_id" UUID,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "wire_take_pkey" PRIMARY KEY ("item_id","story_id")
);

-- CreateIndex
CREATE UNIQUE INDEX "wire_source_name_key" ON "wire_source"("name");

-- CreateIndex
CREATE INDEX "wire_source_section_id_idx" ON "wire_source"("section_id");

-- CreateIndex
CREATE INDEX "wire_source_due_at_idx" ON "wire_source"("due_at");

-- CreateIndex
CREATE INDEX "wire_item_changed_at_id_idx" ON "wire_item"("changed_at" DESC, "id" DESC);

-- CreateIndex
CREATE UNIQUE INDEX "wire_item_source_id_key_key" ON "wire_item"("source_id", "key");

-- CreateIndex
CREATE INDEX "wire_take_story_id_idx" ON "wire_take"("story_id");

-- AddForeignKey
ALTER TABLE "wire_source" ADD CONSTRAINT "wire_source_section_id_fkey" FOREIGN KEY ("section_id") REFERENCES "section"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "wire_item" ADD CONSTRAINT "wire_item_source_id_fkey" FOREIGN KEY ("source_id") REFERENCES "wire_source"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "wire_version" ADD CONSTRAINT "wire_version_item_id_fkey" FOREIGN KEY ("item_id") REFERENCES "wire_item"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "wire_take" ADD CONSTRAINT "wire_take_item_id_fkey" FOREIGN KEY ("item_id") REFERENCES "wire_item"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AlterTable
ALTER TABLE "wire_item" ADD COLUMN     "dropped_by_id" UUID,
ADD COLUMN     "person_ids" UUID[],
ADD COLUMN     "section_id" UUID,
ADD COLUMN     "topic_ids" UUID[];

-- CreateTable
CREATE TABLE "wire_rule" (
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "is_on" BOOLEAN NOT NULL DEFAULT true,
    "source_id" UUID,
    "words" TEXT[],
    "categories" TEXT[],
    "languages" TEXT[],
    "urgency" INTEGER,
    "is_dropping" BOOLEAN NOT NULL DEFAULT false,
    "section_id" UUID,
    "topic_id" UUID,
    "person_id" UUID,

    CONSTRAINT "wire_rule_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "wire_rule_name_key" ON "wire_rule"("name");

-- CreateIndex
CREATE INDEX "wire_rule_source_id_idx" ON "wire_rule"("source_id");

-- CreateIndex
CREATE INDEX "wire_rule_section_id_idx" ON "wire_rule"("section_id");

-- CreateIndex
CREATE INDEX "wire_rule_topic_id_idx" ON "wire_rule"("topic_id");

-- CreateIndex
CREATE INDEX "wire_rule_person_id_idx" ON "wire_rule"("person_id");

-- CreateIndex
CREATE INDEX "wire_item_dropped_by_id_idx" ON "wire_item"("dropped_by_id");

-- AddForeignKey
ALTER TABLE "wire_rule" ADD CONSTRAINT "wire_rule_source_id_fkey" FOREIGN KEY ("source_id") REFERENCES "wire_source"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "wire_rule" ADD CONSTRAINT "wire_rule_section_id_fkey" FOREIGN KEY ("section_id") REFERENCES "section"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "wire_rule" ADD CONSTRAINT "wire_rule_topic_id_fkey" FOREIGN KEY ("topic_id") REFERENCES "topic"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "wire_rule" ADD CONSTRAINT "wire_rule_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE SET NULL ON UPDATE CASCADE;

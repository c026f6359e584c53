-- AlterTable
ALTER TABLE "person" ADD COLUMN     "custom_role_id" UUID;

-- CreateTable
CREATE TABLE "custom_role" (
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "privileges" TEXT[],
    "is_limited" BOOLEAN NOT NULL,
    "sections" UUID[],
    "is_own_only" BOOLEAN NOT NULL,
    "reads_elsewhere" BOOLEAN NOT NULL,

    CONSTRAINT "custom_role_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "custom_role_name_key" ON "custom_role"("name");

-- CreateIndex
CREATE INDEX "person_custom_role_id_idx" ON "person"("custom_role_id");

-- AddForeignKey
ALTER TABLE "person" ADD CONSTRAINT "person_custom_role_id_fkey" FOREIGN KEY ("custom_role_id") REFERENCES "custom_role"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AlterTable
ALTER TABLE "story" ADD COLUMN     "is_confidential" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "shared_with" UUID[] DEFAULT ARRAY[]::UUID[];

-- AlterTable
ALTER TABLE "front" ADD COLUMN     "launchers" UUID[] DEFAULT ARRAY[]::UUID[],
ADD COLUMN     "lock" JSONB,
ADD COLUMN     "trail" JSONB NOT NULL DEFAULT '[]';

-- AlterTable
ALTER TABLE "person" ADD COLUMN     "calendar_series" INTEGER NOT NULL DEFAULT 0;

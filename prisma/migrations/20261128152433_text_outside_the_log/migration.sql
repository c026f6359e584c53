-- AlterTable
ALTER TABLE "revision" ALTER COLUMN "version" DROP NOT NULL;

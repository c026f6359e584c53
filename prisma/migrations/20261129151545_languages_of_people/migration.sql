-- AlterTable
ALTER TABLE "person" ADD COLUMN     "languages" TEXT[] DEFAULT ARRAY[]::TEXT[];

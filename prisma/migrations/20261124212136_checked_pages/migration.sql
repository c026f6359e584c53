-- AlterTable
ALTER TABLE "press_node" ADD COLUMN     "checked" JSONB;

-- AlterTable
ALTER TABLE "sign_in_attempt" ADD COLUMN     "refused_at" TIMESTAMPTZ(3);

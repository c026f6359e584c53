-- CreateEnum
CREATE TYPE "mail_state" AS ENUM ('QUEUED', 'SENDING', 'SENT', 'FAILED');

-- CreateEnum
CREATE TYPE "mail_timing" AS ENUM ('AT_ONCE', 'DIGEST', 'NEVER');

-- AlterEnum
-- This migration adds more than one value to an enum.
-- With PostgreSQL versions 11 and earlier, this is not possible
-- in a single migration. This can be worked around by creating
-- multiple migrations, each migration adding only one value to
-- the enum.


ALTER TYPE "link_kind" ADD VALUE 'EMAIL';
ALTER TYPE "link_kind" ADD VALUE 'EMAIL_STOP';

-- AlterTable
ALTER TABLE "link" ADD COLUMN     "email" TEXT;

-- CreateTable
CREATE TABLE "mail" (
    "id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "person_id" UUID,
    "address" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "content" JSONB,
    "is_secret" BOOLEAN NOT NULL DEFAULT false,
    "is_digest" BOOLEAN NOT NULL DEFAULT false,
    "state" "mail_state" NOT NULL DEFAULT 'QUEUED',
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "last_error" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT now(),
    "due_at" TIMESTAMPTZ(3) NOT NULL DEFAULT now(),
    "expires_at" TIMESTAMPTZ(3) NOT NULL DEFAULT now() + interval '1 day',
    "sent_at" TIMESTAMPTZ(3),

    CONSTRAINT "mail_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "mail_choice" (
    "person_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "timing" "mail_timing" NOT NULL,

    CONSTRAINT "mail_choice_pkey" PRIMARY KEY ("person_id","kind")
);

-- CreateTable
CREATE TABLE "mail_settings" (
    "person_id" UUID NOT NULL,
    "digest_hour" INTEGER NOT NULL,
    "quiet_from" INTEGER,
    "quiet_until" INTEGER,
    "time_zone" TEXT,

    CONSTRAINT "mail_settings_pkey" PRIMARY KEY ("person_id")
);

-- CreateIndex
CREATE INDEX "mail_state_due_at_idx" ON "mail"("state", "due_at");

-- CreateIndex
CREATE INDEX "mail_person_id_idx" ON "mail"("person_id");

-- CreateIndex
CREATE INDEX "mail_created_at_idx" ON "mail"("created_at");

-- AddForeignKey
ALTER TABLE "mail" ADD CONSTRAINT "mail_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "mail_choice" ADD CONSTRAINT "mail_choice_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "mail_settings" ADD CONSTRAINT "mail_settings_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE CASCADE ON UPDATE CASCADE;

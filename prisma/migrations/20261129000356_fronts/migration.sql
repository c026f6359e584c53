-- CreateEnum
CREATE TYPE "scheduled_launch_state" AS ENUM ('DUE', 'DONE', 'STOPPED', 'CANCELLED');

-- CreateTable
CREATE TABLE "front" (
    "id" TEXT NOT NULL,
    "launch" INTEGER NOT NULL DEFAULT 0,
    "version" INTEGER NOT NULL DEFAULT 0,
    "draft" JSONB,
    "editors" JSONB NOT NULL DEFAULT '[]',
    "clashes" TEXT[] DEFAULT ARRAY[]::TEXT[],

    CONSTRAINT "front_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "front_launch" (
    "front" TEXT NOT NULL,
    "number" INTEGER NOT NULL,
    "layout" JSONB NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "by_id" UUID,

    CONSTRAINT "front_launch_pkey" PRIMARY KEY ("front","number")
);

-- CreateTable
CREATE TABLE "scheduled_launch" (
    "id" UUID NOT NULL,
    "front" TEXT NOT NULL,
    "layout" JSONB NOT NULL,
    "base" INTEGER NOT NULL,
    "due_at" TIMESTAMPTZ(3) NOT NULL,
    "actor_id" UUID NOT NULL,
    "state" "scheduled_launch_state" NOT NULL DEFAULT 'DUE',
    "reason" TEXT NOT NULL DEFAULT '',
    "finished_at" TIMESTAMPTZ(3),

    CONSTRAINT "scheduled_launch_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "scheduled_launch_state_due_at_id_idx" ON "scheduled_launch"("state", "due_at", "id");

-- CreateIndex
CREATE INDEX "scheduled_launch_front_state_idx" ON "scheduled_launch"("front", "state");

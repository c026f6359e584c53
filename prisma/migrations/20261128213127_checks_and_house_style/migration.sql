-- CreateTable
CREATE TABLE "style_rule" (
    "id" UUID NOT NULL,
    "pattern" TEXT NOT NULL,
    "is_regex" BOOLEAN NOT NULL DEFAULT false,
    "match_case" BOOLEAN NOT NULL DEFAULT false,
    "replacement" TEXT NOT NULL DEFAULT '',
    "reason" TEXT NOT NULL,
    "severity" TEXT NOT NULL DEFAULT 'WARN',
    "sections" UUID[] DEFAULT ARRAY[]::UUID[],
    "finds" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "leaves" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "is_on" BOOLEAN NOT NULL DEFAULT true,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "created_by_id" UUID,

    CONSTRAINT "style_rule_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "style_week" (
    "rule_id" UUID NOT NULL,
    "week" DATE NOT NULL,
    "accepted" INTEGER NOT NULL DEFAULT 0,
    "ignored" INTEGER NOT NULL DEFAULT 0,
    "left" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "style_week_pkey" PRIMARY KEY ("rule_id","week")
);

-- CreateTable
CREATE TABLE "ignored_check" (
    "id" UUID NOT NULL,
    "story_id" UUID NOT NULL,
    "code" TEXT NOT NULL,
    "block" TEXT NOT NULL DEFAULT '',
    "words" TEXT NOT NULL DEFAULT '',
    "style" TEXT NOT NULL DEFAULT '',
    "person_id" UUID,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "ignored_check_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "ignored_check_story_id_code_block_words_style_key" ON "ignored_check"("story_id", "code", "block", "words", "style");

-- AddForeignKey
ALTER TABLE "style_week" ADD CONSTRAINT "style_week_rule_id_fkey" FOREIGN KEY ("rule_id") REFERENCES "style_rule"("id") ON DELETE CASCADE ON UPDATE CASCADE;

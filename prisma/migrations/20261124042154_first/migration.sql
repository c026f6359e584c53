-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "public";

-- CreateEnum
CREATE TYPE "role" AS ENUM ('CONTRIBUTOR', 'REPORTER', 'EDITOR', 'ADMIN');

-- CreateEnum
CREATE TYPE "person_state" AS ENUM ('INVITED', 'ACTIVE', 'SUSPENDED');

-- CreateEnum
CREATE TYPE "link_kind" AS ENUM ('SIGN_IN', 'INVITATION', 'RESET');

-- CreateEnum
CREATE TYPE "address_kind" AS ENUM ('STORY', 'SECTION', 'TOPIC', 'AUTHOR', 'PAGE', 'REDIRECT', 'GONE');

-- CreateEnum
CREATE TYPE "copy_state" AS ENUM ('DRAFT', 'FILED', 'READY', 'SCHEDULED', 'SPIKED');

-- CreateEnum
CREATE TYPE "publication" AS ENUM ('NEVER', 'LIVE', 'TAKEN_DOWN');

-- CreateEnum
CREATE TYPE "revision_kind" AS ENUM ('CREATED', 'PUBLISHED', 'APPROVED', 'SCHEDULED', 'CORRECTED', 'CLARIFIED', 'TAKEN_DOWN', 'REINSTATED', 'HANDED_OVER', 'RESTORED', 'IMPORTED', 'NAMED', 'CHECKPOINT', 'COPIED');

-- CreateEnum
CREATE TYPE "correction_kind" AS ENUM ('CORRECTION', 'CLARIFICATION');

-- CreateEnum
CREATE TYPE "scheduled_verb" AS ENUM ('PUBLISH', 'TAKE_DOWN');

-- CreateTable
CREATE TABLE "person" (
    "id" UUID NOT NULL,
    "email" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "password_hash" TEXT,
    "role" "role" NOT NULL,
    "state" "person_state" NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "last_seen_at" TIMESTAMPTZ(3),

    CONSTRAINT "person_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "session" (
    "id" UUID NOT NULL,
    "person_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "last_seen_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "session_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "link" (
    "id" UUID NOT NULL,
    "kind" "link_kind" NOT NULL,
    "token_hash" TEXT NOT NULL,
    "person_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "link_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "sign_in_attempt" (
    "key" TEXT NOT NULL,
    "failures" INTEGER NOT NULL,
    "last_failure" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "sign_in_attempt_pkey" PRIMARY KEY ("key")
);

-- CreateTable
CREATE TABLE "audit_event" (
    "id" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "actor_id" UUID,
    "action" TEXT NOT NULL,
    "subject_kind" TEXT NOT NULL,
    "subject_id" TEXT,
    "subject_name" TEXT NOT NULL,
    "detail" JSONB NOT NULL,

    CONSTRAINT "audit_event_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "live_story" (
    "story_id" UUID NOT NULL,
    "path" TEXT NOT NULL,
    "section_id" UUID NOT NULL,
    "headline" TEXT NOT NULL,
    "kicker" TEXT NOT NULL,
    "standfirst" TEXT NOT NULL,
    "label" TEXT NOT NULL,
    "place" TEXT NOT NULL,
    "language" TEXT NOT NULL,
    "slug" TEXT NOT NULL,
    "document" JSONB NOT NULL,
    "picture" JSONB,
    "corrections" JSONB NOT NULL,
    "related" UUID[],
    "words" INTEGER NOT NULL,
    "seo_title" TEXT NOT NULL,
    "seo_description" TEXT NOT NULL,
    "noindex" BOOLEAN NOT NULL,
    "published_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3),
    "revision_number" INTEGER NOT NULL,

    CONSTRAINT "live_story_pkey" PRIMARY KEY ("story_id")
);

-- CreateTable
CREATE TABLE "live_story_topic" (
    "story_id" UUID NOT NULL,
    "topic_id" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "published_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "live_story_topic_pkey" PRIMARY KEY ("story_id","topic_id")
);

-- CreateTable
CREATE TABLE "live_story_author" (
    "story_id" UUID NOT NULL,
    "author_id" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "published_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "live_story_author_pkey" PRIMARY KEY ("story_id","author_id")
);

-- CreateTable
CREATE TABLE "live_picture" (
    "story_id" UUID NOT NULL,
    "picture_id" UUID NOT NULL,
    "facts" JSONB NOT NULL,

    CONSTRAINT "live_picture_pkey" PRIMARY KEY ("story_id","picture_id")
);

-- CreateTable
CREATE TABLE "address" (
    "path" TEXT NOT NULL,
    "kind" "address_kind" NOT NULL,
    "target" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "address_pkey" PRIMARY KEY ("path")
);

-- CreateTable
CREATE TABLE "section" (
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "slug" TEXT NOT NULL,
    "path" TEXT NOT NULL,
    "parent_id" UUID,
    "position" INTEGER NOT NULL,
    "description" TEXT NOT NULL DEFAULT '',

    CONSTRAINT "section_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "topic" (
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "slug" TEXT NOT NULL,
    "description" TEXT NOT NULL DEFAULT '',
    "alias_of_id" UUID,

    CONSTRAINT "topic_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "author" (
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "slug" TEXT NOT NULL,
    "job_title" TEXT NOT NULL DEFAULT '',
    "bio" TEXT NOT NULL DEFAULT '',
    "alias_of_id" UUID,
    "person_id" UUID,

    CONSTRAINT "author_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "pin" (
    "front" TEXT NOT NULL,
    "slot" INTEGER NOT NULL,
    "story_id" UUID NOT NULL,
    "until" TIMESTAMPTZ(3),
    "pinned_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "pin_pkey" PRIMARY KEY ("front","slot")
);

-- CreateTable
CREATE TABLE "setting" (
    "key" TEXT NOT NULL,
    "value" JSONB NOT NULL,

    CONSTRAINT "setting_pkey" PRIMARY KEY ("key")
);

-- CreateTable
CREATE TABLE "picture" (
    "id" UUID NOT NULL,
    "sha256" TEXT NOT NULL,
    "width" INTEGER NOT NULL,
    "height" INTEGER NOT NULL,
    "bytes" INTEGER NOT NULL,
    "format" TEXT NOT NULL,
    "color" TEXT NOT NULL,
    "renditions" JSONB NOT NULL,
    "file_name" TEXT NOT NULL,
    "alt" TEXT NOT NULL DEFAULT '',
    "caption" TEXT NOT NULL DEFAULT '',
    "credit" TEXT NOT NULL DEFAULT '',
    "uploader_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "picture_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "press_purge" (
    "id" BIGSERIAL NOT NULL,
    "tags" TEXT[],
    "erase" BOOLEAN NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "press_purge_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "press_node" (
    "id" TEXT NOT NULL,
    "started_at" TIMESTAMPTZ(3) NOT NULL,
    "lease_until" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "press_node_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "story" (
    "id" UUID NOT NULL,
    "copy" "copy_state" NOT NULL DEFAULT 'DRAFT',
    "publication" "publication" NOT NULL DEFAULT 'NEVER',
    "version" INTEGER NOT NULL DEFAULT 0,
    "published_version" INTEGER,
    "headline" TEXT NOT NULL DEFAULT '',
    "section_id" UUID,
    "words" INTEGER NOT NULL DEFAULT 0,
    "picture_id" UUID,
    "search_text" TEXT NOT NULL DEFAULT '',
    "creator_id" UUID,
    "assignee_id" UUID,
    "edited_by_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "edited_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "first_published_at" TIMESTAMPTZ(3),
    "published_at" TIMESTAMPTZ(3),
    "updated_at" TIMESTAMPTZ(3),
    "published_revision_id" UUID,
    "approved_revision_id" UUID,
    "approved_by_id" UUID,
    "path" TEXT,
    "import_key" TEXT,

    CONSTRAINT "story_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "story_author" (
    "story_id" UUID NOT NULL,
    "author_id" UUID NOT NULL,
    "position" INTEGER NOT NULL,

    CONSTRAINT "story_author_pkey" PRIMARY KEY ("story_id","author_id")
);

-- CreateTable
CREATE TABLE "story_document" (
    "story_id" UUID NOT NULL,
    "version" INTEGER NOT NULL,
    "schema_number" INTEGER NOT NULL,
    "document" JSONB NOT NULL,

    CONSTRAINT "story_document_pkey" PRIMARY KEY ("story_id")
);

-- CreateTable
CREATE TABLE "story_step" (
    "story_id" UUID NOT NULL,
    "version" INTEGER NOT NULL,
    "step" JSONB NOT NULL,
    "client_id" TEXT NOT NULL,
    "batch_id" TEXT NOT NULL,
    "person_id" UUID,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "story_step_pkey" PRIMARY KEY ("story_id","version")
);

-- CreateTable
CREATE TABLE "revision" (
    "id" UUID NOT NULL,
    "story_id" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "kind" "revision_kind" NOT NULL,
    "note" TEXT NOT NULL DEFAULT '',
    "actor_id" UUID,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "version" INTEGER NOT NULL,
    "headline" TEXT NOT NULL,
    "words" INTEGER NOT NULL,
    "format" INTEGER NOT NULL,
    "blocks" TEXT[],
    "salts" TEXT[],
    "block_hashes" TEXT[],
    "content_hash" TEXT NOT NULL,
    "previous_hash" TEXT,
    "revision_hash" TEXT NOT NULL,

    CONSTRAINT "revision_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "correction" (
    "id" UUID NOT NULL,
    "story_id" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "kind" "correction_kind" NOT NULL,
    "note" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "revision_id" UUID NOT NULL,

    CONSTRAINT "correction_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "scheduled_act" (
    "id" UUID NOT NULL,
    "verb" "scheduled_verb" NOT NULL,
    "story_id" UUID NOT NULL,
    "revision_id" UUID,
    "due_at" TIMESTAMPTZ(3) NOT NULL,
    "actor_id" UUID,
    "done_at" TIMESTAMPTZ(3),

    CONSTRAINT "scheduled_act_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "person_email_key" ON "person"("email");

-- CreateIndex
CREATE INDEX "person_state_name_id_idx" ON "person"("state", "name", "id");

-- CreateIndex
CREATE INDEX "session_person_id_idx" ON "session"("person_id");

-- CreateIndex
CREATE INDEX "session_expires_at_idx" ON "session"("expires_at");

-- CreateIndex
CREATE UNIQUE INDEX "link_token_hash_key" ON "link"("token_hash");

-- CreateIndex
CREATE INDEX "link_person_id_idx" ON "link"("person_id");

-- CreateIndex
CREATE INDEX "link_expires_at_idx" ON "link"("expires_at");

-- CreateIndex
CREATE INDEX "sign_in_attempt_last_failure_idx" ON "sign_in_attempt"("last_failure");

-- CreateIndex
CREATE INDEX "audit_event_at_id_idx" ON "audit_event"("at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "audit_event_actor_id_at_idx" ON "audit_event"("actor_id", "at" DESC);

-- CreateIndex
CREATE INDEX "audit_event_action_at_idx" ON "audit_event"("action", "at" DESC);

-- CreateIndex
CREATE INDEX "audit_event_subject_id_at_idx" ON "audit_event"("subject_id", "at" DESC);

-- CreateIndex
CREATE UNIQUE INDEX "live_story_path_key" ON "live_story"("path");

-- CreateIndex
CREATE INDEX "live_story_published_at_story_id_idx" ON "live_story"("published_at" DESC, "story_id" DESC);

-- CreateIndex
CREATE INDEX "live_story_section_id_published_at_story_id_idx" ON "live_story"("section_id", "published_at" DESC, "story_id" DESC);

-- CreateIndex
CREATE INDEX "live_story_topic_topic_id_published_at_story_id_idx" ON "live_story_topic"("topic_id", "published_at" DESC, "story_id" DESC);

-- CreateIndex
CREATE INDEX "live_story_author_author_id_published_at_story_id_idx" ON "live_story_author"("author_id", "published_at" DESC, "story_id" DESC);

-- CreateIndex
CREATE INDEX "live_picture_picture_id_idx" ON "live_picture"("picture_id");

-- CreateIndex
CREATE INDEX "address_target_idx" ON "address"("target");

-- CreateIndex
CREATE UNIQUE INDEX "section_path_key" ON "section"("path");

-- CreateIndex
CREATE INDEX "section_position_id_idx" ON "section"("position", "id");

-- CreateIndex
CREATE INDEX "section_parent_id_idx" ON "section"("parent_id");

-- CreateIndex
CREATE UNIQUE INDEX "topic_slug_key" ON "topic"("slug");

-- CreateIndex
CREATE INDEX "topic_name_id_idx" ON "topic"("name", "id");

-- CreateIndex
CREATE INDEX "topic_alias_of_id_idx" ON "topic"("alias_of_id");

-- CreateIndex
CREATE UNIQUE INDEX "author_slug_key" ON "author"("slug");

-- CreateIndex
CREATE UNIQUE INDEX "author_person_id_key" ON "author"("person_id");

-- CreateIndex
CREATE INDEX "author_name_id_idx" ON "author"("name", "id");

-- CreateIndex
CREATE INDEX "author_alias_of_id_idx" ON "author"("alias_of_id");

-- CreateIndex
CREATE UNIQUE INDEX "pin_front_story_id_key" ON "pin"("front", "story_id");

-- CreateIndex
CREATE UNIQUE INDEX "picture_sha256_key" ON "picture"("sha256");

-- CreateIndex
CREATE INDEX "picture_created_at_id_idx" ON "picture"("created_at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "picture_uploader_id_idx" ON "picture"("uploader_id");

-- CreateIndex
CREATE INDEX "press_purge_at_idx" ON "press_purge"("at");

-- CreateIndex
CREATE UNIQUE INDEX "story_path_key" ON "story"("path");

-- CreateIndex
CREATE UNIQUE INDEX "story_import_key_key" ON "story"("import_key");

-- CreateIndex
CREATE INDEX "story_edited_at_id_idx" ON "story"("edited_at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "story_copy_edited_at_id_idx" ON "story"("copy", "edited_at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "story_publication_edited_at_id_idx" ON "story"("publication", "edited_at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "story_section_id_edited_at_id_idx" ON "story"("section_id", "edited_at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "story_creator_id_edited_at_id_idx" ON "story"("creator_id", "edited_at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "story_assignee_id_idx" ON "story"("assignee_id");

-- CreateIndex
CREATE INDEX "story_edited_by_id_idx" ON "story"("edited_by_id");

-- CreateIndex
CREATE INDEX "story_author_author_id_idx" ON "story_author"("author_id");

-- CreateIndex
CREATE INDEX "story_step_story_id_batch_id_idx" ON "story_step"("story_id", "batch_id");

-- CreateIndex
CREATE UNIQUE INDEX "revision_story_id_number_key" ON "revision"("story_id", "number");

-- CreateIndex
CREATE UNIQUE INDEX "correction_story_id_number_key" ON "correction"("story_id", "number");

-- CreateIndex
CREATE INDEX "scheduled_act_done_at_due_at_idx" ON "scheduled_act"("done_at", "due_at");

-- CreateIndex
CREATE INDEX "scheduled_act_story_id_idx" ON "scheduled_act"("story_id");

-- AddForeignKey
ALTER TABLE "session" ADD CONSTRAINT "session_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "link" ADD CONSTRAINT "link_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "audit_event" ADD CONSTRAINT "audit_event_actor_id_fkey" FOREIGN KEY ("actor_id") REFERENCES "person"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "live_story" ADD CONSTRAINT "live_story_section_id_fkey" FOREIGN KEY ("section_id") REFERENCES "section"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "live_story_topic" ADD CONSTRAINT "live_story_topic_story_id_fkey" FOREIGN KEY ("story_id") REFERENCES "live_story"("story_id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "live_story_topic" ADD CONSTRAINT "live_story_topic_topic_id_fkey" FOREIGN KEY ("topic_id") REFERENCES "topic"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "live_story_author" ADD CONSTRAINT "live_story_author_story_id_fkey" FOREIGN KEY ("story_id") REFERENCES "live_story"("story_id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "live_story_author" ADD CONSTRAINT "live_story_author_author_id_fkey" FOREIGN KEY ("author_id") REFERENCES "author"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "live_picture" ADD CONSTRAINT "live_picture_story_id_fkey" FOREIGN KEY ("story_id") REFERENCES "live_story"("story_id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "section" ADD CONSTRAINT "section_parent_id_fkey" FOREIGN KEY ("parent_id") REFERENCES "section"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "topic" ADD CONSTRAINT "topic_alias_of_id_fkey" FOREIGN KEY ("alias_of_id") REFERENCES "topic"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "author" ADD CONSTRAINT "author_alias_of_id_fkey" FOREIGN KEY ("alias_of_id") REFERENCES "author"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "author" ADD CONSTRAINT "author_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "story" ADD CONSTRAINT "story_section_id_fkey" FOREIGN KEY ("section_id") REFERENCES "section"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "story" ADD CONSTRAINT "story_creator_id_fkey" FOREIGN KEY ("creator_id") REFERENCES "person"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "story" ADD CONSTRAINT "story_assignee_id_fkey" FOREIGN KEY ("assignee_id") REFERENCES "person"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "story" ADD CONSTRAINT "story_edited_by_id_fkey" FOREIGN KEY ("edited_by_id") REFERENCES "person"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "story_author" ADD CONSTRAINT "story_author_story_id_fkey" FOREIGN KEY ("story_id") REFERENCES "story"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "story_author" ADD CONSTRAINT "story_author_author_id_fkey" FOREIGN KEY ("author_id") REFERENCES "author"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "story_document" ADD CONSTRAINT "story_document_story_id_fkey" FOREIGN KEY ("story_id") REFERENCES "story"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "revision" ADD CONSTRAINT "revision_story_id_fkey" FOREIGN KEY ("story_id") REFERENCES "story"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

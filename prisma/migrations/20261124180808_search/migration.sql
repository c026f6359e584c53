-- CreateTable
CREATE TABLE "live_search" (
    "story_id" UUID NOT NULL,
    "published_at" TIMESTAMPTZ(3) NOT NULL,
    "stemmer" TEXT NOT NULL,
    "format" INTEGER NOT NULL,
    "places" TEXT[],
    "words" TEXT[],
    "body" TEXT NOT NULL,
    "vector" tsvector NOT NULL,

    CONSTRAINT "live_search_pkey" PRIMARY KEY ("story_id")
);

-- CreateTable
CREATE TABLE "search_term" (
    "lexeme" TEXT NOT NULL,
    "stories" INTEGER NOT NULL,

    CONSTRAINT "search_term_pkey" PRIMARY KEY ("lexeme")
);

-- CreateTable
CREATE TABLE "search_word" (
    "word" TEXT NOT NULL,
    "stories" INTEGER NOT NULL,

    CONSTRAINT "search_word_pkey" PRIMARY KEY ("word")
);

-- CreateIndex
CREATE INDEX "live_search_published_at_story_id_idx" ON "live_search"("published_at" DESC, "story_id" DESC);

-- CreateIndex
CREATE INDEX "live_search_stemmer_idx" ON "live_search"("stemmer");

-- AddForeignKey
ALTER TABLE "live_search" ADD CONSTRAINT "live_search_story_id_fkey" FOREIGN KEY ("story_id") REFERENCES "live_story"("story_id") ON DELETE CASCADE ON UPDATE CASCADE;

-- Which stories hold which lexemes. Without the list of pending entries: a search would read it whole.
CREATE INDEX "live_search_vector_idx" ON "live_search" USING gin ("vector") WITH (fastupdate = off);

-- A walk through the newest stories reads many vectors: to unpack each would take longer than to read it.
ALTER TABLE "live_search" ALTER COLUMN "vector" SET STORAGE EXTERNAL;

-- CreateTable
CREATE TABLE "search_promotion" (
    "id" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "term" TEXT NOT NULL,
    "kind" "address_kind" NOT NULL,
    "target" UUID NOT NULL,
    "ends_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "created_by_id" UUID,

    CONSTRAINT "search_promotion_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "search_miss" (
    "day" DATE NOT NULL,
    "term" TEXT NOT NULL,
    "readers" INTEGER NOT NULL,

    CONSTRAINT "search_miss_pkey" PRIMARY KEY ("day","term")
);

-- CreateIndex
CREATE UNIQUE INDEX "search_promotion_key_key" ON "search_promotion"("key");

-- CreateIndex
CREATE INDEX "search_promotion_created_by_id_idx" ON "search_promotion"("created_by_id");

-- AddForeignKey
ALTER TABLE "search_promotion" ADD CONSTRAINT "search_promotion_created_by_id_fkey" FOREIGN KEY ("created_by_id") REFERENCES "person"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- CreateTable
CREATE TABLE "snippet" (
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "blocks" JSONB NOT NULL,
    "schema_number" INTEGER NOT NULL,
    "is_bound" BOOLEAN NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_by_id" UUID,

    CONSTRAINT "snippet_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "live_snippet" (
    "id" UUID NOT NULL,
    "blocks" JSONB NOT NULL,

    CONSTRAINT "live_snippet_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "snippet_name_key" ON "snippet"("name");

-- CreateIndex
CREATE INDEX "snippet_updated_by_id_idx" ON "snippet"("updated_by_id");

-- AddForeignKey
ALTER TABLE "snippet" ADD CONSTRAINT "snippet_updated_by_id_fkey" FOREIGN KEY ("updated_by_id") REFERENCES "person"("id") ON DELETE SET NULL ON UPDATE CASCADE;

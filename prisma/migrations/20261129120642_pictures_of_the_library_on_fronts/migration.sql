-- CreateTable
CREATE TABLE "live_front_picture" (
    "front" TEXT NOT NULL,
    "picture_id" UUID NOT NULL,
    "is_shown" BOOLEAN NOT NULL,
    "crops" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "facts" JSONB,

    CONSTRAINT "live_front_picture_pkey" PRIMARY KEY ("front","picture_id")
);

-- CreateIndex
CREATE INDEX "live_front_picture_picture_id_idx" ON "live_front_picture"("picture_id");

-- Pictures of their stories that the live fronts show already.
INSERT INTO "live_front_picture" ("front", "picture_id", "is_shown", "facts")
SELECT DISTINCT ON (l.front, p.picture_id) l.front, p.picture_id, true, p.facts
FROM (SELECT DISTINCT ON (front) front, layout FROM front_launch ORDER BY front, number DESC) l,
  jsonb_path_query(l.layout, '$.containers[*].cards[*] ? (@.picture != "" && @.hidesPicture == false)') AS card
  JOIN live_picture p ON p.story_id = (card ->> 'story')::uuid AND p.picture_id = (card ->> 'picture')::uuid
ORDER BY l.front, p.picture_id;

-- Lists read the facts of a card's picture with the story. A card without them has no picture.
UPDATE "live_story" s SET "picture" = (
  SELECT s."picture" || jsonb_build_object('facts', p."facts") FROM "live_picture" p
  WHERE p."story_id" = s."story_id" AND p."picture_id"::text = s."picture" ->> 'picture'
) WHERE s."picture" IS NOT NULL;

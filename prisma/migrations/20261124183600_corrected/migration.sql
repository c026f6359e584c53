-- Few stories have corrections, and their page reads only those.
CREATE INDEX "live_story_corrected_idx" ON "live_story" ("story_id") WHERE "corrections" <> '[]'::jsonb;

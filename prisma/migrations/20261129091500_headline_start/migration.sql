-- Finds the published stories whose headlines a text names, by their first characters: lib/stories/checking/named-data.ts.
CREATE INDEX "live_story_headline_start" ON "live_story" (left("headline", 12));

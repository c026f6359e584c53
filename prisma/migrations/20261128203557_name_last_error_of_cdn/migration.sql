-- Renamed, not replaced: the message of a failed purge stays.
ALTER TABLE "press_cdn" RENAME COLUMN "said" TO "last_error";

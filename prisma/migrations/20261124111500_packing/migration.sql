-- The app only adds to the log. What may leave it, leaves by these two, which run as the owner of the tables and look
-- for themselves whether it may.

-- Removes the rows of steps that lie in the pack which begins at this version, if they are older than seven days.
CREATE FUNCTION drop_packed_steps(story uuid, pack_from int) RETURNS int
LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  WITH gone AS (
    DELETE FROM story_step s USING story_step_pack p
    WHERE p.story_id = story AND p.from_version = pack_from
      AND s.story_id = story AND s.version BETWEEN p.from_version AND p.to_version
      AND s.at < now() - interval '7 days'
    RETURNING 1)
  SELECT count(*)::int FROM gone
$$;

-- Removes packs whose last step is older than `before` (90 days at least), where a revision that went out lies at or
-- after all of their versions.
CREATE FUNCTION drop_old_packs(before timestamptz) RETURNS int
LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  WITH gone AS (
    DELETE FROM story_step_pack p
    WHERE p.last_at < least(before, now() - interval '90 days')
      AND EXISTS (
        SELECT 1 FROM revision r
        WHERE r.story_id = p.story_id AND r.version >= p.to_version
          AND r.kind IN ('PUBLISHED', 'CORRECTED', 'CLARIFIED', 'REINSTATED'))
    RETURNING 1)
  SELECT count(*)::int FROM gone
$$;

REVOKE ALL ON FUNCTION drop_packed_steps(uuid, int) FROM PUBLIC;
REVOKE ALL ON FUNCTION drop_old_packs(timestamptz) FROM PUBLIC;

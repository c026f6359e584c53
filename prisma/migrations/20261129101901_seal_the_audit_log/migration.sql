-- CreateTable
CREATE TABLE "audit_seal" (
    "number" BIGINT NOT NULL,
    "event_id" UUID NOT NULL,
    "event_hash" BYTEA NOT NULL,
    "salt" BYTEA,
    "replaced_hash" BYTEA,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "hash" BYTEA NOT NULL,

    CONSTRAINT "audit_seal_pkey" PRIMARY KEY ("number")
);

-- CreateTable
CREATE TABLE "unsealed_event" (
    "event_id" UUID NOT NULL,

    CONSTRAINT "unsealed_event_pkey" PRIMARY KEY ("event_id")
);

-- CreateIndex
CREATE UNIQUE INDEX "audit_seal_event_id_key" ON "audit_seal"("event_id");

-- The events so far are sealed when Galley starts.
INSERT INTO unsealed_event (event_id) SELECT id FROM audit_event;

-- Removes the oldest events with their seals: those before the first one that is not older than `before` (three months at
-- least), at most 10,000, and never the newest seal. Returns the last seal that was removed, and how many.
CREATE FUNCTION drop_old_events(before timestamptz, OUT through bigint, OUT hash bytea, OUT dropped int)
LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  WITH oldest AS (
    SELECT s.number, s.event_id, s.hash, coalesce(e.at, s.at) AS at
    FROM audit_seal s LEFT JOIN audit_event e ON e.id = s.event_id
    WHERE s.number < (SELECT max(number) FROM audit_seal)
    ORDER BY s.number LIMIT 10000),
  young AS (
    SELECT min(number) AS number FROM oldest WHERE at >= least(before, now() - interval '3 months')),
  old AS (
    SELECT o.* FROM oldest o, young y WHERE y.number IS NULL OR o.number < y.number),
  events AS (
    DELETE FROM audit_event WHERE id IN (SELECT event_id FROM old)),
  seals AS (
    DELETE FROM audit_seal WHERE number IN (SELECT number FROM old))
  SELECT max(number), (SELECT o.hash FROM old o ORDER BY o.number DESC LIMIT 1), count(*)::int FROM old
$$;

REVOKE ALL ON FUNCTION drop_old_events(timestamptz) FROM PUBLIC;

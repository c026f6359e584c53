-- AlterEnum
ALTER TYPE "person_state" ADD VALUE 'ERASED';

-- Replaces one name or e-mail address of a person in the events of the audit log, and takes the salts of their seals. Only a word that
-- the row of the person or an event about the person holds. An address is replaced wherever it is, a name where it is a whole
-- value, and within the list of readers of a story. Returns the events that it changed.
CREATE FUNCTION erase_person_word(who uuid, word text, new_word text) RETURNS SETOF uuid
LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  WITH known AS (
    SELECT to_json(word)::text AS quoted, trim(BOTH '"' FROM to_json(word)::text) AS plain,
      to_json(new_word)::text AS new_quoted, trim(BOTH '"' FROM to_json(new_word)::text) AS new_plain
    WHERE word <> '' AND (
      EXISTS (SELECT FROM person p WHERE p.id = who AND word IN (p.email, p.name))
      OR EXISTS (SELECT FROM audit_event e WHERE e.subject_kind = 'person' AND e.subject_id = who::text
        AND word IN (e.subject_name, e.detail ->> 'from', e.detail ->> 'to', e.detail ->> 'email')))),
  named AS (
    SELECT e.id,
      CASE WHEN e.subject_name = word AND (word LIKE '%@%' OR (e.subject_kind = 'person' AND e.subject_id = who::text))
        THEN new_word ELSE e.subject_name END AS subject_name,
      CASE WHEN word LIKE '%@%' OR e.action = 'story.readers_changed' THEN replace(e.detail::text, k.plain, k.new_plain)
        ELSE replace(replace(e.detail::text, ': ' || k.quoted, ': ' || k.new_quoted), '[' || k.quoted, '[' || k.new_quoted)
        END AS detail
    FROM audit_event e, known k
    WHERE e.subject_name = word OR position(k.plain IN e.detail::text) > 0),
  changed AS (
    UPDATE audit_event e SET subject_name = n.subject_name, detail = n.detail::jsonb FROM named n
    WHERE e.id = n.id AND (e.subject_name <> n.subject_name OR e.detail <> n.detail::jsonb)
    RETURNING e.id),
  seals AS (
    UPDATE audit_seal SET salt = NULL WHERE event_id IN (SELECT id FROM changed))
  SELECT id FROM changed
$$;

-- The hash of an event after words left it. Only for a seal whose salt is gone, which verification counts.
CREATE FUNCTION note_erased_event(event uuid, hash bytea) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  UPDATE audit_seal SET replaced_hash = $2 WHERE event_id = $1 AND salt IS NULL
$$;

REVOKE ALL ON FUNCTION erase_person_word(uuid, text, text) FROM PUBLIC;
REVOKE ALL ON FUNCTION note_erased_event(uuid, bytea) FROM PUBLIC;

// Which columns of the database hold text of people, files and other systems. columns.db.test.ts fails for a column that no list
// has. A column that is listed and not there is no fault.
import type pg from "pg";

type Columns = Readonly<Record<string, readonly string[]>>;

/** Columns that the bench fills with attacks, past all checks of what may be entered. */
export const outsideTexts: Columns = {
  assignment: ["brief", "picture_wish"],
  author: ["name", "job_title", "bio"],
  backup_run: ["error"],
  blanked_block: ["reason"],
  checklist_item: ["text"],
  collection: ["title", "intro", "cover_alt"],
  comment: ["text", "writer_name"],
  comment_thread: ["quote"],
  correction: ["note"],
  custom_role: ["name"],
  fallback_picture: ["alt", "credit"],
  hand_over_note: ["note"],
  headline_test: ["first", "second"],
  identity: ["issuer", "subject"],
  ignored_check: ["words"],
  import_run: ["place", "pictures", "name", "problem"],
  link: ["email"],
  live_collection: ["title", "intro", "cover_alt", "cover_credit"],
  live_page: ["headline", "standfirst", "seo_title", "seo_description", "social_title", "social_text", "social_alt"],
  live_story: [
    "headline",
    "kicker",
    "standfirst",
    "place",
    "editors_note",
    "seo_title",
    "seo_description",
    "social_title",
    "social_text",
    "social_alt",
  ],
  live_version: ["note"],
  mail: ["address", "name", "subject", "last_error"],
  media_file: ["file_name", "captions", "transcript", "rights_note"],
  notice: ["text"],
  outside_link: ["url", "host", "moved_to"],
  partner: ["name", "words"],
  partner_fetch: ["network", "etag"],
  passkey: ["name"],
  person: ["name", "email"],
  person_elsewhere: ["name"],
  picture: [
    "file_name",
    "alt",
    "caption",
    "credit",
    "source",
    "copyright",
    "place",
    "people",
    "keywords",
    "rights_note",
    "file_terms",
    "territory",
    "withdrawal_reason",
    "search_words",
  ],
  picture_collection: ["name"],
  press_cdn: ["last_error"],
  reader_report: ["quote", "message", "email"],
  redirect: ["path"],
  review_link: ["name", "approval_note"],
  revision: ["note", "headline"],
  scheduled_act: ["reason", "error"],
  scheduled_launch: ["reason"],
  search_miss: ["term"],
  search_promotion: ["term"],
  section: ["name", "description"],
  session: ["browser", "network"],
  snippet: ["name"],
  story: ["headline", "search_text", "embargo_reason", "import_key"],
  story_flag: ["reason"],
  story_template: ["name", "checklist"],
  style_rule: ["pattern", "replacement", "reason", "finds", "leaves"],
  topic: ["name", "description"],
  upload_preset: ["name", "credit", "source", "copyright", "keywords", "rights_note"],
  webhook: ["name", "url"],
  webhook_delivery: ["headline", "last_answer"],
  wire_item: ["headline", "text", "key"],
  wire_rule: ["name", "words", "categories", "languages"],
  wire_source: ["name", "address", "problem", "etag", "last_modified"],
  wire_version: ["text"],
};

/** Columns that only Galley writes: ids, hashes, kinds, settled addresses, words of a search index. */
export const ownTexts: Columns = {
  address: ["path", "target"],
  api_key: ["prefix", "token_hash", "scopes"],
  api_minute: ["subject"],
  api_request: ["idempotency_key", "fingerprint"],
  assignment: ["answer"],
  audit_event: ["action", "subject_kind", "subject_id", "subject_name"],
  author: ["slug"],
  backup_run: ["file"],
  blanked_block: ["block"],
  collection: ["slug", "cover_crop"],
  comment_thread: ["block_id"],
  custom_role: ["privileges"],
  fallback_picture: ["place"],
  form_count: ["key"],
  front: ["id", "clashes"],
  front_launch: ["front"],
  headline_test: ["front"],
  ignored_check: ["code", "block", "style"],
  import_run: ["format"],
  link: ["token_hash"],
  live_collection: ["path", "cover_crop"],
  live_front_picture: ["front", "crops"],
  live_page: ["path", "purpose", "language"],
  live_search: ["stemmer", "places", "words", "body"],
  live_story: ["path", "label", "badge", "language", "slug"],
  live_version: ["revision_hash"],
  mail: ["kind"],
  mail_choice: ["kind"],
  mail_settings: ["time_zone"],
  media_file: ["sha256", "format", "captions_language"],
  notice: ["key"],
  outside_link: ["state"],
  partner: ["language", "prefix", "token_hash"],
  partner_item: ["status"],
  passkey: ["credential_id", "transports"],
  person: ["languages", "password_hash", "totp_secret"],
  picture: ["sha256", "format", "color"],
  picture_claim: ["sha256", "file"],
  pin: ["front"],
  ping: ["kind", "paths"],
  press_cdn: ["id", "seen"],
  press_node: ["id", "name", "seen"],
  press_purge: ["tags"],
  reader_report: ["block_id"],
  recovery_code: ["hash"],
  review_link: ["token_hash"],
  revision: ["blocks", "salts", "block_hashes", "content_hash", "previous_hash", "revision_hash"],
  scheduled_launch: ["front"],
  search_promotion: ["key"],
  search_term: ["lexeme"],
  search_word: ["word"],
  section: ["slug", "path"],
  setting: ["key"],
  sign_in_attempt: ["key"],
  spent_challenge: ["hash"],
  story: ["language", "purpose", "path", "import_hash"],
  story_step: ["client_id", "batch_id"],
  style_rule: ["severity"],
  topic: ["slug"],
  webhook: ["secret", "events"],
  webhook_delivery: ["event", "body"],
  wire_item: ["status", "language"],
  wire_source: ["format"],
  wire_version: ["hash"],
};

/** Columns of JSON. Those with texts are filled through what writes them: documents, fronts, settings, mails, events and wires. */
export const jsonColumns: Columns = {
  api_request: ["answer"],
  audit_event: ["detail"],
  author: ["portrait_facts"],
  fallback_picture: ["facts"],
  front: ["draft", "editors", "trail", "lock"],
  front_launch: ["layout"],
  import_run: ["options", "report"],
  live_collection: ["cover_facts"],
  live_front_picture: ["facts"],
  live_media: ["facts"],
  live_page: ["document", "picture", "corrections"],
  live_page_media: ["facts"],
  live_page_picture: ["facts"],
  live_picture: ["facts"],
  live_snippet: ["blocks"],
  live_story: ["document", "picture", "corrections"],
  live_version: ["change"],
  mail: ["content"],
  partner_fetch: ["items"],
  picture: ["renditions", "content_credentials", "crops"],
  press_node: ["checked"],
  revision: ["authorship"],
  scheduled_act: ["input", "detail"],
  scheduled_launch: ["layout"],
  setting: ["value"],
  snippet: ["blocks"],
  story_document: ["document"],
  story_step: ["step"],
  story_template: ["document"],
  wire_version: ["item"],
};

export type Column = {
  table: string;
  column: string;
  type: string;
  isNeeded: boolean;
  /** "table.column" that it names, or null. */
  names: string | null;
};

const columnsQuery = `
  select c.table_name as table, c.column_name as column,
    case when c.data_type = 'USER-DEFINED' then 'enum ' || c.udt_name when c.data_type = 'ARRAY' then c.udt_name else c.data_type end as type,
    c.is_nullable = 'NO' and c.column_default is null and c.is_generated = 'NEVER' as "isNeeded",
    (select f.confrelid::regclass || '.' || other.attname from pg_constraint f
      join pg_attribute own on own.attrelid = f.conrelid and own.attnum = f.conkey[1]
      join pg_attribute other on other.attrelid = f.confrelid and other.attnum = f.confkey[1]
      where f.contype = 'f' and f.conrelid = c.table_name::regclass and cardinality(f.conkey) = 1 and own.attname = c.column_name
      limit 1) as names
  from information_schema.columns c join information_schema.tables t using (table_schema, table_name)
  where c.table_schema = 'public' and t.table_type = 'BASE TABLE' and c.table_name not like '\\_%' order by 1, 2`;

/** Every column of Galley's tables, by table and name. */
export const listColumns = async (client: pg.Client): Promise<Column[]> =>
  (await client.query<Column>(columnsQuery)).rows;

export const isText = ({ type }: Column): boolean => ["text", "_text", "character varying", "_varchar"].includes(type);
export const isJson = ({ type }: Column): boolean => /^_?jsonb?$/.test(type);

import pg from "pg";

export const roleNames = { owner: "galley_owner", app: "galley_app", reader: "galley_reader" } as const;

/** Tables (and, where a table holds more than readers may know, columns) that the reader role may SELECT. */
export const readerTables: Record<string, readonly string[] | "all"> = {
  live_story: "all",
  live_story_topic: "all",
  live_story_author: "all",
  live_picture: "all",
  fallback_picture: "all",
  live_front_picture: "all",
  live_media: "all",
  live_page_media: "all",
  live_page: "all",
  live_page_picture: "all",
  live_search: "all",
  live_version: "all",
  live_snippet: "all",
  search_term: "all",
  search_word: "all",
  address: "all",
  section: "all",
  topic: "all",
  author: ["id", "name", "slug", "job_title", "bio", "portrait_id", "portrait_facts", "alias_of_id"],
  live_collection: "all",
  search_promotion: ["id", "key", "kind", "target", "ends_at"],
  pin: "all",
  front_launch: ["front", "number", "layout"],
  headline_test: ["id", "front", "story_id", "second", "ends_at", "ended_at"],
  setting: "all",
};

/** Tables whose rows the app may add and read but never change or remove. */
export const insertOnlyTables = [
  "story_step",
  "story_step_pack",
  "revision",
  "audit_event",
  "audit_seal",
  "correction",
  "front_launch",
] as const;

/** Tables that only their owner writes, from the command line. */
export const ownerTables = ["blanked_block"] as const;

/** Functions that the app may run with the owner's rights, each within narrow limits: only packed steps can leave the log, only untouched imports the history, only words that are gone are noted as erased, only the oldest sealed events the audit log, and only the name and the addresses of a person its words. */
const appFunctions = [
  "drop_packed_steps(uuid, int)",
  "drop_old_packs(timestamptz)",
  "drop_imported_history(uuid)",
  "keep_blanked(uuid, int, text, timestamptz, text)",
  "drop_old_events(timestamptz)",
  "erase_person_word(uuid, text, text)",
  "note_erased_event(uuid, bytea)",
] as const;

const privateTables = [
  "person",
  "custom_role",
  "session",
  "link",
  "passkey",
  "identity",
  "spent_challenge",
  "recovery_code",
  "sign_in_attempt",
  "mail",
  "mail_choice",
  "mail_settings",
  "story",
  "story_author",
  "story_document",
  "scheduled_act",
  "front",
  "scheduled_launch",
  "assignment",
  "story_flag",
  "hand_over_note",
  "picture",
  "picture_collection",
  "picture_claim",
  "picture_in_collection",
  "upload_preset",
  "story_picture",
  "story_media",
  "media_file",
  "press_purge",
  "press_node",
  "press_cdn",
  "comment_thread",
  "comment",
  "review_link",
  "story_template",
  "checklist_item",
  "snippet",
  "collection",
  "notice",
  "watch",
  "redirect",
  "backup_run",
  "reader_report",
  "form_count",
  "search_miss",
  "story_read",
  "story_read_day",
  "ping",
  "reader_version",
  "style_rule",
  "style_week",
  "ignored_check",
  "outside_link",
  "import_run",
  "imported_thing",
  "person_elsewhere",
  "api_key",
  "api_request",
  "api_minute",
  "webhook",
  "webhook_delivery",
  "partner",
  "partner_fetch",
  "partner_item",
  "partner_picture",
  "unsealed_event",
  "wire_source",
  "wire_item",
  "wire_version",
  "wire_take",
  "wire_rule",
] as const;

/** Every table of ours, for the grants and for the test that tries each as the reader. */
export const allTables = [
  ...new Set([...Object.keys(readerTables), ...insertOnlyTables, ...ownerTables, ...privateTables]),
];

/**
 * Creates a role that may sign in, or renews its password. The connected role needs CREATEROLE.
 * @param password at most 100 characters of any kind
 */
export async function createRole(client: pg.Client, role: string, password: string): Promise<void> {
  const { rowCount } = await client.query("select 1 from pg_roles where rolname = $1", [role]);
  const verb = rowCount ? "alter" : "create";
  await client.query(
    `${verb} role ${pg.escapeIdentifier(role)} login nosuperuser nocreatedb nocreaterole password ${pg.escapeLiteral(password)}`,
  );
}

function rightsOfApp(table: string): string {
  if ((ownerTables as readonly string[]).includes(table)) return "select";
  if ((insertOnlyTables as readonly string[]).includes(table)) return "select, insert";
  return "select, insert, update, delete";
}

/** Gives each role exactly what it may. Safe to repeat; run after every migration by the owner of the tables. */
export async function grantRoles(client: pg.Client): Promise<void> {
  const { app, reader } = roleNames;
  const statements = [
    `revoke all on schema public from public`,
    `grant usage on schema public to ${app}, ${reader}`,
    `revoke all on all tables in schema public from ${app}, ${reader}`,
    `grant usage on all sequences in schema public to ${app}`,
  ];
  for (const table of allTables) {
    statements.push(`grant ${rightsOfApp(table)} on ${table} to ${app}`);
  }
  for (const [table, columns] of Object.entries(readerTables)) {
    statements.push(`grant select ${columns === "all" ? "" : `(${columns.join(", ")})`} on ${table} to ${reader}`);
  }
  for (const name of appFunctions)
    statements.push(`revoke all on function ${name} from public`, `grant execute on function ${name} to ${app}`);
  statements.push(
    `grant usage on schema pgboss to ${app}`,
    `grant select, insert, update, delete on all tables in schema pgboss to ${app}`,
    `grant execute on all functions in schema pgboss to ${app}`,
  );
  await client.query(statements.join(";\n"));
}

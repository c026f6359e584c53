import { roleNames } from "#lib/people/policy.ts";
import { alone, asRole, type Detail, dueText, type SentenceRule, simple, text } from "./rule.ts";

const requiredRoles = ({ after }: Detail): string => {
  const roles = (after as { requiredFor?: unknown } | undefined)?.requiredFor;
  if (!Array.isArray(roles) || roles.length === 0) return "nobody";
  return roles.map((key: keyof typeof roleNames) => `${roleNames[key]?.name.toLowerCase() ?? key}s`).join(", ");
};
const settingNames: Record<string, string> = {
  name: "name",
  shortName: "short name",
  tagline: "tagline",
  ownership: "ownership",
  publisher: "publisher",
  address: "address",
  links: "footer links",
  profiles: "profiles",
  accent: "accent colour",
  licence: "licence",
  licenceLink: "licence link",
  mayRepublish: "republishing",
  showsHistory: "public change history",
  securityContact: "security contact",
  securityExpires: "security contact expiry date",
  hub: "WebSub hub",
  indexNowKey: "IndexNow key",
  language: "language",
  timeZone: "time zone",
  publicationSlots: "usual publication times",
  maxVideoSize: "maximum size of videos",
  maxAudioSize: "maximum size of audio files",
  maxDocumentSize: "maximum size of documents",
  auditMonths: "retention of the audit log",
  checkOutsideLinks: "check of links to other sites",
  noteToFile: "required note when filing",
  noteToSendBack: "required note when sending back",
  noteToApprove: "required note when approving",
  pictureWithdrawn: "rule for withdrawn pictures",
  pictureExpired: "rule for expired pictures",
  pictureNotYet: "rule for pictures that may not be used yet",
  pictureTrashed: "rule for pictures in the trash",
  pictureOverCount: "rule for pictures whose uses are used up",
  pictureAskFirst: "rule for pictures marked “Ask first”",
  pictureUnknown: "rule for pictures whose rights are not recorded",
  pictureStaff: "rule for staff pictures",
  pictureAgency: "rule for agency pictures",
  pictureHandout: "rule for handout pictures",
  pictureCreativeCommons: "rule for Creative Commons pictures",
  picturePayPerUse: "rule for pictures paid per use",
  setup: "whether the steps of a new paper are shown",
  fallbackPicture: "fallback picture",
};

/** Sentences about settings, jobs, imports and other systems. */
export const systemSentences: Record<string, SentenceRule> = {
  "press.purged": simple("Pages purged", "purged"),
  "redirect.added": simple("Redirect created", "redirected", (detail) =>
    text(detail, "path") ? ` to ${text(detail, "path")}` : "",
  ),
  "redirect.removed": simple("Redirect removed", "removed the redirect at"),
  "redirect.imported": simple("Redirects imported", "imported"),
  "import.started": simple("Import started", "started the import of", (detail) =>
    detail.isDryRun === true ? " as a dry run" : "",
  ),
  "import.paused": simple("Import paused", "paused the import of"),
  "import.resumed": simple("Import resumed", "resumed the import of"),
  "import.undone": simple("Import undone", "undid the import of"),

  "key.created": simple("API key created", "created the API key", asRole),
  "key.revoked": simple("API key revoked", "revoked the API key"),
  "key.used": simple("Text changed by an API key", "changed a story with the API key"),
  "key.refused": {
    label: "API key refused",
    say: (it) => ["was refused a request with the API key ", it],
  },

  "wire.added": simple("Wire added", "added the wire"),
  "wire.changed": simple("Wire changed", "changed the wire"),
  "wire.deleted": simple("Wire deleted", "deleted the wire"),
  "wire.rule_added": simple("Rule of wires added", "added the rule of wires"),
  "wire.rule_changed": simple("Rule of wires changed", "changed the rule of wires"),
  "wire.rule_deleted": simple("Rule of wires deleted", "deleted the rule of wires"),
  "partner.created": simple("Partner created", "created the partner"),
  "partner.changed": simple("Partner changed", "changed the partner"),
  "partner.key_renewed": simple("Key of a partner renewed", "made a new key for the partner"),
  "partner.ended": simple("Partner ended", "ended the deliveries to the partner"),
  "partner.resumed": simple("Partner resumed", "resumed the deliveries to the partner"),
  "partner.deleted": simple("Partner deleted", "deleted the partner"),
  "webhook.created": simple("Webhook created", "created the webhook"),
  "webhook.changed": simple("Webhook changed", "changed the webhook"),
  "webhook.enabled": simple("Webhook enabled", "enabled the webhook"),
  "webhook.disabled": simple("Webhook disabled", "disabled the webhook", (detail) =>
    detail.isGivenUp === true ? ", because its deliveries had failed for long" : "",
  ),
  "webhook.deleted": simple("Webhook deleted", "deleted the webhook"),
  "webhook.replayed": simple("Webhook delivery repeated", "repeated a delivery of the webhook"),

  "job.started": simple("Job started", "started the job"),
  "setting.log_downloaded": alone(
    "Audit log downloaded",
    ({ format }) => `downloaded the audit log as ${String(format).toUpperCase()}`,
  ),
  "setting.log_trimmed": alone(
    "Old events deleted",
    (detail) =>
      `deleted ${text(detail, "count") || "old"} ${text(detail, "count") === "1" ? "event" : "events"} from the audit log${dueText(detail, "before", ", all before ")}`,
  ),
  "setting.sign_in_rules_changed": alone(
    "Sign-in rules changed",
    (detail) => `changed the sign-in rules: a second factor is required for ${requiredRoles(detail)}`,
  ),
  "setting.changed": alone("Settings changed", ({ fields }) => {
    const names = Array.isArray(fields) ? fields.map((name) => settingNames[String(name)] ?? String(name)) : [];
    return names.length > 0 ? `changed the settings: ${names.join(", ")}` : "changed the settings";
  }),
};

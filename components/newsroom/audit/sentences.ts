import type { EventRow } from "#lib/audit/data.ts";
import { roleNames } from "#lib/people/policy.ts";

/** A sentence without its subject: text and links. */
export type SentencePart = string | { text: string; href: string | null };
type Event = Pick<EventRow, "action" | "subjectKind" | "subjectId" | "subjectName" | "detail" | "isPage">;
type Detail = Record<string, unknown>;

type SentenceRule = {
  /** Label in the filter: "Topic merged". */
  label: string;
  /** `it` is the thing that was acted on. */
  say: (it: SentencePart, detail: Detail) => SentencePart[];
};

const text = (detail: Detail, name: string): string => {
  const value = detail[name];
  return typeof value === "string" ? value : typeof value === "number" ? String(value) : "";
};
const at = (detail: Detail): string => (text(detail, "path") ? ` at ${text(detail, "path")}` : "");
const because = (detail: Detail, name: string): string => (text(detail, name) ? `: “${text(detail, name)}”` : "");
const role = (detail: Detail, name: string): string => {
  const key = text(detail, name);
  return key in roleNames ? roleNames[key as keyof typeof roleNames].name.toLowerCase() : key;
};
const requiredRoles = ({ after }: Detail): string => {
  const roles = (after as { requiredFor?: unknown } | undefined)?.requiredFor;
  if (!Array.isArray(roles) || roles.length === 0) return "nobody";
  return roles.map((key: keyof typeof roleNames) => `${roleNames[key]?.name.toLowerCase() ?? key}s`).join(", ");
};
const asRole = (detail: Detail): string => (text(detail, "role") ? ` as ${role(detail, "role")}` : "");
const provider = (detail: Detail): string => text(detail, "provider") || "a provider";
const fromNetwork = (detail: Detail): string => (text(detail, "network") ? ` from ${text(detail, "network")}` : "");
const languageNames = new Intl.DisplayNames("en", { type: "language" });
const inLanguage = (detail: Detail): string => {
  const language = text(detail, "language");
  return /^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$/.test(language) ? ` into ${languageNames.of(language)}` : "";
};

/** What a role allows, in the words of that time. */
const meaning = (detail: Detail, name: string): string => (text(detail, name) ? `: ${text(detail, name)}` : "");

/** The changed part: the name, the path or only the description. */
const changes = (detail: Detail): string =>
  [
    text(detail, "from") && `, formerly “${text(detail, "from")}”`,
    text(detail, "path") && `, and moved it to ${text(detail, "path")}`,
  ]
    .filter(Boolean)
    .join("");

const simple = (label: string, verb: string, after: (detail: Detail) => string = () => ""): SentenceRule => ({
  label,
  say: (it, detail) => [`${verb} `, it, after(detail)],
});
const alone = (label: string, words: (detail: Detail) => string): SentenceRule => ({
  label,
  say: (_it, detail) => [words(detail)],
});

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

const signInMethods: Record<string, string> = {
  PASSWORD: " with a password",
  LINK: " with a link",
  PASSKEY: " with a passkey",
};
const pictureCount = (detail: Detail): string =>
  detail.pictures === 1 ? "a picture" : `${text(detail, "pictures") || "some"} pictures`;
const pictureFields: Record<string, string> = { alt: "alt text", takenAt: "time taken" };

const plannedNames: Record<string, string> = {
  PUBLISH: "publication",
  CORRECT: "correction",
  CLARIFY: "clarification",
  TAKE_DOWN: "take-down",
  UNLIST: "removal from lists",
  END_EMBARGO: "end of the embargo",
};
const planned = (detail: Detail): string => plannedNames[text(detail, "verb")] ?? "publication";
/** "2026-11-28 06:00 UTC" behind a word; nothing without an instant. */
const dueText = (detail: Detail, name: string, word: string): string => {
  const due = text(detail, name);
  return due ? `${word}${due.slice(0, 16).replace("T", " ")} UTC` : "";
};

const fromStories = (detail: Detail): string =>
  detail.stories === undefined
    ? ""
    : ` from ${detail.stories === 1 ? "1 story" : `${text(detail, "stories")} stories`}`;

const sessionCount = (detail: Detail): string =>
  detail.sessions === 1 ? "one session" : `${text(detail, "sessions") || "all"} sessions`;

/** The sentence of every recorded action; a test checks that it is complete. */
export const sentenceRules: Record<string, SentenceRule> = {
  "press.purged": simple("Pages purged", "purged"),
  "redirect.added": simple("Redirect created", "redirected", (detail) =>
    text(detail, "path") ? ` to ${text(detail, "path")}` : "",
  ),
  "redirect.removed": simple("Redirect removed", "removed the redirect at"),
  "redirect.imported": simple("Redirects imported", "imported"),
  "story.created": simple("Story created", "created"),
  "story.copied": simple("Story copied", "created", () => " as a copy of another story"),
  "story.translated": simple("Translation created", "created a translation of", inLanguage),
  "story.imported": simple("Story imported", "imported", at),
  "story.imported_again": simple("Story imported once more", "replaced the imported text of", at),
  "story.import_undone": simple("Imported story removed", "undid the import of", at),
  "story.filed": simple("Story filed", "filed"),
  "story.withdrawn": simple("Story withdrawn", "withdrew"),
  "story.sent_back": simple("Story sent back", "sent back", (detail) => because(detail, "note")),
  "story.approved": simple("Story approved", "approved"),
  "story.approval_lost": simple("Approval lost", "changed", () => " after it was approved, so it needs approval again"),
  "story.published": simple("Story published", "published", at),
  "story.updated": simple("Story updated", "published changes to"),
  "story.corrected": simple("Story corrected", "corrected", (detail) => because(detail, "note")),
  "story.clarified": simple("Story clarified", "clarified", (detail) => because(detail, "note")),
  "story.words_hidden": simple("Words hidden from readers", "hid from readers the earlier wording of", (detail) =>
    text(detail, "revision") ? `, up to revision ${text(detail, "revision")}` : "",
  ),
  "story.check_ignored": simple("Check ignored", "ignored a check of", (detail) =>
    text(detail, "words") ? ` about “${text(detail, "words")}”` : "",
  ),
  "story.checks_overridden": simple("Checks overridden", "published in spite of its checks", (detail) =>
    because(detail, "reason"),
  ),
  "style.created": simple("House style rule created", "created the house style rule", (detail) =>
    because(detail, "reason"),
  ),
  "style.changed": simple("House style rule changed", "changed the house style rule", (detail) =>
    because(detail, "reason"),
  ),
  "style.deleted": simple("House style rule deleted", "deleted the house style rule"),
  "style.imported": simple("House style imported", "imported", (detail) =>
    text(detail, "added") ? ` (${text(detail, "added")} rules)` : "",
  ),
  "style.checks_changed": simple("Checks changed", "changed the settings of", () => " in Admin"),
  "style.words_changed": simple("Word list changed", "changed the", () => " in Admin"),
  "story.taken_down": simple("Story taken down", "took down", (detail) => because(detail, "reason")),
  "story.reinstated": simple("Story reinstated", "reinstated"),
  "story.address_moved": simple("URL changed", "changed the URL of", (detail) =>
    text(detail, "path") ? ` from ${text(detail, "from")} to ${text(detail, "path")}` : "",
  ),
  "story.scheduled": {
    label: "Story scheduled",
    say: (it, detail) => [`scheduled the ${planned(detail)} of `, it, dueText(detail, "due", " for ")],
  },
  "story.rescheduled": {
    label: "Story rescheduled",
    say: (it, detail) => [
      `moved the scheduled ${planned(detail)} of `,
      it,
      dueText(detail, "from", " from "),
      dueText(detail, "due", " to "),
    ],
  },
  "story.unscheduled": {
    label: "Schedule cancelled",
    say: (it, detail) => [`cancelled the scheduled ${planned(detail)} of `, it],
  },
  "story.schedule_renewed": simple("Changes included", "included the latest changes in the scheduled publication of"),
  "story.schedule_stopped": {
    label: "Scheduled act stopped",
    say: (it, detail) => [
      `could not carry out the scheduled ${planned(detail)} of `,
      it,
      text(detail, "reason") ? ` (${text(detail, "reason")})` : "",
    ],
  },
  "story.embargo_set": {
    label: "Embargo set",
    say: (it, detail) => ["set an embargo on ", it, dueText(detail, "due", " until "), because(detail, "reason")],
  },
  "story.embargo_lifted": simple("Embargo lifted", "lifted the embargo on", (detail) => because(detail, "reason")),
  "story.embargo_ended": simple("Embargo ended", "ended the embargo on"),
  "story.unlisted": simple("Removed from lists", "removed", () => " from lists and search"),
  "story.listed": simple("Listed again", "put", () => " back into lists and search"),
  "story.spiked": simple("Story spiked", "spiked"),
  "story.unspiked": simple("Story unspiked", "unspiked"),
  "story.assigned": simple("Story assigned", "assigned", (detail) =>
    text(detail, "name") ? ` to ${text(detail, "name")}` : "",
  ),
  "story.unassigned": simple("Assignment removed", "removed the assignment of"),
  "story.claimed": simple("Story claimed", "claimed"),
  "story.accepted": simple("Assignment accepted", "accepted the assignment", (detail) => because(detail, "answer")),
  "story.declined": simple("Assignment declined", "declined the assignment", (detail) => because(detail, "answer")),
  "story.planned": simple("Assignment changed", "changed the brief or due time of"),
  "story.flagged": simple("Story flagged", "flagged", (detail) =>
    text(detail, "kind") ? ` as ${text(detail, "kind").toLowerCase()}${because(detail, "reason")}` : "",
  ),
  "story.flag_removed": simple("Flag removed", "removed a flag from"),
  "story.note_dismissed": simple("Note dismissed", "dismissed the note on"),
  "story.comment_edited": simple("Comment edited", "edited a comment on"),
  "story.comments_resolved": simple("Comments resolved", "resolved comments on"),
  "story.comments_reopened": simple("Comments reopened", "reopened comments on"),
  "story.restored": simple("Revision restored", "restored a revision of"),
  "story.picture_replaced": simple("Picture replaced in a story", "replaced a picture in", (detail) =>
    detail.published === true ? ", also for readers" : "",
  ),
  "story.blanked": simple("Words erased for legal reasons", "erased words for legal reasons in", (detail) =>
    because(detail, "reason"),
  ),
  "story.version_named": simple("Version named", "named a version of", (detail) => because(detail, "note")),

  "promotion.added": simple("Search result promoted", "chose what comes first for the search"),
  "promotion.changed": simple("Promoted result changed", "changed what comes first for the search"),
  "promotion.removed": simple("Promoted result removed", "removed what comes first for the search"),

  "collection.created": simple("Collection created", "created the collection"),
  "collection.changed": simple("Collection changed", "changed the collection", changes),
  "collection.published": simple("Collection published", "published the collection", at),
  "collection.withdrawn": simple("Collection withdrawn", "withdrew the collection"),
  "collection.deleted": simple("Collection deleted", "deleted the collection"),

  "import.started": simple("Import started", "started the import of", (detail) =>
    detail.isDryRun === true ? " as a dry run" : "",
  ),
  "import.paused": simple("Import paused", "paused the import of"),
  "import.resumed": simple("Import resumed", "resumed the import of"),
  "import.undone": simple("Import undone", "undid the import of"),

  "snippet.created": simple("Snippet created", "created the snippet"),
  "snippet.changed": simple("Snippet changed", "changed the snippet", changes),
  "snippet.deleted": simple("Snippet deleted", "deleted the snippet"),

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

  "template.created": simple("Template created", "created the template"),
  "template.changed": simple("Template changed", "changed the template"),
  "template.deleted": simple("Template deleted", "deleted the template"),

  "review.shared": simple("Shared for review", "shared", (detail) =>
    text(detail, "guest") ? ` for review with ${text(detail, "guest")}` : " for review",
  ),
  "review.revoked": {
    label: "Review link ended",
    say: (it, detail) => [`ended the review link of ${text(detail, "guest") || "a guest"} to `, it],
  },
  "review.opened": simple("Review link opened", "opened"),
  "review.commented": simple("Comment by a guest", "commented on"),
  "review.approved": simple("Approved by a guest", "approved", (detail) => because(detail, "note")),

  "report.handled": simple("Report resolved", "resolved a reader’s report on"),
  "report.reopened": simple("Report reopened", "reopened a reader’s report on"),

  "breaking.set": simple("Breaking news published", "published breaking news:"),
  "breaking.cleared": simple("Breaking news removed", "removed breaking news:"),
  "front.launched": simple("Front launched", "launched", (detail) =>
    [
      text(detail, "number") && ` (launch ${text(detail, "number")})`,
      text(detail, "placed") && " to place a story when it was published",
      text(detail, "lockedBy") && ` although ${text(detail, "lockedBy")} had locked it`,
    ]
      .filter(Boolean)
      .join(""),
  ),
  "front.test_started": {
    label: "Headline test started",
    say: (it, detail) => [`started a test of two headlines on `, it, because(detail, "second")],
  },
  "front.test_ended": simple("Headline test ended", "ended a test of two headlines on"),
  "front.locked": simple("Front locked", "locked", (detail) => because(detail, "note")),
  "front.unlocked": simple("Front unlocked", "unlocked", (detail) =>
    text(detail, "lockedBy") ? `, which ${text(detail, "lockedBy")} had locked` : "",
  ),
  "front.launchers_chosen": simple("Front launchers chosen", "chose who may launch", (detail) =>
    text(detail, "names") ? `: ${text(detail, "names")}` : ": all editors",
  ),
  "front.discarded": simple("Front draft discarded", "discarded the draft of"),
  "front.restored": simple("Front restored", "restored", (detail) => `, launch ${text(detail, "number")}, as a draft`),
  "front.scheduled": simple("Front launch scheduled", "scheduled a launch of"),
  "front.rescheduled": simple("Front launch moved", "moved a scheduled launch of", (detail) =>
    dueText(detail, "due", " to "),
  ),
  "front.schedule_cancelled": simple("Front launch cancelled", "cancelled a scheduled launch of"),
  "front.schedule_stopped": simple("Front launch stopped", "could not perform the scheduled launch of"),
  "picture.uploaded": simple("Picture uploaded", "uploaded the picture"),
  "media.uploaded": simple("File uploaded", "uploaded the file"),
  "media.captions_changed": simple("Captions changed", "changed the captions and transcript of"),
  "media.rights_changed": simple("File rights changed", "changed the rights of the file", (detail) =>
    dueText(detail, "until", ", which may be used until "),
  ),
  "media.expired": simple("File expired", "removed the expired file", fromStories),
  "media.trashed": simple("File moved to the trash", "moved to the trash the file"),
  "media.restored": simple("File restored", "restored the file"),
  "media.deleted": simple("File deleted", "deleted for good the file"),
  "picture.described": simple("Picture described", "changed the description of the picture", (detail) =>
    Array.isArray(detail.fields) && detail.fields.length > 0
      ? ` (${detail.fields.map((field) => pictureFields[String(field)] ?? String(field)).join(", ")})`
      : "",
  ),
  "picture.rights_changed": simple("Picture rights changed", "changed the rights of the picture", (detail) =>
    dueText(detail, "until", ", which may be used until "),
  ),
  "picture.withdrawn": simple("Picture withdrawn", "withdrew the picture", (detail) => because(detail, "reason")),
  "picture.allowed_again": simple("Picture allowed again", "ended the withdrawal of the picture"),
  "picture.expired": simple("Picture expired", "removed the expired picture", fromStories),
  "picture.usable": simple("Picture usable", "showed readers the picture", () => ", whose use has begun"),
  "picture.replaced": simple("Picture replaced everywhere", "replaced everywhere the picture"),
  "picture.trashed": simple("Picture moved to the trash", "moved to the trash the picture"),
  "picture.restored": simple("Picture restored", "restored the picture"),
  "picture.deleted": simple("Picture deleted", "deleted for good the picture"),

  "picture.cropped": simple("Picture cropped", "changed the crops of the picture"),
  "picture.collection_created": simple("Collection created", "created the picture collection"),
  "picture.collection_renamed": simple("Collection renamed", "renamed the picture collection", changes),
  "picture.collection_moved": simple("Collection moved", "moved the picture collection", (detail) =>
    text(detail, "to") ? ` into ${text(detail, "to")}` : "",
  ),
  "picture.collection_deleted": simple("Collection deleted", "deleted the picture collection"),
  "picture.collected": {
    label: "Pictures added to a collection",
    say: (it, detail) => [`added ${pictureCount(detail)} to the collection `, it],
  },
  "picture.uncollected": {
    label: "Pictures removed from a collection",
    say: (it, detail) => [`removed ${pictureCount(detail)} from the collection `, it],
  },
  "picture.preset_created": simple("Upload preset created", "created the upload preset"),
  "picture.preset_changed": simple("Upload preset changed", "changed the upload preset"),
  "picture.preset_deleted": simple("Upload preset deleted", "deleted the upload preset"),

  "section.created": simple("Section created", "created the section", at),
  "section.changed": simple("Section changed", "changed the section", changes),
  "section.moved": simple("Section moved", "moved the section", (detail) =>
    text(detail, "direction") ? ` ${text(detail, "direction")} in the navigation` : "",
  ),
  "section.deleted": simple("Section deleted", "deleted the section"),
  "topic.created": simple("Topic created", "created the topic"),
  "topic.changed": simple("Topic changed", "changed the topic", changes),
  "topic.deleted": simple("Topic deleted", "deleted the topic"),
  "topic.merged": simple("Topic merged", "merged the topic", (detail) => ` into ${text(detail, "intoName")}`),
  "author.created": simple("Author created", "created the author"),
  "author.changed": simple("Author changed", "changed the author", changes),
  "author.merged": simple("Author merged", "merged the author", (detail) => ` into ${text(detail, "intoName")}`),
  "author.deleted": simple("Author deleted", "deleted the author"),
  "author.linked": simple("Byline taken over", "took over the byline"),

  "person.created": simple("Account created", "created an account for", asRole),
  "person.invited": simple("Person invited", "invited", asRole),
  "person.invitation_renewed": simple("Invitation renewed", "created a new invitation for"),
  "person.joined": alone("Person joined", (detail) => `joined the newsroom${asRole(detail)}`),
  "person.role_changed": simple("Role changed", "changed the role of", (detail) =>
    text(detail, "to") ? ` from ${role(detail, "from")} to ${role(detail, "to")}` : "",
  ),
  "story.readers_changed": simple("Readers changed", "changed who may read", (detail) =>
    text(detail, "before") ? `. Before: ${text(detail, "before")}. Now: ${text(detail, "after")}.` : "",
  ),
  "story.read": simple("Protected story read", "read", (detail) =>
    text(detail, "because") ? ` while it was ${detail.because === "embargoed" ? "under embargo" : "confidential"}` : "",
  ),
  "role.created": simple("Role added", "added the role", (detail) => meaning(detail, "after")),
  "role.changed": simple("Role redefined", "changed the role", (detail) =>
    [
      text(detail, "from") ? `, formerly “${text(detail, "from")}”` : "",
      text(detail, "before") === text(detail, "after")
        ? ""
        : `. Before: ${text(detail, "before")} Now: ${text(detail, "after")}`,
    ].join(""),
  ),
  "role.deleted": simple("Role deleted", "deleted the role", (detail) => meaning(detail, "before")),
  "person.data_exported": simple("Personal data exported", "exported the personal data of"),
  "person.erased": simple("Personal data erased", "erased the personal data of", (detail) =>
    detail.keepsName === true ? " and kept the name" : "",
  ),
  "person.suspended": simple("Person suspended", "suspended"),
  "person.reactivated": simple("Person reactivated", "reactivated"),
  "person.reset_issued": simple("Password reset link created", "created a password reset link for"),
  "person.password_reset": alone("Password set by link", () => "set a new password with a link"),
  "person.password_changed": alone("Password changed", () => "changed their password"),
  "person.reset_requested": simple("Password reset requested", "mailed a password reset link to"),
  "person.email_change_requested": alone("Email change requested", (detail) =>
    text(detail, "to") ? `asked to change their email to ${text(detail, "to")}` : "asked to change their email",
  ),
  "person.email_changed": alone("Email changed", (detail) =>
    text(detail, "to")
      ? `changed their email from ${text(detail, "from")} to ${text(detail, "to")}`
      : "changed their email",
  ),
  "person.email_change_stopped": alone("Email change stopped", () => "stopped a change of their email"),
  "person.email_restored": alone("Email restored", (detail) =>
    text(detail, "to") ? `put their former email ${text(detail, "to")} back by a link` : "put their former email back",
  ),
  "person.signed_in": alone(
    "Signed in",
    (detail) =>
      `signed in${signInMethods[text(detail, "method")] ?? ""}${text(detail, "browser") ? `, in ${text(detail, "browser")}` : ""}`,
  ),
  "person.wrong_password": simple("Wrong password", "refused a wrong password for", fromNetwork),
  "person.wrong_code": {
    label: "Wrong code",
    say: (it, detail) => [
      text(detail, "kind") === "recovery" ? "refused a wrong recovery code for " : "refused a wrong code for ",
      it,
      fromNetwork(detail),
    ],
  },
  "person.wrong_passkey": simple("Wrong passkey", "refused a passkey for", fromNetwork),
  "person.sign_in_throttled": simple("Sign-in throttled", "refused a sign-in after too many failures for", fromNetwork),
  "person.signed_out": simple("Person signed out", "ended every session of"),
  "person.password_demanded": simple("New password demanded", "demanded a new password of"),
  "person.second_factor_removed": simple("Second factor removed", "removed the second factor of"),
  "person.work_handed_over": simple("Work handed over", "handed over the open work of", (detail) =>
    text(detail, "to")
      ? ` to ${text(detail, "to")} (${detail.stories === 1 ? "1 story" : `${text(detail, "stories")} stories`})`
      : "",
  ),
  "person.session_ended": alone("Session ended", (detail) =>
    text(detail, "browser") ? `ended their session in ${text(detail, "browser")}` : "ended one of their sessions",
  ),
  "person.sessions_ended": alone("Sessions ended", (detail) => `ended ${sessionCount(detail)} of their own`),
  "person.authenticator_added": alone("Authenticator set up", () => "set up an authenticator app"),
  "person.authenticator_removed": alone("Authenticator removed", () => "turned off their authenticator app"),
  "person.passkey_added": alone("Passkey added", () => "added a passkey"),
  "person.passkey_removed": alone("Passkey removed", () => "removed a passkey"),
  "person.recovery_codes_renewed": alone("Recovery codes renewed", () => "made new recovery codes"),
  "person.provider_linked": alone(
    "Sign-in provider linked",
    (detail) => `linked their account with ${provider(detail)}`,
  ),
  "person.provider_sign_in": alone("Signed in with a provider", (detail) => `signed in with ${provider(detail)}`),
  "person.provider_refused": simple("Sign-in refused", "refused a sign-in of", (detail) => ` with ${provider(detail)}`),
  "person.break_glass_set": simple("Emergency account set", "made an emergency account of the account of"),
  "person.break_glass_ended": simple("Emergency account ended", "ended the emergency account of"),
  "person.renamed": alone("Person renamed", (detail) =>
    text(detail, "from")
      ? `changed their name from “${text(detail, "from")}” to “${text(detail, "to")}”`
      : "changed their name",
  ),

  "job.started": simple("Job started", "started the job"),
  "setting.log_downloaded": alone(
    "Audit log downloaded",
    ({ format }) => `downloaded the audit log as ${String(format).toUpperCase()}`,
  ),
  "setting.log_trimmed": alone(
    "Old events deleted",
    (detail) =>
      `deleted ${text(detail, "count") || "old"} events from the audit log${dueText(detail, "before", ", all before ")}`,
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

/** Who acted: a person, a guest with a review link, or Galley itself. */
export function actorOf({ actor, action, detail }: Pick<EventRow, "actor" | "action" | "detail">): string {
  if (actor) return actor.name;
  const { guest } = (detail ?? {}) as Detail;
  return action.startsWith("review.") && typeof guest === "string" ? `${guest} (guest)` : "Galley";
}

/** What happened, as the predicate of a sentence that begins with a person's name. */
export function sentenceOf(event: Event): SentencePart[] {
  const detail = event.detail !== null && typeof event.detail === "object" ? (event.detail as Detail) : {};
  const name = event.subjectName.trim();
  const it = { text: name || `a ${event.isPage ? "page" : "story"} without a headline`, href: hrefOf(event) };
  const parts = sentenceRules[event.action]?.say(it, detail) ?? [`${event.action.replace(/[._]/g, " ")}: `, it];
  const isNamed = event.isPage && name !== "";
  return parts.flatMap((part) => (part === it && isNamed ? ["the page ", it] : part === "" ? [] : [part]));
}

function hrefOf({ subjectKind, subjectId, subjectName, action }: Event): string | null {
  const named = (path: string) => `${path}?q=${encodeURIComponent(subjectName)}`;
  if (["section.deleted", "topic.deleted", "author.deleted", "story.import_undone"].includes(action)) return null;
  switch (subjectKind) {
    case "promotion":
      return "/desk/search";
    case "collection":
      // Collections of pictures are written down as events of pictures.
      return action.startsWith("collection.") && action !== "collection.deleted" && subjectId
        ? `/desk/collections/${subjectId}`
        : null;
    case "story":
      return subjectId && `/desk/stories/${subjectId}`;
    case "person":
      return subjectId && named("/admin/people");
    case "topic":
      return named("/admin/topics");
    case "author":
      return named("/admin/authors");
    case "section":
      return "/admin/sections";
    case "front":
      return "/desk/fronts";
    case "wire":
      return "/admin/wires";
    case "webhook":
      return "/admin/webhooks";
    case "partner":
      return "/admin/partners";
    case "key":
      return "/admin/keys";
    case "template":
      return "/admin/templates";
    case "snippet":
      return "/admin/snippets";
    case "import":
      return "/admin/import";
    case "picture":
      return subjectId && `/desk/pictures/${subjectId}`;
    case "media":
      return subjectId && `/desk/pictures/files/${subjectId}`;
    default:
      return null;
  }
}

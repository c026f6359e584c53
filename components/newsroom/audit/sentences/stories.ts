import { at, because, changes, type Detail, dueText, type SentenceRule, simple, text } from "./rule.ts";

const languageNames = new Intl.DisplayNames("en", { type: "language" });
const inLanguage = (detail: Detail): string => {
  const language = text(detail, "language");
  return /^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$/.test(language) ? ` into ${languageNames.of(language)}` : "";
};

const plannedNames: Record<string, string> = {
  PUBLISH: "publication",
  CORRECT: "correction",
  CLARIFY: "clarification",
  TAKE_DOWN: "take-down",
  UNLIST: "removal from lists",
  END_EMBARGO: "end of the embargo",
};
const planned = (detail: Detail): string => plannedNames[text(detail, "verb")] ?? "publication";
/** Sentences about stories, fronts and what readers send. */
export const storySentences: Record<string, SentenceRule> = {
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
    label: "Scheduled action stopped",
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

  "snippet.created": simple("Snippet created", "created the snippet"),
  "snippet.changed": simple("Snippet changed", "changed the snippet", changes),
  "snippet.deleted": simple("Snippet deleted", "deleted the snippet"),

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
  "story.readers_changed": simple("Readers changed", "changed who may read", (detail) =>
    text(detail, "before") ? `. Before: ${text(detail, "before")}. Now: ${text(detail, "after")}.` : "",
  ),
  "story.read": simple("Protected story read", "read", (detail) =>
    text(detail, "because") ? ` while it was ${detail.because === "embargoed" ? "under embargo" : "confidential"}` : "",
  ),
};

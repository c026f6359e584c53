import { because, changes, type Detail, dueText, type SentenceRule, simple, text } from "./rule.ts";

const pictureCount = (detail: Detail): string =>
  detail.pictures === 1 ? "a picture" : `${text(detail, "pictures") || "some"} pictures`;
const pictureFields: Record<string, string> = { alt: "alt text", takenAt: "time taken" };

const fromStories = (detail: Detail): string =>
  detail.stories === undefined
    ? ""
    : ` from ${detail.stories === 1 ? "1 story" : `${text(detail, "stories")} stories`}`;

/** Sentences about pictures, videos and documents. */
export const fileSentences: Record<string, SentenceRule> = {
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
  "picture.usable": simple("Use of picture began", "showed readers the picture", () => ", whose use has begun"),
  "picture.replaced": simple("Picture replaced everywhere", "replaced everywhere the picture"),
  "picture.trashed": simple("Picture moved to the trash", "moved to the trash the picture"),
  "picture.restored": simple("Picture restored", "restored the picture"),
  "picture.deleted": simple("Picture deleted", "deleted for good the picture"),

  "picture.cropped": simple("Picture cropped", "changed the crops of the picture"),
  "picture.collection_created": simple("Picture collection created", "created the picture collection"),
  "picture.collection_renamed": simple("Picture collection renamed", "renamed the picture collection", changes),
  "picture.collection_moved": simple("Picture collection moved", "moved the picture collection", (detail) =>
    text(detail, "to") ? ` into ${text(detail, "to")}` : "",
  ),
  "picture.collection_deleted": simple("Picture collection deleted", "deleted the picture collection"),
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
};

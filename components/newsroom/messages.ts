import { lackedRight } from "#lib/api-keys/policy.ts";
import type { ErrorCode, Failure } from "#lib/errors.ts";
import type { MediaRefusal } from "#lib/media/types.ts";
import { neededRight } from "#lib/roles/policy.ts";
import { explainRights } from "./pictures/rights-words.ts";

/** What happened and what to do. A failure may carry details (`fields`, `detail`); these messages hold without them. */
export const messages: Record<ErrorCode | "UNEXPECTED", string> = {
  SIGNED_OUT: "You have been signed out. Sign in again; what you typed is still on this page.",
  SUSPENDED: "This account is suspended. Ask an admin to reactivate it.",
  NOT_FOUND: "This no longer exists, or you do not have access to it. Go back to the list and try again.",
  NOT_ALLOWED: "Your role does not allow this. Ask an administrator.",
  INVALID: "Fix the highlighted fields and try again.",
  WRONG_STATE: "The status has changed since you opened this page. Reload and try again.",
  NOT_READY: "Something is missing. Complete the highlighted fields and try again.",
  CHECKS_BLOCK:
    "Some checks have to be settled first. Fix them, ignore them, or give a reason to publish all the same.",
  CHANGED_MEANWHILE: "Somebody else has just changed this. Reload to see the new version, then make your change again.",
  TAKEN: "This is already taken. Choose another one.",
  IN_USE: "This is still in use and cannot be deleted. Move whatever uses it first.",
  PICTURE_RIGHTS: "The rights to a picture do not allow this. Choose another picture, or ask a picture editor.",
  LAST_ADMIN: "This is the last active admin. Make somebody else an admin first.",
  LINK_GONE: "This link has expired or has already been used. Ask an admin for a new one.",
  PROVIDER_ONLY: "Passwords and links are turned off here. Use the other button on the sign-in page.",
  WRONG_PASSWORD: "The email or password is wrong. Check both, or ask an admin for a password reset link.",
  CODE_NEEDED: "Enter the code that your authenticator app shows, or a recovery code.",
  WRONG_CODE: "This code is wrong or has been used. Wait for the next one that your authenticator app shows.",
  TICKET_GONE: "This took too long. Go back and sign in again.",
  WRONG_PASSKEY: "This passkey could not be used. Try again, or use another way.",
  CONFIRM_NEEDED: "Confirm that it is you, then try again.",
  SETUP_NEEDED: "Your account needs one more step. Open your account page in another tab, then try again.",
  TOO_MANY_TRIES: "Too many attempts. Wait a few minutes and try again, or ask an admin for a password reset link.",
  TOO_LARGE: "This is too large. Use a smaller file or a shorter text.",
  NOT_A_PICTURE: "This file cannot be read as a picture. Use a JPEG, PNG, WebP, AVIF or GIF.",
  NOT_MEDIA: "This file cannot be used. Use MP4, WebM, MP3, M4A or Ogg, or a PDF, CSV, XLSX or DOCX document.",
  DOCUMENT_REFUSED: "This change could not be saved. Copy your text, reload the page and paste it again.",
  LOG_GONE: "This page is too far out of date to be saved. Copy your unsaved text, then reload the page.",
  IN_THE_PAST: "This time is in the past. Choose a later one.",
  EMBARGOED: "This story is under embargo. Schedule it for the end of the embargo, or lift the embargo first.",
  BUSY: "The server is busy. Nothing was changed; try again in a few seconds.",
  STORE_UNAVAILABLE:
    "The server cannot store files at the moment. Nothing was saved; try again in a minute. If it keeps happening, contact your administrator.",
  UNEXPECTED: "Something went wrong on our side. Try again. If it keeps happening, contact your administrator.",
};

const mediaReasons: Record<Exclude<MediaRefusal["reason"], "codec">, string> = {
  unknown: "This file cannot be used. Use MP4, WebM, MP3, M4A or Ogg, or a PDF, CSV, XLSX or DOCX document.",
  broken: "The file is damaged. Export it again.",
  empty: "The file is empty.",
  macros: "This file can run macros or programs. Save it as a plain DOCX or XLSX first.",
  encrypted: "This file has a password, or is in an old format of Office. Save it as DOCX or XLSX without a password.",
  "took-too-long": "It took too long to read the file. Export it again.",
};
const explainMedia = (reason: MediaRefusal["reason"], codec = "an unknown format"): string =>
  reason === "codec"
    ? `It uses ${codec}, which not every browser can play. Export the video as MP4 with H.264 and AAC, or the sound as MP3.`
    : mediaReasons[reason];

/** The message for a failure, with its details. */
export function explain(failure: Failure): string {
  const { code, detail, fields } = failure;
  if (code === "NOT_ALLOWED" && detail?.privilege) return neededRight(detail.privilege, detail.section);
  if (code === "INVALID" && fields) {
    const problems = Object.values(fields);
    if (problems.length === 1 && problems[0]) return problems[0];
  }
  if (code === "INVALID" && detail?.order === "END")
    return "The story is scheduled to end before this time. Choose an earlier one, or reschedule its end first.";
  if (code === "INVALID" && detail?.order === "PUBLICATION")
    return "The story is not published before this time. Choose a later one.";
  if (code === "INVALID" && detail?.reason === "ENDS_BEFORE_IT_BEGINS")
    return "The use of the picture would end before it begins. Change one of the two dates.";
  if (code === "INVALID" && detail?.slug !== undefined) {
    return detail.slug
      ? `“${detail.slug}” cannot be used in a URL here. Choose another slug.`
      : "This name cannot be turned into a URL. Enter a slug.";
  }
  if (code === "INVALID" && detail?.openQuote === true)
    return "Nothing was imported: a quotation mark is never closed. Close or remove it, then import again.";
  if (code === "INVALID" && detail?.pattern)
    return `This regular expression cannot be used: ${detail.pattern}. Galley uses the syntax of RE2, without look-around.`;
  if (code === "INVALID" && detail?.example) {
    return detail.field === "finds"
      ? `The rule does not find “${detail.example}”, which is among the sentences that it should find.`
      : `The rule finds something in “${detail.example}”, which it should leave alone.`;
  }
  if (code === "INVALID" && detail?.loop) {
    return `This would create a redirect loop: that URL already leads back to ${detail.loop}.`;
  }
  if (code === "PROVIDER_ONLY" && detail?.provider)
    return `Passwords, links and passkeys are turned off here. Use “Sign in with ${detail.provider}” on the sign-in page.`;
  if (code === "NOT_MEDIA" && detail?.reason) return explainMedia(detail.reason, detail.codec);
  if (code === "TOO_LARGE" && detail?.limit !== undefined && detail.limit >= 1_000_000)
    return `This is too large. The limit is ${Math.floor(detail.limit / 1_000_000)} MB.`;
  if (code === "TOO_LARGE" && detail?.lines) {
    return `This file has ${detail.lines} lines. Import at most 1,000 at a time.`;
  }
  if (code === "TOO_LARGE" && detail?.passkeys) {
    return `You have ${detail.passkeys} passkeys, which is the limit. Remove one first.`;
  }
  if (code === "TOO_MANY_TRIES" && detail?.until) {
    const minutes = Math.max(1, Math.ceil((Date.parse(detail.until) - Date.now()) / 60_000));
    return `Too many attempts. Try again in ${minutes} ${minutes === 1 ? "minute" : "minutes"}, or ask an admin for a password reset link.`;
  }
  if (code === "INVALID" && detail?.ownEmail) {
    return "This is your email already. Enter another one.";
  }
  if (code === "TAKEN" && detail?.path) {
    return `The URL ${detail.path} is already taken. Choose another one.`;
  }
  if (code === "TAKEN" && detail?.snippet) {
    return `There is a snippet with the name “${detail.snippet}”. Choose another name, or replace that snippet.`;
  }
  if (code === "INVALID" && detail?.field === "isBound")
    return "A snippet that changes everywhere can hold text, lists, quotes, tables and fact boxes. Leave out pictures, media and story cards, or save it to be copied.";
  if (code === "INVALID" && detail?.privilege) return lackedRight(detail.privilege);
  if (code === "INVALID" && detail?.field === "role") return "This role has been deleted. Choose another one.";
  if (code === "INVALID" && detail?.field === "sections")
    return "One of the sections has been deleted. Reload the page and choose again.";
  if (code === "IN_USE" && detail?.snippet) {
    return `${detail.stories === 1 ? "One story or page shows" : `${detail.stories} stories or pages show`} “${detail.snippet}”. Remove it from them first, or change its text.`;
  }
  if (code === "TAKEN" && detail?.template) {
    return `There is a template with the name “${detail.template}”. Choose another name, or replace that template.`;
  }
  if (code === "TAKEN" && detail?.role) {
    return `There is a role with the name “${detail.role}”. Choose another name.`;
  }
  if (code === "IN_USE" && detail?.role) {
    return `${detail.people === 1 ? "One person has" : `${detail.people} people have`} the role “${detail.role}”. Give them another role first.`;
  }
  if (code === "IN_USE" && detail?.openWork) {
    return `${detail.openWork === 1 ? "One unfinished story is" : `${detail.openWork} unfinished stories are`} in this person’s hands. Hand over the open work first.`;
  }
  if (code === "WRONG_STATE" && detail?.why === "SELF")
    return "You cannot erase your own account. Ask another admin to do it.";
  if (code === "TAKEN" && detail?.email) {
    return `Somebody with the email ${detail.email} already has an account. Find them in the list.`;
  }
  if (code === "INVALID" && detail?.mention) {
    return `You cannot mention ${detail.mention} here: their account is not active, or they do not have access to this story.`;
  }
  if (code === "INVALID" && detail?.desk) {
    return `You cannot mention ${detail.desk}: its section has been deleted. Name another desk or a person.`;
  }
  if (code === "TOO_LARGE" && detail?.threads) {
    return `This story has ${detail.threads} open conversations. Resolve some before you start another.`;
  }
  if (code === "TOO_LARGE" && detail?.comments) {
    return `This conversation has ${detail.comments} comments. Start a new one.`;
  }
  if (code === "IN_USE" && detail?.what === "MEDIA") {
    return `${detail.stories === 1 ? "One published story or page shows" : `${detail.stories} published stories and pages show`} ${detail.name}. Take it out of them first.`;
  }
  if (code === "IN_USE" && detail?.name) {
    return `${detail.stories === 1 ? "One published story, page, author or section shows" : `${detail.stories} published stories, pages, authors or sections show`} ${detail.name}. Take it out of them or withdraw it first.`;
  }
  if (code === "PICTURE_RIGHTS" && detail?.pictures?.[0]) {
    return explainRights(detail.pictures);
  }
  return messages[code];
}

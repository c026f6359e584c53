import type { ErrorCode, Failure } from "#lib/errors.ts";

/** What happened, and what to do about it. A door may tell more (`fields`, `detail`); this always holds. */
export const messages: Record<ErrorCode | "UNEXPECTED", string> = {
  SIGNED_OUT: "You are no longer signed in. Sign in again; what you typed stays on this page until then.",
  SUSPENDED: "This account is suspended. An admin of the newsroom can let you in again.",
  NOT_FOUND: "This is no longer here, or not open to you. Go back to the list and look again.",
  NOT_ALLOWED: "Your role does not allow this. Ask an editor or an admin to do it.",
  INVALID: "Something in the form is not right. Mend what is marked and send it again.",
  WRONG_STATE: "This was not possible any more: the state has changed meanwhile. Reload to see where it stands.",
  NOT_READY: "Something is still missing. Fill in what is marked and try again.",
  CHANGED_MEANWHILE: "Somebody else changed this a moment ago. Reload to see it, then make your change again.",
  TAKEN: "This is taken already. Choose another one.",
  IN_USE: "This is still in use, so it stays. Move what uses it first.",
  LAST_ADMIN: "This is the last active admin. Make somebody else an admin first.",
  LINK_GONE: "This link was used already, or is too old. Ask an admin for a new one.",
  WRONG_PASSWORD: "E-mail or password is wrong. Check both, or ask an admin for a link to set a new password.",
  TOO_MANY_TRIES: "Too many tries. Wait a few minutes, or ask an admin for a link to set a new password.",
  TOO_LARGE: "This is too large. Use a smaller file or a shorter text.",
  NOT_A_PICTURE: "This file is not a picture that can be read. Use a JPEG, PNG, WebP, AVIF or GIF.",
  DOCUMENT_REFUSED: "The story could not take this change. Copy your text, reload the page and paste it again.",
  LOG_GONE: "This page is older than the changes that are kept. Copy what is not saved, then load the page again.",
  BUSY: "The newsroom is busy at the moment. Nothing was changed; try again in a few seconds.",
  UNEXPECTED: "This did not work, and it is not your fault. Try again; if it stays so, tell whoever runs Galley.",
};

/** The sentence for a refusal, with what the door knows about this one. */
export function explain(failure: Failure): string {
  const { code, detail, fields } = failure;
  if (code === "INVALID" && fields) {
    const problems = Object.values(fields);
    if (problems.length === 1 && problems[0]) return problems[0];
  }
  if (code === "INVALID" && typeof detail?.slug === "string") {
    return detail.slug
      ? `“${detail.slug}” cannot be used as an address here. Choose another slug.`
      : "No address can be made of this name. Enter a slug.";
  }
  if (code === "INVALID" && detail?.openQuote === true)
    return "Nothing was added: a quotation mark in the lines is opened and never closed. Close it or take it out, then add them again.";
  if (code === "INVALID" && typeof detail?.loop === "string") {
    return `This would lead in a circle: from there readers already come back to ${detail.loop}.`;
  }
  if (code === "TOO_LARGE" && typeof detail?.lines === "number") {
    return `This file has ${detail.lines} lines. Import at most 1,000 at a time.`;
  }
  if (code === "TOO_MANY_TRIES" && typeof detail?.until === "string") {
    const minutes = Math.max(1, Math.ceil((Date.parse(detail.until) - Date.now()) / 60_000));
    return `Too many tries. Try again in ${minutes} ${minutes === 1 ? "minute" : "minutes"}, or ask an admin for a link to set a new password.`;
  }
  if (code === "TAKEN" && typeof detail?.path === "string") {
    return `The address ${detail.path} is taken already. Choose another one.`;
  }
  if (code === "TAKEN" && typeof detail?.email === "string") {
    return `Somebody with the e-mail ${detail.email} is here already. Find them in the list.`;
  }
  if (code === "INVALID" && typeof detail?.mention === "string") {
    return `${detail.mention} cannot be mentioned here: the account is not in use, or may not read this story.`;
  }
  if (code === "TOO_LARGE" && typeof detail?.threads === "number") {
    return `This story has ${detail.threads} open conversations. Resolve some before you begin another.`;
  }
  if (code === "TOO_LARGE" && typeof detail?.comments === "number") {
    return `This conversation has ${detail.comments} comments. Begin a new one.`;
  }
  return messages[code];
}

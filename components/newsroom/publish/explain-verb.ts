import type { Missing } from "#lib/document/project-live.ts";
import type { Failure } from "#lib/errors.ts";
import { explain } from "../messages.ts";

export const missingWords: Record<Missing["code"], { title: string; why: string; link: string }> = {
  HEADLINE: { title: "Write a headline", why: "The address and every list are made from it.", link: "Write it" },
  TEXT: { title: "Write the text", why: "There is nothing to read yet.", link: "Write it" },
  SECTION: { title: "Choose a section", why: "The address and the front depend on it.", link: "Choose" },
  ADDRESS: {
    title: "Choose a slug",
    why: "The headline has no letters for one, something else has this address, or Galley needs it itself.",
    link: "Choose",
  },
  PURPOSE: {
    title: "Choose another purpose",
    why: "Another page is out for this one. Take that down first, or choose another purpose here.",
    link: "Choose",
  },
};

/** Why a verb was refused, in the words of somebody who stands before the story. Nothing typed is lost by any of them. */
export function explainVerb(failure: Failure): string {
  const { code, detail } = failure;
  if (code === "CHANGED_MEANWHILE")
    return "Somebody changed this story while you looked at it, so nothing was done. Look at the changes, then try again.";
  if (code === "WRONG_STATE")
    return "Somebody else has just changed this story’s status, so nothing was done. Close this and look at the status first.";
  if (code === "NOT_READY" && Array.isArray(detail?.missing)) {
    const titles = (detail.missing as Missing["code"][]).flatMap((one) => missingWords[one]?.title ?? []);
    if (titles.length > 0) return `Nothing was published. Still to do: ${titles.join(", ").toLowerCase()}.`;
  }
  return explain(failure);
}

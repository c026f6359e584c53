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
    return "The copy has changed since you looked at it. Nothing went out. Read what is new, then do it again.";
  if (code === "WRONG_STATE")
    return "The story stands elsewhere by now: somebody else was quicker. Nothing was changed; look at its state and go on from there.";
  if (code === "NOT_READY" && Array.isArray(detail?.missing)) {
    const titles = (detail.missing as Missing["code"][]).flatMap((one) => missingWords[one]?.title ?? []);
    if (titles.length > 0) return `Nothing went out. Still to do: ${titles.join(", ").toLowerCase()}.`;
  }
  return explain(failure);
}

import type { Missing } from "#lib/document/project-live.ts";
import type { Failure } from "#lib/errors.ts";
import { explain } from "../messages.ts";

export const missingWords: Record<Missing["code"], { title: string; why: string; link: string }> = {
  HEADLINE: { title: "Write a headline", why: "The URL and every list are based on it.", link: "Write it" },
  TEXT: { title: "Write the text", why: "There is nothing to read yet.", link: "Write it" },
  SECTION: { title: "Choose a section", why: "It determines the URL and the front.", link: "Choose" },
  ADDRESS: {
    title: "Choose a slug",
    why: "The headline has no letters to make one from, or the URL is taken or reserved.",
    link: "Choose",
  },
  PURPOSE: {
    title: "Choose another purpose",
    why: "Another published page has this purpose. Take it down first, or choose another purpose here.",
    link: "Choose",
  },
};

/** Explains why an action on a story was refused. None of these errors loses text. */
export function explainVerb(failure: Failure): string {
  const { code, detail } = failure;
  if (code === "INVALID" && detail?.field === "note")
    return "Write a note to the next person: this newsroom asks for one at this step.";
  if (code === "CHANGED_MEANWHILE")
    return "Somebody has just changed this story, so nothing was done. Check the changes, then try again.";
  if (code === "WRONG_STATE" && detail?.why === "ALREADY_SCHEDULED")
    return "This is already scheduled. Reschedule or unschedule it first.";
  if (code === "WRONG_STATE" && detail?.verb === "translate")
    return "Only stories can be translated. Copy this page instead, and write the copy in the other language.";
  if (code === "WRONG_STATE")
    return "Somebody else has just changed this story’s status, so nothing was done. Close this and check the status.";
  if (code === "NOT_READY" && detail?.missing) {
    const titles = detail.missing.flatMap((one) => missingWords[one]?.title ?? []);
    if (titles.length > 0) return `Nothing was published. Still to do: ${titles.join(", ").toLowerCase()}.`;
  }
  return explain(failure);
}

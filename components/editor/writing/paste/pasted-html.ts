// Makes HTML of the clipboard fit for a story.
import { inBlocks } from "./flow.ts";
import { acceptGoogleSuggestions } from "./google-suggestions.ts";
import { acceptRevisions } from "./revisions.ts";
import { nameByRole } from "./roles.ts";
import { sheetOf } from "./style.ts";
import { settleTables } from "./tables.ts";
import { withoutUnseen } from "./unseen.ts";
import { webLists } from "./web-lists.ts";
import { wordLists } from "./word-lists.ts";
import { nameItems } from "./word-markers.ts";
import { vmlPictures } from "./word-pictures.ts";

/**
 * Turns HTML of any program into HTML that the schema reads: everything that is seen, in blocks, with lists that nest.
 * `googleClip` is the data of Google Docs' own clipboard format, or "".
 *
 * The order matters. Style sheets and Word's comments are read before they are taken out. Google's suggestions are matched with
 * the words of the page while all of them are there. What is hidden or deleted goes before anything is counted. Word's
 * paragraphs become lists before lists are put in order, and tables that lay out a page are taken apart before its content is
 * laid out in blocks.
 */
export function pastedHtml(source: string, googleClip = ""): string {
  const page = new DOMParser().parseFromString(source, "text/html");
  const sheet = sheetOf(page);
  if (googleClip !== "") acceptGoogleSuggestions(page, googleClip);
  nameItems(page, sheet);
  withoutUnseen(page, sheet);
  // A ProseMirror editor wrote this: it needs no repair, and it says how its ends fit into the text.
  if (page.querySelector("[data-pm-slice]")) return page.body.innerHTML;
  acceptRevisions(page);
  nameByRole(page);
  vmlPictures(page);
  wordLists(page, sheet);
  webLists(page);
  settleTables(page);
  return inBlocks(page.body).innerHTML;
}

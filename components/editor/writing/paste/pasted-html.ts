// HTML of the clipboard on its way into a story.
import { inBlocks } from "./flow.ts";
import { acceptRevisions } from "./revisions.ts";
import { sheetOf } from "./style.ts";
import { settleTables } from "./tables.ts";
import { withoutUnseen } from "./unseen.ts";
import { webLists } from "./web-lists.ts";
import { wordLists } from "./word-lists.ts";
import { nameItems } from "./word-markers.ts";

export type PastedHtml = { html: string; notes: string[] };

/**
 * Makes HTML of any program into the HTML that the schema reads: what is seen, in blocks, with lists that nest. `notes` are
 * sentences for the writer about what could not come in as it was.
 *
 * The order matters. Style sheets and Word's comments are read before they are taken out. What is hidden or deleted goes before anything is
 * counted. Word's paragraphs become lists before lists are put in order, and tables that lay out a page are taken apart
 * before its content is laid out in blocks.
 */
export function pastedHtml(source: string): PastedHtml {
  const page = new DOMParser().parseFromString(source, "text/html");
  const sheet = sheetOf(page);
  nameItems(page, sheet);
  withoutUnseen(page, sheet);
  // Copied from an editor like this one: it is in order, and says by itself how its ends fit in.
  if (page.querySelector("[data-pm-slice]")) return { html: page.body.innerHTML, notes: [] };
  acceptRevisions(page);
  wordLists(page, sheet);
  webLists(page);
  const notes = settleTables(page);
  return { html: inBlocks(page.body).innerHTML, notes };
}

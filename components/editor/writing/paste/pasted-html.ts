// Converts the HTML of the clipboard to HTML that fits a story.
import { inBlocks } from "./flow.ts";
import { acceptGoogleSuggestions } from "./google-suggestions.ts";
import { removeHidden } from "./hidden.ts";
import { applyLooks, nameTableHeads, programOf } from "./plain-looks.ts";
import { acceptRevisions } from "./revisions.ts";
import { applyRoles } from "./roles.ts";
import { sheetOf } from "./style.ts";
import { unwrapLayoutTables } from "./tables.ts";
import { nestWebLists } from "./web-lists.ts";
import { convertWordLists } from "./word-lists.ts";
import { restoreListStyles } from "./word-markers.ts";
import { convertVmlPictures } from "./word-pictures.ts";

/**
 * Converts HTML of any program to HTML that the schema can parse: all visible content, in blocks, with nested lists.
 * `googleClip` is the data of Google Docs' own clipboard format, or "".
 *
 * The order matters. Style sheets, the name of the program and Word's comments are read before they are removed. Google's suggestions are matched with
 * the text of the page while it is complete. Hidden and deleted content is removed before anything is counted. Word's paragraphs
 * become lists before lists are nested, and layout tables are unwrapped before their content is converted to blocks.
 */
export function pastedHtml(source: string, googleClip = ""): string {
  const page = new DOMParser().parseFromString(source, "text/html");
  const sheet = sheetOf(page);
  const program = programOf(page);
  if (googleClip !== "") acceptGoogleSuggestions(page, googleClip);
  restoreListStyles(page, sheet);
  removeHidden(page, sheet);
  // A ProseMirror editor wrote this HTML: it needs no repair, and its attributes say how open its ends are.
  if (page.querySelector("[data-pm-slice]")) return page.body.innerHTML;
  acceptRevisions(page);
  applyLooks(page, sheet, program);
  nameTableHeads(page);
  applyRoles(page);
  convertVmlPictures(page);
  convertWordLists(page, sheet);
  nestWebLists(page);
  unwrapLayoutTables(page);
  return inBlocks(page.body).innerHTML;
}

import type { Missing, Question } from "#lib/document/project-live.ts";

const story = "[contenteditable='true']";
const zone = (name: string) => `${story} [data-zone="${name}"]`;
const field = (name: string) => `form[aria-label="Story details"] [name="${name}"]`;

/** What on the screen of the editor a check speaks of, the most exact first. */
function placesOf(check: Missing | Question): string[] {
  if ("block" in check && check.block) return [`[data-id="${CSS.escape(check.block)}"]`];
  switch (check.code) {
    case "SECTION":
      return [field("section")];
    case "NO_AUTHOR":
      return [field("authors")];
    case "HEADLINE":
      return [zone("headline"), story];
    case "NO_STANDFIRST":
      return [zone("standfirst"), story];
    default:
      return [story];
  }
}

/** Brings the place that a check speaks of into view and puts the caret there. */
export function goTo(check: Missing | Question): void {
  const place = placesOf(check)
    .map((selector) => document.querySelector<HTMLElement>(selector))
    .find((element) => element !== null);
  if (!place) return;
  place.scrollIntoView({ block: "center" });
  const editor = place.closest<HTMLElement>("[contenteditable='true']");
  if (!editor) {
    place.focus();
    return;
  }
  editor.focus({ preventScroll: true });
  getSelection()?.collapse(place, 0); // the editor follows the selection of the document
}

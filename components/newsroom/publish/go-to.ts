import { showDetailsEvent } from "#components/editor/panel/show-details-event.ts";
import { typesetEvent } from "#components/editor/writing/typeset-event.ts";
import type { Question } from "#lib/checks/questions.ts";
import type { Missing } from "#lib/document/project-live.ts";

type Check = Missing | Question;

const text = "[contenteditable='true']";
const zone = (name: string): string => `${text} [data-zone="${name}"]`;
const first = (selector: string) => () => document.querySelector<HTMLElement>(selector);

/** A field of the details panel, by its label. */
const field = (name: string) => () => {
  const form = document.querySelector('form[aria-label$=" details"]');
  const label = [...(form?.querySelectorAll("label") ?? [])].find((one) => one.textContent === name);
  return label?.control ?? null;
};

/** The element in the editor that a check is about, the most specific first. */
function placesOf(check: Check): (() => HTMLElement | null)[] {
  if ("block" in check && check.block) {
    const id = CSS.escape(check.block);
    const words = first(`[data-block="${id}"] :is(textarea, input)`); // descriptions of pictures are outside the text
    const block = first(`${text} [data-id="${id}"]`);
    return check.code.startsWith("ALT_") ? [words, block] : [block, words];
  }
  switch (check.code) {
    case "SECTION":
      return [field("Section")];
    case "ADDRESS":
      return [field("Slug")];
    case "PURPOSE":
      return [field("Purpose")];
    case "NO_AUTHOR":
      return [field("Authors")];
    case "NO_TOPIC":
      return [field("Topics")];
    case "LONG_SEO_TITLE":
      return [field("SEO title")];
    case "LONG_SEO_DESCRIPTION":
      return [field("SEO description")];
    case "HEADLINE":
    case "LONG_HEADLINE":
      return [first(zone("headline")), first(text)];
    case "NO_STANDFIRST":
    case "LONG_STANDFIRST":
      return [first(zone("standfirst")), first(text)];
    default:
      return [first(text)];
  }
}

/** Scrolls to the position of a check and puts the caret there; for straight quotes, runs the replacement. */
export function goTo(check: Check): void {
  if (check.code === "STRAIGHT_QUOTES" || check.code === "TYPEWRITER_SIGNS") {
    const story = document.querySelector<HTMLElement>(text);
    story?.focus({ preventScroll: true });
    story?.dispatchEvent(new Event(typesetEvent));
    return;
  }
  const place = placesOf(check)
    .map((find) => find())
    .find((element) => element !== null);
  if (!place) return;
  // On small screens the panel may be closed or show another tab.
  if (place.getClientRects().length === 0) document.dispatchEvent(new Event(showDetailsEvent));
  requestAnimationFrame(() => {
    place.scrollIntoView({ block: "center" });
    const editor = place.closest<HTMLElement>(text);
    (editor ?? place).focus({ preventScroll: true });
    // The editor follows the selection of the document.
    if (editor && editor !== place) getSelection()?.collapse(place, 0);
  });
}

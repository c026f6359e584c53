// Catches what is typed between the gesture that starts a story and the moment at which its editor has the caret.

/** The text per story, until an editor has taken it: it outlives an editor that could not be loaded, and Back and Forward. */
const caught = new Map<string, string>();

let field: HTMLTextAreaElement | null = null;
let owner = "";
let isComposing = false;

const style =
  "position:fixed;top:30%;left:0;width:1px;height:1px;padding:0;border:0;opacity:0;font-size:16px;resize:none;overflow:hidden";

/** What was caught and no editor has taken is lost with the page. */
const ask = (event: BeforeUnloadEvent): void => {
  if ([...caught.values()].some((text) => text !== "")) event.preventDefault();
};

/** A key that is held down writes nothing before it has been let go: it belongs to the gesture. */
const swallowRepeats = (event: KeyboardEvent): void => {
  if (event.repeat) {
    event.preventDefault();
    event.stopImmediatePropagation();
  } else removeEventListener("keydown", swallowRepeats, true);
};

/** Puts a focused field off the screen. */
export function catchTyping(storyId: string): void {
  if (field && owner === storyId) {
    field.focus({ preventScroll: true });
    return;
  }
  stopCatching();
  owner = storyId;
  const area = document.createElement("textarea");
  field = area;
  isComposing = false;
  area.addEventListener("compositionstart", () => {
    isComposing = true;
  });
  area.addEventListener("compositionend", () => {
    isComposing = false;
  });
  area.style.cssText = style;
  area.setAttribute("aria-label", "Headline");
  area.value = caught.get(storyId) ?? "";
  area.addEventListener("input", () => caught.set(storyId, area.value));
  // Somebody who has typed waits for the editor; somebody who has not may go on to anything else by keys.
  area.addEventListener("keydown", (event) => event.key === "Tab" && area.value !== "" && event.preventDefault());
  // A second click of the same hand takes the focus to nothing; a click on something else means that.
  area.addEventListener("blur", () =>
    setTimeout(() => {
      if (field === area && document.activeElement === document.body) area.focus({ preventScroll: true });
    }),
  );
  document.body.append(area);
  area.focus({ preventScroll: true });
  addEventListener("keydown", swallowRepeats, true);
  addEventListener("beforeunload", ask);
}

/** Takes the field away; what it caught is kept for the next editor of this story. */
export function stopCatching(): void {
  field?.remove();
  field = null;
}

/**
 * Gives the text to an editor that is ready, at once or when the input method is done with the word that it composes.
 * @param hasFocus whether the person still writes here and has not gone on to another field
 */
export function handOver(storyId: string, take: (text: string, hasFocus: boolean) => void): () => void {
  const area = owner === storyId ? field : null;
  if (!area) {
    take(takeCaught(storyId), document.activeElement === document.body);
    return () => {};
  }
  const give = () => {
    if (field !== area) return;
    const hasFocus = document.activeElement === area || document.activeElement === document.body;
    const text = takeCaught(storyId);
    take(text, hasFocus); // moves the focus before the field goes: a phone keeps its keyboard
    stopCatching();
  };
  const onEnd = () => queueMicrotask(give);
  area.addEventListener("compositionend", onEnd);
  if (!isComposing) give();
  return () => area.removeEventListener("compositionend", onEnd);
}

function takeCaught(storyId: string): string {
  const text = caught.get(storyId) ?? "";
  caught.delete(storyId);
  if (caught.size === 0) removeEventListener("beforeunload", ask);
  return text;
}

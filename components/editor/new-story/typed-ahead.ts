// Buffers what is typed between the start of a new story and the moment at which its editor is ready.

/** The buffered text per story. It survives an editor that could not be loaded, and Back and Forward. */
const caught = new Map<string, string>();

let field: HTMLTextAreaElement | null = null;
let owner = "";
let isComposing = false;

const style =
  "position:fixed;top:30%;left:0;width:1px;height:1px;padding:0;border:0;opacity:0;font-size:16px;resize:none;overflow:hidden";

/** Buffered text that no editor has inserted is lost with the page. */
const ask = (event: BeforeUnloadEvent): void => {
  if ([...caught.values()].some((text) => text !== "")) event.preventDefault();
};

/** A held key is ignored until it is released, because it belongs to the click or shortcut. */
const swallowRepeats = (event: KeyboardEvent): void => {
  if (event.repeat) {
    event.preventDefault();
    event.stopImmediatePropagation();
  } else removeEventListener("keydown", swallowRepeats, true);
};

/** Focuses an invisible field that receives the typing. */
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
  // The focus is kept only after something was typed; otherwise the person may use the keyboard elsewhere.
  area.addEventListener("keydown", (event) => event.key === "Tab" && area.value !== "" && event.preventDefault());
  // A second click of a double click removes the focus; a click on another control moves it on purpose.
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

/** Removes the field; its text is kept for the next editor of this story. */
export function stopCatching(): void {
  field?.remove();
  field = null;
}

/**
 * Passes the text to an editor that is ready, at once or after the input method has finished its word.
 * @param hasFocus whether the field still has the focus
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
    take(text, hasFocus); // moves the focus before the field is removed, so that a phone keeps its keyboard open
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

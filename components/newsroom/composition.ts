type Key = { isComposing: boolean; keyCode: number };

/**
 * Whether a key belongs to an input method, which uses Enter, Escape, Tab and the arrows to choose among its suggestions.
 * Safari ends the composition before it reports the confirming Enter, which only its key code 229 identifies.
 */
export const isComposing = ({ isComposing, keyCode }: Key): boolean => isComposing || keyCode === 229;

const isInStory = (target: EventTarget | null): boolean =>
  target instanceof Element && target.closest("#story-text") !== null;

/**
 * Keeps keys of an input method from every key handler of the page, including Mantine's. The editor needs them to follow
 * the composition, so `editorKey` stops them after it. Returns a function that ends the guard.
 */
export function guardComposition(page: EventTarget, isEditor = isInStory): () => void {
  const onKey = (event: Event) => {
    if (isComposing(event as KeyboardEvent) && !isEditor(event.target)) event.stopImmediatePropagation();
  };
  page.addEventListener("keydown", onKey, { capture: true });
  return () => page.removeEventListener("keydown", onKey, { capture: true });
}

type View = { composing: boolean };
type EditorKey = Key & Pick<KeyboardEvent, "key" | "stopPropagation">;

/**
 * The guard within the editor: true if the key must not reach the editor's own key handlers. ProseMirror itself ignores keys
 * during a composition and, in Safari, the first one after it.
 */
export function editorKey({ composing }: View, event: EditorKey, isSafari: boolean): boolean {
  if (!isComposing(event)) return false;
  event.stopPropagation();
  return !composing && !isSafari && event.key !== "Process" && event.key !== "Unidentified";
}

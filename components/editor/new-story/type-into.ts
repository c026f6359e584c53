import type { EditorView } from "@tiptap/pm/view";

const enter = (): KeyboardEvent => new KeyboardEvent("keydown", { key: "Enter", code: "Enter" });

/** Inserts a text as if it were typed: a line break acts as Enter, so it moves to the next zone. */
export function typeInto(view: EditorView, text: string): void {
  for (const character of text.replace(/\r\n?/g, "\n")) {
    if (character === "\n") view.someProp("handleKeyDown", (handle) => handle(view, enter()) || undefined);
    else {
      const { from, to } = view.state.selection;
      const plain = () => view.state.tr.insertText(character, from, to).scrollIntoView();
      const isDone = view.someProp(
        "handleTextInput",
        (handle) => handle(view, from, to, character, plain) || undefined,
      );
      if (!isDone) view.dispatch(plain());
    }
  }
}

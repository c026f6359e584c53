// @vitest-environment jsdom
import { keymap } from "@tiptap/pm/keymap";
import { EditorState } from "@tiptap/pm/state";
import { EditorView } from "@tiptap/pm/view";
import { afterEach, expect, test } from "vitest";
import { paragraph, storyDocument } from "#lib/document/build.ts";
import { readSelectionBeforeKeys } from "./read-selection.ts";

let view: EditorView | undefined;
afterEach(() => view?.destroy());

/** An editor in which Enter remembers the line of the caret. */
function write(plugins = [readSelectionBeforeKeys()]): { view: EditorView; lines: string[] } {
  const lines: string[] = [];
  const enter = keymap({
    Enter: ({ selection }) => {
      lines.push(selection.$from.parent.textContent);
      return true;
    },
  });
  const doc = storyDocument({ body: [paragraph("one"), paragraph("two")] });
  view = new EditorView(document.body, { state: EditorState.create({ doc, plugins: [...plugins, enter] }) });
  view.focus();
  return { view, lines };
}

/** Moves the caret as a click does, without the event that the browser sends in its next frame. */
function click(words: string): void {
  const lines = [...(view?.dom.querySelectorAll("p") ?? [])];
  const text = lines.find(({ textContent }) => textContent === words)?.firstChild;
  if (!text) throw new Error(`no line "${words}"`);
  getSelection()?.collapse(text, 1);
}

const press = (init: KeyboardEventInit = {}) =>
  view?.dom.dispatchEvent(new KeyboardEvent("keydown", { key: "Enter", bubbles: true, cancelable: true, ...init }));

test("a key acts where the caret was just put", () => {
  const { lines } = write();
  click("two");
  press();
  click("one");
  press();
  expect(lines).toEqual(["two", "one"]);
});

test("a key of an input method does not move the caret", () => {
  const { view } = write();
  const before = view.state.selection;
  click("two");
  press({ keyCode: 229 });
  expect(view.state.selection.eq(before)).toBe(true);
});

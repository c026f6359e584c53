// @vitest-environment jsdom
import { MantineProvider } from "@mantine/core";
import { Editor, Extension } from "@tiptap/core";
import { TextSelection } from "@tiptap/pm/state";
import { act } from "react";
import { createRoot, type Root } from "react-dom/client";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { paragraph, storyDocument, toJson } from "#lib/document/build.ts";
import { documentExtensions } from "#lib/document/schema.ts";
import { editHistory, undo } from "../saving/history.ts";
import { FindDialog } from "./find-dialog.tsx";
import { activeSearch, searchHighlights } from "./highlights.ts";
import { compileQuery } from "./query.ts";

const close = vi.fn();
let root: Root;
let editor: Editor;

/** Until the dialog has compiled its query: a later search takes the same way, so it ends after it. */
const settle = () =>
  act(async () => {
    await compileQuery({ text: "x", matchCase: false, wholeWord: false, isRegex: true });
    await compileQuery({ text: "x", matchCase: false, wholeWord: false, isRegex: true });
  });
const field = (name: string): HTMLInputElement => {
  const found = document.querySelector<HTMLInputElement>(`input[aria-label="${name}"]`);
  if (!found) throw new Error(`no field ${name}`);
  return found;
};
const write = async (name: string, text: string): Promise<void> => {
  const input = field(name);
  await act(async () => {
    Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, "value")?.set?.call(input, text);
    input.dispatchEvent(new Event("input", { bubbles: true }));
  });
  await settle();
};
const press = async (name: string, key: string, more: KeyboardEventInit = {}): Promise<void> => {
  await act(async () => {
    field(name).dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true, ...more }));
  });
};
const click = async (words: string): Promise<void> => {
  const button = [...document.querySelectorAll("button")].find(
    (one) => one.textContent === words || one.getAttribute("aria-label") === words,
  );
  await act(async () => button?.click());
};
const tick = async (words: string): Promise<void> => {
  const label = [...document.querySelectorAll("label")].find((one) => one.textContent === words);
  await act(async () => label?.click());
  await settle();
};
const status = () => document.querySelector("[role=status]")?.textContent;
const body = () => editor.state.doc.children.slice(2).map((node) => node.textContent);

async function open(select?: { from: number; to: number }): Promise<void> {
  if (select)
    editor.view.dispatch(editor.state.tr.setSelection(TextSelection.create(editor.state.doc, select.from, select.to)));
  await act(async () =>
    root.render(
      <MantineProvider env="test">
        <FindDialog editor={editor} close={close} request={1} />
      </MantineProvider>,
    ),
  );
  await settle();
}

beforeEach(() => {
  vi.stubGlobal("IS_REACT_ACT_ENVIRONMENT", true);
  vi.stubGlobal("matchMedia", () => ({ matches: false, addEventListener() {}, removeEventListener() {} }));
  Element.prototype.scrollIntoView = () => {}; // jsdom has no layout
  const place = document.body.appendChild(document.createElement("div"));
  editor = new Editor({
    element: document.body.appendChild(document.createElement("div")),
    extensions: [
      ...documentExtensions,
      Extension.create({ name: "finding", addProseMirrorPlugins: () => [searchHighlights(), editHistory()] }),
    ],
    content: toJson(storyDocument({ headline: "Head", body: [paragraph("The cat and a cat"), paragraph("Cats")] })),
    injectCSS: false,
  });
  root = createRoot(place);
});
afterEach(async () => {
  await write("Find", "");
  await act(async () => root.unmount());
  editor.destroy();
  document.body.replaceChildren();
  close.mockReset();
  Reflect.deleteProperty(Element.prototype, "scrollIntoView");
  vi.unstubAllGlobals();
});

test("shows how many matches there are, and which one is selected", async () => {
  await open();
  await write("Find", "cat");
  expect(status()).toBe("3 found");
  await press("Find", "Enter");
  expect(status()).toBe("1 of 3");
  await press("Find", "Enter", { shiftKey: true });
  expect(status()).toBe("3 of 3");
  expect(document.querySelectorAll("[data-found]")).toHaveLength(3);
  await write("Find", "dog");
  expect(status()).toBe("Not found");
});

test("searches for the selected words", async () => {
  let start = 0;
  editor.state.doc.descendants((node, pos) => {
    if (node.text?.includes("The cat")) start = pos + 4;
  });
  await open({ from: start, to: start + 3 });
  expect(field("Find").value).toBe("cat");
  expect(status()).toBe("1 of 3");
});

test("replaces all with one undo and says how many", async () => {
  await open();
  await write("Find", "cat");
  await write("Replace with", "dog");
  await click("Replace all");
  expect(body()).toEqual(["The dog and a dog", "dogs"]);
  expect(status()).toBe("3 replaced");
  await act(async () => void undo(editor.state, editor.view.dispatch));
  expect(body()).toEqual(["The cat and a cat", "Cats"]);
});

test("selects the next match before it replaces the first one", async () => {
  await open();
  await write("Find", "cat");
  await write("Replace with", "dog");
  await press("Replace with", "Enter");
  expect(body()).toEqual(["The cat and a cat", "Cats"]);
  await press("Replace with", "Enter");
  expect(body()).toEqual(["The dog and a cat", "Cats"]);
  expect(status()).toBe("1 of 2");
});

test("searches again when an option is ticked", async () => {
  await open();
  await write("Find", "cat");
  await tick("Whole words");
  expect(status()).toBe("2 found");
  await tick("Whole words");
  await tick("Match case");
  expect(status()).toBe("2 found");
  await tick("Match case");
});

test("explains an expression that is not valid and finds nothing", async () => {
  await open();
  await tick("Regular expression");
  await write("Find", "(cat");
  expect(document.body.textContent).toContain("This regular expression is not valid");
  expect(activeSearch(editor.state)).toBeNull();
  await write("Find", "(cat)s?$");
  expect(status()).toBe("2 found");
  await tick("Regular expression");
});

test("closes on Escape and leaves no highlights behind", async () => {
  await open();
  await write("Find", "cat");
  await press("Find", "Escape");
  expect(close).toHaveBeenCalledOnce();
  await act(async () => root.render(null));
  expect(document.querySelectorAll("[data-found]")).toHaveLength(0);
  await open();
});

// @vitest-environment jsdom
import { MantineProvider } from "@mantine/core";
import { Editor } from "@tiptap/core";
import { TextSelection } from "@tiptap/pm/state";
import { act } from "react";
import { createRoot, type Root } from "react-dom/client";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { orderedList, paragraph, storyDocument, toJson } from "#lib/document/build.ts";
import { documentExtensions } from "#lib/document/schema.ts";
import { stubLayout } from "#prisma/testing/jsdom.ts";
import { NumberingMenu } from "./numbering-menu.tsx";

let root: Root;
let editor: Editor;

const list = () => editor.state.doc.child(2).attrs;
const opener = () => document.querySelector<HTMLButtonElement>('button[aria-label="Numbers of the list"]');
async function caretAfter(words: string): Promise<void> {
  let at = -1;
  editor.state.doc.descendants((node, pos) => {
    if (node.text === words) at = pos + words.length;
  });
  await act(async () => editor.view.dispatch(editor.state.tr.setSelection(TextSelection.create(editor.state.doc, at))));
}

beforeEach(async () => {
  vi.stubGlobal("IS_REACT_ACT_ENVIRONMENT", true);
  stubLayout();
  Element.prototype.scrollIntoView = () => {}; // jsdom has no layout
  editor = new Editor({
    element: document.body.appendChild(document.createElement("div")),
    extensions: documentExtensions,
    content: toJson(storyDocument({ headline: "Head", body: [orderedList(["one", "two"]), paragraph("After")] })),
    injectCSS: false,
  });
  root = createRoot(document.body.appendChild(document.createElement("div")));
  await act(async () =>
    root.render(
      <MantineProvider env="test">
        <NumberingMenu editor={editor} />
      </MantineProvider>,
    ),
  );
});
afterEach(async () => {
  await act(async () => root.unmount());
  editor.destroy();
  document.body.replaceChildren();
  Reflect.deleteProperty(Element.prototype, "scrollIntoView");
  vi.unstubAllGlobals();
});

test("is there in numbered lists only", async () => {
  await caretAfter("two");
  expect(opener()).not.toBeNull();
  await caretAfter("After");
  expect(opener()).toBeNull();
});

test("sets the first number and how the items are counted", async () => {
  await caretAfter("two");
  await act(async () => opener()?.click());
  const field = document.querySelector<HTMLInputElement>("input");
  await act(async () => {
    Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, "value")?.set?.call(field, "5");
    field?.dispatchEvent(new Event("input", { bubbles: true }));
  });
  expect(list()).toMatchObject({ start: 5, numbering: "decimal" });
  const choice = [...document.querySelectorAll<HTMLElement>("[role=menuitemcheckbox]")].find(
    ({ textContent }) => textContent === "I, II, III",
  );
  await act(async () => choice?.click());
  expect(list()).toMatchObject({ start: 5, numbering: "upperRoman" });
});

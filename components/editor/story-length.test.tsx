// @vitest-environment jsdom
import { MantineProvider } from "@mantine/core";
import { Editor } from "@tiptap/core";
import { TextSelection } from "@tiptap/pm/state";
import { act } from "react";
import { createRoot, type Root } from "react-dom/client";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { paragraph, storyDocument, toJson } from "#lib/document/build.ts";
import { documentExtensions } from "#lib/document/schema.ts";
import { StoryLength } from "./story-length.tsx";

let root: Root;
let editor: Editor;
const show = (length: number | null) =>
  act(async () =>
    root.render(
      <MantineProvider env="test">
        <StoryLength editor={editor} length={length} />
      </MantineProvider>,
    ),
  );
const button = () => document.querySelector("button");

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal("IS_REACT_ACT_ENVIRONMENT", true);
  vi.stubGlobal("matchMedia", () => ({ matches: false, addEventListener() {}, removeEventListener() {} }));
  editor = new Editor({
    element: document.body.appendChild(document.createElement("div")),
    extensions: [...documentExtensions],
    content: toJson(storyDocument({ headline: "Ferry late", body: [paragraph("It is late.")] })),
    injectCSS: false,
  });
  root = createRoot(document.body.appendChild(document.createElement("div")));
});
afterEach(async () => {
  await act(async () => root.unmount());
  editor.destroy();
  document.body.replaceChildren();
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

test("shows the words of the story, and no budget where no length is wanted", async () => {
  await show(null);
  expect(button()?.textContent).toBe("5 words");
});

test("marks a story that is longer than wanted, and follows what is typed", async () => {
  await show(4);
  expect(button()?.querySelector("[data-over]")?.textContent).toBe("1 over");
  await act(async () => {
    editor.view.dispatch(editor.state.tr.insertText(" Very late.", editor.state.doc.content.size - 1));
    vi.advanceTimersByTime(500);
  });
  expect(button()?.querySelector("[data-over]")?.textContent).toBe("3 over");
});

test("counts the selected words beside those of the story", async () => {
  await show(10);
  await act(async () => {
    editor.view.dispatch(editor.state.tr.setSelection(TextSelection.create(editor.state.doc, 1, 6)));
    vi.advanceTimersByTime(300);
  });
  expect(button()?.textContent).toBe("1 of 5 words5 left");
});

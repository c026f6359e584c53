// @vitest-environment jsdom
import { keymap } from "@tiptap/pm/keymap";
import { EditorState, TextSelection } from "@tiptap/pm/state";
import { EditorView } from "@tiptap/pm/view";
import { afterEach, describe, expect, test, vi } from "vitest";
import { newStoryDocument } from "#lib/document/build.ts";
import { newId } from "#lib/ids.ts";
import { storyKeys } from "../writing/story-keys.ts";
import { typeInto } from "./type-into.ts";
import { catchTyping, handOver, stopCatching } from "./typed-ahead.ts";

afterEach(() => {
  stopCatching();
});

const field = (): HTMLTextAreaElement => {
  const found = document.querySelector<HTMLTextAreaElement>('textarea[aria-label="Headline"]');
  if (!found) throw new Error("nothing catches");
  return found;
};
const type = (text: string): void => {
  field().value += text;
  field().dispatchEvent(new Event("input"));
};
/** Returns true if the page does not prevent the key. */
const press = (key: string, repeat = false): boolean =>
  field().dispatchEvent(new KeyboardEvent("keydown", { key, repeat, bubbles: true, cancelable: true }));
const take = vi.fn<(text: string, hasFocus: boolean) => void>();
afterEach(() => take.mockReset());

describe("typing before the editor of a new story is ready", () => {
  test("inserts keys typed ahead once, and moves the focus to the editor", () => {
    const id = newId();
    catchTyping(id);
    expect(document.activeElement).toBe(field());
    type("Night ferry");
    handOver(id, take);
    handOver(id, take);
    expect(take.mock.calls).toEqual([
      ["Night ferry", true],
      ["", true],
    ]);
    expect(document.querySelector("textarea")).toBeNull();
  });

  test("waits with keys typed ahead until an input method has finished its word", async () => {
    const id = newId();
    catchTyping(id);
    field().dispatchEvent(new Event("compositionstart"));
    type("やま");
    handOver(id, take);
    expect(take).not.toHaveBeenCalled();
    field().value = "山";
    field().dispatchEvent(new Event("input"));
    field().dispatchEvent(new Event("compositionend"));
    await Promise.resolve();
    expect(take.mock.calls).toEqual([["山", true]]);
  });

  test("ignores the key that opened the story until it is released", () => {
    catchTyping(newId());
    expect(press("n", true)).toBe(false);
    expect(press("n", true)).toBe(false);
    expect(press("n")).toBe(true);
    expect(press("n", true)).toBe(true);
  });

  test("keeps keys typed ahead if the editor fails to load, for that story only", () => {
    const [id, other] = [newId(), newId()];
    catchTyping(id);
    type("Kept");
    stopCatching();
    handOver(other, take);
    catchTyping(id);
    handOver(id, take);
    expect(take.mock.calls.map(([text]) => text)).toEqual(["", "Kept"]);
  });

  test("asks before the page closes with keys typed ahead", () => {
    const closes = () => dispatchEvent(new Event("beforeunload", { cancelable: true }));
    const id = newId();
    catchTyping(id);
    expect(closes()).toBe(true);
    type("Not lost");
    expect(closes()).toBe(false);
    handOver(id, take);
    expect(closes()).toBe(true);
  });

  test("moves from headline to standfirst and text with Enter typed ahead", () => {
    const id = newId();
    const doc = newStoryDocument(id, {});
    const view = new EditorView(null, {
      handleScrollToSelection: () => true,
      state: EditorState.create({ doc, selection: TextSelection.create(doc, 1), plugins: [keymap(storyKeys)] }),
    });
    typeInto(view, "Ferry 🎉\r\nSails\n\nAt noon");
    expect(view.state.doc.children.map((node) => `${node.type.name}: ${node.textContent}`)).toEqual([
      "headline: Ferry 🎉",
      "standfirst: Sails",
      "paragraph: ",
      "paragraph: At noon",
    ]);
    view.destroy();
  });
});

describe("the document of a new story", () => {
  test("is the same document in the browser and on the server", () => {
    const id = newId();
    const fields = { language: "de", authors: [newId()] };
    expect(newStoryDocument(id, fields).eq(newStoryDocument(id, fields))).toBe(true);
    expect(newStoryDocument(id, fields).eq(newStoryDocument(newId(), fields))).toBe(false);
  });
});

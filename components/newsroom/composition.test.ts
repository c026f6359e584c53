import { describe, expect, test, vi } from "vitest";
import { editorKey, guardComposition } from "./composition.ts";

const key = (name: string, { isComposing = false, keyCode = 13 } = {}) =>
  Object.assign(new Event("keydown", { cancelable: true }), { key: name, isComposing, keyCode });

describe("guardComposition", () => {
  test.each([
    ["during a composition", { isComposing: true, keyCode: 13 }],
    ["with the key code of an input method, as Safari reports the Enter that confirms", { keyCode: 229 }],
  ])("stops a key %s before any other handler", (_when, state) => {
    const page = new EventTarget();
    const handler = vi.fn();
    guardComposition(page, () => false);
    page.addEventListener("keydown", handler);
    const event = key("Enter", state);
    page.dispatchEvent(event);
    expect(handler).not.toHaveBeenCalled();
    expect(event.defaultPrevented).toBe(false);
  });
  test("does not stop other keys and keys of the editor", () => {
    const page = new EventTarget();
    const handler = vi.fn();
    let isEditor = false;
    const end = guardComposition(page, () => isEditor);
    page.addEventListener("keydown", handler);
    page.dispatchEvent(key("Enter"));
    isEditor = true;
    page.dispatchEvent(key("Enter", { isComposing: true }));
    expect(handler).toHaveBeenCalledTimes(2);
    isEditor = false;
    end();
    page.dispatchEvent(key("Enter", { isComposing: true }));
    expect(handler).toHaveBeenCalledTimes(3);
  });
});

describe("editorKey", () => {
  test("keeps keys of an input method from handlers around the editor", () => {
    const event = { ...{ key: "Enter", isComposing: true, keyCode: 229 }, stopPropagation: vi.fn() };
    expect(editorKey({ composing: true }, event, false)).toBe(false);
    expect(event.stopPropagation).toHaveBeenCalled();
  });
  test("keeps a late confirming Enter from the editor, except in Safari, where the editor recognises it", () => {
    const event = { key: "Enter", isComposing: false, keyCode: 229, stopPropagation: vi.fn() };
    expect(editorKey({ composing: false }, event, false)).toBe(true);
    expect(editorKey({ composing: false }, event, true)).toBe(false);
  });
  test("does not stop ordinary keys and the first key of a composition", () => {
    const stopPropagation = vi.fn();
    expect(
      editorKey({ composing: false }, { key: "Enter", isComposing: false, keyCode: 13, stopPropagation }, false),
    ).toBe(false);
    expect(stopPropagation).not.toHaveBeenCalled();
    expect(
      editorKey({ composing: false }, { key: "Process", isComposing: false, keyCode: 229, stopPropagation }, false),
    ).toBe(false);
  });
});

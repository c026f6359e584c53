import { describe, expect, test } from "vitest";
import { isSaveKey } from "./save-key.ts";

const press = (given: Partial<Parameters<typeof isSaveKey>[0]>) =>
  isSaveKey({ key: "s", code: "KeyS", ctrlKey: false, metaKey: false, altKey: false, shiftKey: false, ...given });

describe("keyboard shortcut for saving", () => {
  test("saves on Ctrl+S and Cmd+S, even with Caps Lock", () => {
    expect(press({ ctrlKey: true })).toBe(true);
    expect(press({ metaKey: true })).toBe(true);
    expect(press({ ctrlKey: true, key: "S" })).toBe(true);
  });
  test("saves on the letter S of the keyboard's layout, not on the key at its usual position", () => {
    expect(press({ ctrlKey: true, key: "s", code: "Semicolon" })).toBe(true);
    expect(press({ ctrlKey: true, key: "o", code: "KeyS" })).toBe(false);
  });
  test("saves on the key at the position of S when the layout has no Latin letters", () => {
    expect(press({ ctrlKey: true, key: "ы" })).toBe(true);
    expect(press({ ctrlKey: true, key: "с", code: "KeyC" })).toBe(false);
  });
  test("does not save on S alone or with other modifiers", () => {
    expect(press({})).toBe(false);
    expect(press({ ctrlKey: true, shiftKey: true })).toBe(false);
    expect(press({ ctrlKey: true, altKey: true })).toBe(false);
  });
});

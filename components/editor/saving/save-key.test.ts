import { describe, expect, it } from "vitest";
import { isSaveKey } from "./save-key.ts";

const press = (given: Partial<Parameters<typeof isSaveKey>[0]>) =>
  isSaveKey({ key: "s", code: "KeyS", ctrlKey: false, metaKey: false, altKey: false, shiftKey: false, ...given });

describe("the key that saves", () => {
  it("is Ctrl+S and Cmd+S, also with Caps Lock", () => {
    expect(press({ ctrlKey: true })).toBe(true);
    expect(press({ metaKey: true })).toBe(true);
    expect(press({ ctrlKey: true, key: "S" })).toBe(true);
  });
  it("is the letter S of a keyboard that has it elsewhere, not the key in its place", () => {
    expect(press({ ctrlKey: true, key: "s", code: "Semicolon" })).toBe(true);
    expect(press({ ctrlKey: true, key: "o", code: "KeyS" })).toBe(false);
  });
  it("is found by its place on a keyboard without Latin letters", () => {
    expect(press({ ctrlKey: true, key: "ы" })).toBe(true);
    expect(press({ ctrlKey: true, key: "с", code: "KeyC" })).toBe(false);
  });
  it("is not S alone or with other modifiers", () => {
    expect(press({})).toBe(false);
    expect(press({ ctrlKey: true, shiftKey: true })).toBe(false);
    expect(press({ ctrlKey: true, altKey: true })).toBe(false);
  });
});

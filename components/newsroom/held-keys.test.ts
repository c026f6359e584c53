import { describe, expect, test } from "vitest";
import { isHeldEnter } from "./held-keys.ts";

const on = (selectors: string) => ({
  closest: (asked: string) => asked.split(", ").find((one) => selectors.split(", ").includes(one)) ?? null,
});
const press = (key: string, repeat: boolean, selectors: string) => isHeldEnter({ key, repeat, target: on(selectors) });

describe("a key that is held down", () => {
  test.each(["button", "a[href]", "input", '[role="menuitem"]'])("a held key presses %s once", (selector) => {
    expect(press("Enter", false, selector)).toBe(false);
    expect(press("Enter", true, selector)).toBe(true);
  });
  test("a held Enter keeps adding lines in a text", () => {
    expect(press("Enter", true, "textarea")).toBe(false);
    expect(isHeldEnter({ key: "Enter", repeat: true, target: null })).toBe(false);
  });
  test("a held key keeps typing and moving in a field", () => {
    for (const key of ["a", " ", "Backspace", "ArrowDown"]) expect(press(key, true, "input")).toBe(false);
  });
});

import { describe, expect, test } from "vitest";
import { isHeldEnter } from "./held-keys.ts";

const on = (selectors: string) => ({
  closest: (asked: string) => asked.split(", ").find((one) => selectors.split(", ").includes(one)) ?? null,
});
const press = (key: string, repeat: boolean, selectors: string) => isHeldEnter({ key, repeat, target: on(selectors) });

describe("keys that are held down", () => {
  test.each(["button", "a[href]", "input", '[role="menuitem"]'])("presses %s only once for a held key", (selector) => {
    expect(press("Enter", false, selector)).toBe(false);
    expect(press("Enter", true, selector)).toBe(true);
  });
  test("keeps adding lines in a text for a held Enter", () => {
    expect(press("Enter", true, "textarea")).toBe(false);
    expect(isHeldEnter({ key: "Enter", repeat: true, target: null })).toBe(false);
  });
  test("keeps typing and moving in a field for a held key", () => {
    for (const key of ["a", " ", "Backspace", "ArrowDown"]) expect(press(key, true, "input")).toBe(false);
  });
});

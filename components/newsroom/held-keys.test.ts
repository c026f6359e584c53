import { describe, expect, it } from "vitest";
import { isHeldEnter } from "./held-keys.ts";

const on = (selectors: string) => ({
  closest: (asked: string) => asked.split(", ").find((one) => selectors.split(", ").includes(one)) ?? null,
});
const press = (key: string, repeat: boolean, selectors: string) => isHeldEnter({ key, repeat, target: on(selectors) });

describe("a key that is held down", () => {
  it.each(["button", "a[href]", "input", '[role="menuitem"]'])("presses %s once", (selector) => {
    expect(press("Enter", false, selector)).toBe(false);
    expect(press("Enter", true, selector)).toBe(true);
  });
  it("goes on writing lines in a text", () => {
    expect(press("Enter", true, "textarea")).toBe(false);
    expect(isHeldEnter({ key: "Enter", repeat: true, target: null })).toBe(false);
  });
  it("goes on writing letters and moving in a field", () => {
    for (const key of ["a", " ", "Backspace", "ArrowDown"]) expect(press(key, true, "input")).toBe(false);
  });
});

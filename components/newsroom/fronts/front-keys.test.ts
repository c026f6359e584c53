import { expect, test } from "vitest";
import { frontKeyList, jumpOf } from "./front-keys.ts";

const press = (key: string, code: string, given: object = {}) =>
  jumpOf({ key, code, altKey: true, shiftKey: true, ctrlKey: false, metaKey: false, ...given });

test("Alt, Shift and a letter lead to a part of the screen, and with Enter to the question about the launch", () => {
  expect([press("S", "KeyS"), press("d", "KeyD"), press("L", "KeyL")]).toEqual(["stories", "draft", "live"]);
  expect(press("Enter", "Enter")).toBe("launch");
});

test("the place of a key counts where it writes another sign, and its letter where the layout is another", () => {
  expect(press("Í", "KeyS")).toBe("stories"); // macOS
  expect(press("S", "KeyO")).toBe("stories"); // Dvorak
  expect(press("O", "KeyS")).toBeNull();
});

test("other keys and other modifiers lead nowhere", () => {
  expect(press("X", "KeyX")).toBeNull();
  for (const given of [{ altKey: false }, { shiftKey: false }, { ctrlKey: true }, { metaKey: true }])
    expect(press("S", "KeyS", given)).toBeNull();
});

test("the list of keys has every jump, and no key twice", () => {
  const keys = frontKeyList.flatMap(({ lines }) => lines.flatMap((line) => line.keys));
  for (const one of ["S", "D", "L", "Enter"]) expect(keys).toContain(`Alt Shift ${one}`);
  expect(new Set(keys).size).toBe(keys.length);
});

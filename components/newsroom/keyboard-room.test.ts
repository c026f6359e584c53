import { expect, test } from "vitest";
import { roomAboveKeyboard } from "./keyboard-room.ts";

test("does not change the page while no keyboard is open", () => {
  expect(roomAboveKeyboard({ height: 844, offsetTop: 0, scale: 1 }, 844)).toBeNull();
});

test("does not change the page when only browser bars shrink the view", () => {
  expect(roomAboveKeyboard({ height: 760, offsetTop: 0, scale: 1 }, 844)).toBeNull();
});

test("does not change the page while it is zoomed with two fingers", () => {
  expect(roomAboveKeyboard({ height: 422, offsetTop: 100, scale: 2 }, 844)).toBeNull();
});

test("measures the area covered by a keyboard", () => {
  expect(roomAboveKeyboard({ height: 508.4, offsetTop: 0, scale: 1 }, 844)).toEqual({
    top: 0,
    height: 508,
    covered: 336,
  });
});

test("follows a page that the browser has scrolled to show the caret", () => {
  expect(roomAboveKeyboard({ height: 508, offsetTop: 200, scale: 1 }, 844)).toEqual({
    top: 200,
    height: 508,
    covered: 136,
  });
});

test("reports nothing as covered when the page is scrolled beyond its end", () => {
  expect(roomAboveKeyboard({ height: 508, offsetTop: 400, scale: 1 }, 844)?.covered).toBe(0);
});

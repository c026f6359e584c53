// @vitest-environment jsdom
import { describe, expect, test } from "vitest";
import { mayBrowserTake } from "./drop-guard.ts";

const page = document.createElement("div");
page.innerHTML = `<p>text</p><a href="/">link</a><input id="field" type="search"><input id="file" type="file">
  <input id="button" type="submit"><textarea></textarea><div contenteditable="true"><b>word</b></div>`;
const on = (selector: string, ...types: string[]) => mayBrowserTake(page.querySelector(selector), types);

describe("dropping on a newsroom page", () => {
  test("keeps a dropped file from replacing the page", () => {
    for (const selector of ["p", "a", "#button", "#field", "textarea", "b"]) expect(on(selector, "Files")).toBe(false);
    for (const selector of ["p", "a", "#button", "#file"])
      expect(on(selector, "text/uri-list", "text/plain")).toBe(false);
    expect(mayBrowserTake(null, ["Files"])).toBe(false);
  });
  test("accepts dropped text in text fields and dropped files in file fields", () => {
    for (const selector of ["#field", "textarea", "b"]) expect(on(selector, "text/plain")).toBe(true);
    expect(on("#file", "Files")).toBe(true);
  });
});

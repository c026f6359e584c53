// @vitest-environment jsdom
import { describe, expect, it } from "vitest";
import { mayBrowserTake } from "./drop-guard.ts";

const page = document.createElement("div");
page.innerHTML = `<p>text</p><a href="/">link</a><input id="field" type="search"><input id="file" type="file">
  <input id="button" type="submit"><textarea></textarea><div contenteditable="true"><b>word</b></div>`;
const on = (selector: string, ...types: string[]) => mayBrowserTake(page.querySelector(selector), types);

describe("what is dropped on a page of the newsroom", () => {
  it("is never opened in place of the page", () => {
    for (const selector of ["p", "a", "#button", "#field", "textarea", "b"]) expect(on(selector, "Files")).toBe(false);
    for (const selector of ["p", "a", "#button", "#file"])
      expect(on(selector, "text/uri-list", "text/plain")).toBe(false);
    expect(mayBrowserTake(null, ["Files"])).toBe(false);
  });
  it("goes into a field when it is text, and into a field for files when it is a file", () => {
    for (const selector of ["#field", "textarea", "b"]) expect(on(selector, "text/plain")).toBe(true);
    expect(on("#file", "Files")).toBe(true);
  });
});

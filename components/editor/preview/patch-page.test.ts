// @vitest-environment jsdom
import { describe, expect, test } from "vitest";
import { patchElement, readPage } from "./patch-page.ts";

const body = (html: string): Element => readPage(`<!doctype html><body>${html}</body>`).body;

describe("patchElement", () => {
  test.each([
    ["a changed word", "<p>One</p><p>Two</p>", "<p>One</p><p>Three</p>"],
    ["a new first paragraph", "<p>Two</p>", "<p>One</p><p>Two</p>"],
    ["a removed paragraph", "<p>One</p><p>Two</p><p>Three</p>", "<p>One</p><p>Three</p>"],
    ["an element of another name", "<p>One</p>", "<h2>One</h2>"],
    ["text beside elements", "<p>One <b>two</b></p>", "<p>Zero <i>one</i> two</p>"],
    ["changed attributes", '<p class="a" id="x">One</p>', '<p class="b" lang="de">One</p>'],
    ["a removed list", "<ul><li>One</li></ul><p>Two</p>", ""],
    ["more than there was", "", "<p>One</p><p>Two</p>"],
    ["a repeated paragraph", "<p>One</p><p>One</p>", "<p>One</p><p>One</p><p>One</p>"],
  ])("shows %s", (_name, before, after) => {
    const shown = body(before);
    patchElement(shown, body(after));
    expect(shown.innerHTML).toBe(after);
  });

  test("keeps the element of a picture when the paragraph before it changes", () => {
    const shown = body('<div><p>One</p><figure><img src="/a.jpg"></figure></div>');
    const picture = shown.querySelector("img");
    patchElement(shown, body('<div><p>One more</p><p>Two</p><figure><img src="/a.jpg"></figure></div>'));
    expect(shown.querySelector("img")).toBe(picture);
  });
});

test("readPage leaves out the scripts of a page", () => {
  const page = readPage(
    "<!doctype html><head><script src=a.js></script></head><body><p>One</p><script>1</script></body>",
  );
  expect(page.querySelectorAll("script")).toHaveLength(0);
  expect(page.body.innerHTML).toBe("<p>One</p>");
});

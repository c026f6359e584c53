import { describe, expect, test } from "vitest";
import { isWhole, sheetsOf, strip, styleHashes } from "./strip.ts";

const sheet = '<link rel="stylesheet" href="/_next/static/chunks/a1.css" data-precedence="next"/>';

describe("a printed page", () => {
  test("has none of Next's scripts, preloads and marks, and keeps structured data", () => {
    const html = `<html><head><link rel="preload" as="script" fetchPriority="low" href="/_next/x.js"/><script src="/_next/x.js" async=""></script><script type="application/ld+json">{"a":"\\u003c/script>"}</script></head><body><!--$--><p>Text<!-- --> and</p><!--/$--><press-part><p>Part</p></press-part><div hidden=""><!--$--><!--/$--></div><script>self.__next_f=[]</script></body></html>`;
    expect(strip(html, new Map())).toBe(
      '<html><head><script type="application/ld+json">{"a":"\\u003c/script>"}</script></head><body><p>Text and</p><p>Part</p></body></html>',
    );
  });

  test("carries its own style sheet, whose hash is what the policy names", () => {
    const plain = strip(
      `<html><head>${sheet}</head></html>`,
      new Map([["/_next/static/chunks/a1.css", "p{color:red}\n"]]),
    );
    expect(plain).toBe("<html><head><style>p{color:red}</style></head></html>");
    expect(styleHashes(plain)).toEqual(["'sha256-p0bF+un5yUb9MBO6xRb8kPHlY2BdpHVtLiFkDrZPF64='"]);
    expect(sheetsOf(sheet)).toEqual(["/_next/static/chunks/a1.css"]);
  });

  test("cannot be ended early by what stands in a style sheet", () => {
    expect(strip(sheet, new Map([["/_next/static/chunks/a1.css", 'a::after{content:"</style>"}']]))).not.toMatch(
      /<\/style>"/,
    );
  });

  test("keeps text of a story that looks like a script, because React has escaped it", () => {
    const text = "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>";
    expect(strip(text, new Map())).toBe(text);
  });
});

test("a page with a hole that only script would fill, an error shell and a cut page are not whole", () => {
  expect(isWhole("<html><body>x</body></html>")).toBe(true);
  expect(isWhole('<html><body><template id="B:0"></template></body></html>')).toBe(false);
  expect(isWhole('<html id="__next_error__"><body></body></html>')).toBe(false);
  expect(isWhole("<html><body>x")).toBe(false);
});

import { expect, test } from "vitest";
import { isMarkdown } from "./markdown-signs.ts";

test.each([
  "# Trams",
  "Text\r\n\r\n## Trams at night\r\nMore",
  "Trams\n=====",
  "They **run** at night.",
  "See [the timetable](https://example.org/t).",
  "![A tram](tram.jpg)",
  "See [this][1].\n\n[1]: https://example.org",
  "```\ncode\n```",
  "| a | b |\n|---|---|\n| 1 | 2 |",
  "a | b\n--- | ---\n1 | 2",
  "- [ ] call the harbour\n- [x] call the board",
  "> She said so.\n\n*Really?*",
  "1. one\n2. two\n\n_slowly_",
  "Заголовок\n---------\n\nТекст",
])("takes %j for Markdown", (text) => {
  expect(isMarkdown(text)).toBe(true);
});

test.each([
  "A tram costs 2 * 3 * 4 crowns.",
  "The file is called user_name_list.txt, or __init__.py.",
  "#metoo and #trams",
  "No. 1 # of people",
  "- said nobody",
  "*bold* as in a chat",
  "> quoted in a mail\n> twice",
  "[1] and [sic] and (see below)",
  "five ** stars and two ** more",
  "#!/bin/sh\n# a comment\n**x**",
  "# a comment\nconst a = {};\nlet b = [];\nreturn a;",
  "Dear Ada\n\n-- \nBen",
  "Price: 5 | 6 | 7",
  "https://example.org/a_b_c_d",
])("takes %j for plain text", (text) => {
  expect(isMarkdown(text)).toBe(false);
});

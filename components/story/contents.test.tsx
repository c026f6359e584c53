import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import { tableOfContents } from "#lib/document/blocks/table-of-contents/block.ts";
import { paragraph, subheading } from "#lib/document/build.ts";
import type { NodeJson } from "#lib/document/json.ts";
import { timesOf } from "#lib/times.ts";
import { Blocks } from "./blocks.tsx";
import { contextOf } from "./story-page.tsx";

const show = (blocks: NodeJson[], language = "en-GB") => {
  const story = { language, pictures: {}, media: {}, place: "" };
  const context = contextOf(story, blocks, [], timesOf("UTC", "en-GB"));
  return renderToStaticMarkup(<Blocks nodes={blocks} context={context} />);
};
const heading = (id: string, text: string, level: 2 | 3 = 2): NodeJson => ({
  ...subheading(text, level),
  attrs: { id, level },
});

test("a table of contents links to every subheading with words in it", () => {
  const blocks = [
    tableOfContents(),
    heading("costsaaa", "Costs <x>"),
    paragraph("One"),
    heading("emptyaaa", " "),
    heading("faresaaa", "Fares", 3),
  ];
  const html = show(blocks);
  expect(html).toContain(
    '<nav class="contents" aria-label="Contents"><p>Contents</p><ul><li><a href="#h-costsaaa">Costs &lt;x&gt;</a></li><li class="deeper"><a href="#h-faresaaa">Fares</a></li></ul></nav>',
  );
  expect(html).toContain('<h2 id="h-costsaaa">Costs &lt;x&gt;</h2>');
  expect(html).toContain('<h3 id="h-faresaaa">Fares</h3>');
  expect(show(blocks, "de")).toContain("<p>Inhalt</p>");
});

test("a table of contents is not shown above fewer than two subheadings, which then have no id", () => {
  expect(show([tableOfContents(), heading("costsaaa", "Costs")])).toBe("<h2>Costs</h2>");
  expect(show([heading("costsaaa", "Costs"), heading("faresaaa", "Fares")])).toBe("<h2>Costs</h2><h2>Fares</h2>");
});

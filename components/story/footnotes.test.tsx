import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import { footnote } from "#lib/document/blocks/footnote/block.ts";
import { link, paragraph, storyDocument, withFootnote } from "#lib/document/build.ts";
import { numberFootnotes } from "#lib/document/footnotes.ts";
import { childrenOf } from "#lib/document/json.ts";
import { timesOf } from "#lib/times.ts";
import { Blocks } from "./blocks.tsx";
import { Footnotes } from "./footnotes.tsx";
import { contextOf } from "./story-page.tsx";

function shown(...body: Parameters<typeof storyDocument>[0]["body"] & object) {
  const { document, notes } = numberFootnotes(storyDocument({ body }).toJSON());
  const blocks = childrenOf(document).slice(2);
  const story = { language: "de", pictures: {}, media: {}, place: "" };
  const context = contextOf(story, blocks, [], timesOf("UTC", "en-GB"));
  return renderToStaticMarkup(
    <>
      <Blocks nodes={blocks} context={context} />
      <Footnotes notes={notes} context={context} />
    </>,
  );
}

test("numbers link to the notes, and each note links back to every place that refers to it", () => {
  const note = "note-one-1";
  const text = paragraph([
    ...withFootnote(link("Fares", "https://example.org/"), note),
    " rose",
    ...withFootnote(".", note),
  ]);
  expect(shown(text, footnote("The town says so", note))).toBe(
    '<p><a href="https://example.org/">Fares</a><sup class="fn"><a href="#fn-1" id="fnref-1">1</a></sup> rose.' +
      '<sup class="fn"><a href="#fn-1" id="fnref-1-2">1</a></sup></p>' +
      '<section class="footnotes" aria-labelledby="fn"><h2 id="fn">Anmerkungen</h2><ol><li id="fn-1">' +
      'The town says so <a class="back" href="#fnref-1" aria-label="Zurück zum Text">↩\ufe0e</a> ' +
      '<a class="back" href="#fnref-1-2" aria-label="Zurück zum Text">↩\ufe0e</a></li></ol></section>',
  );
});

test("a story without footnotes gets no section for them", () => {
  expect(shown(paragraph("a"), footnote("unused"))).toBe("<p>a</p>");
});

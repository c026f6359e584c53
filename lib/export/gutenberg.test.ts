import { expect, test } from "vitest";
import { codeBlock } from "../document/blocks/code/block.ts";
import { embed } from "../document/blocks/embed/block.ts";
import { factBox } from "../document/blocks/fact-box/block.ts";
import { file } from "../document/blocks/file/block.ts";
import { gallery } from "../document/blocks/gallery/block.ts";
import { video } from "../document/blocks/video/block.ts";
import {
  bulletList,
  divider,
  figure,
  listItem,
  orderedList,
  paragraph,
  pullQuote,
  quote,
  subheading,
  table,
} from "../document/build.ts";
import type { NodeJson } from "../document/json.ts";
import { gutenbergOf } from "./gutenberg.ts";

const options = {
  pictureUrl: (id: string) => `https://courier.example/${id.slice(-1)}.jpg?a=1&b=2`,
  mediaUrl: (id: string) => `https://courier.example/${id.slice(-1)}--a.pdf`,
  storyLink: () => null,
  base: "https://courier.example/",
};
const id = "0190a6c0-0000-7000-8000-000000000001";
const written = (...content: NodeJson[]) => gutenbergOf({ type: "doc", content }, options).text;

// The forms that `@wordpress/block-library` 11.0 serialises and validates.
test.each<[string, NodeJson, string]>([
  [
    "a subheading",
    subheading("Later", 3),
    `<!-- wp:heading {"level":3} -->
<h3 class="wp-block-heading">Later</h3>
<!-- /wp:heading -->`,
  ],
  [
    "a divider",
    divider(),
    `<!-- wp:separator -->
<hr class="wp-block-separator has-alpha-channel-opacity"/>
<!-- /wp:separator -->`,
  ],
  [
    "a picture",
    figure({ picture: id, alt: "Ferry", caption: "At noon", credit: "Ben" }),
    `<!-- wp:image -->
<figure class="wp-block-image"><img src="https://courier.example/1.jpg?a=1&amp;b=2" alt="Ferry"/><figcaption class="wp-element-caption">At noon <small>Ben</small></figcaption></figure>
<!-- /wp:image -->`,
  ],
  [
    "a nested list",
    bulletList([listItem("One", orderedList(["Two"], 3, "upperRoman"))]),
    `<!-- wp:list -->
<ul class="wp-block-list"><!-- wp:list-item -->
<li>One<!-- wp:list {"ordered":true,"type":"upper-roman","start":3} -->
<ol start="3" style="list-style-type:upper-roman" class="wp-block-list"><!-- wp:list-item -->
<li>Two</li>
<!-- /wp:list-item --></ol>
<!-- /wp:list --></li>
<!-- /wp:list-item --></ul>
<!-- /wp:list -->`,
  ],
  [
    "a quotation",
    quote(["[It] sails."], "Anna"),
    `<!-- wp:quote -->
<blockquote class="wp-block-quote"><!-- wp:paragraph -->
<p>&#91;It&#93; sails.</p>
<!-- /wp:paragraph --><cite>Anna</cite></blockquote>
<!-- /wp:quote -->`,
  ],
  [
    "a pull quote",
    pullQuote(["It sails.", "At last."]),
    `<!-- wp:pullquote -->
<figure class="wp-block-pullquote"><blockquote><p>It sails.<br><br>At last.</p></blockquote></figure>
<!-- /wp:pullquote -->`,
  ],
  [
    "a table",
    table({
      caption: "Fares",
      rows: [
        ["To", "Fare"],
        ["Ness", "4"],
      ],
      headRow: true,
      headColumn: true,
    }),
    `<!-- wp:table {"hasFixedLayout":false} -->
<figure class="wp-block-table"><table><thead><tr><th scope="col">To</th><th scope="col">Fare</th></tr></thead><tbody><tr><th scope="row">Ness</th><td>4</td></tr></tbody></table><figcaption class="wp-element-caption">Fares</figcaption></figure>
<!-- /wp:table -->`,
  ],
  [
    "code",
    codeBlock("a < b\n  c"),
    `<!-- wp:code -->
<pre class="wp-block-code"><code>a &lt; b
  c</code></pre>
<!-- /wp:code -->`,
  ],
  [
    "a video",
    video({ media: id, caption: "Sailing" }),
    `<!-- wp:video -->
<figure class="wp-block-video"><video controls preload="none" src="https://courier.example/1--a.pdf"></video><figcaption class="wp-element-caption">Sailing</figcaption></figure>
<!-- /wp:video -->`,
  ],
  [
    "a document",
    file({ media: id, title: "Timetable" }),
    `<!-- wp:file {"href":"https://courier.example/1\\u002d\\u002da.pdf","showDownloadButton":false} -->
<div class="wp-block-file"><a href="https://courier.example/1--a.pdf">Timetable</a></div>
<!-- /wp:file -->`,
  ],
  [
    "an embed",
    embed({ embed: "youtube:dQw4w9WgXcQ", title: "A song" }),
    `<!-- wp:embed {"url":"https://www.youtube.com/watch?v=dQw4w9WgXcQ","type":"video","providerNameSlug":"youtube","responsive":true} -->
<figure class="wp-block-embed is-type-video is-provider-youtube wp-block-embed-youtube"><div class="wp-block-embed__wrapper">
https://www.youtube.com/watch?v=dQw4w9WgXcQ
</div><figcaption class="wp-element-caption">A song</figcaption></figure>
<!-- /wp:embed -->`,
  ],
  [
    "a fact box",
    factBox("Facts", [paragraph("Old.")]),
    `<!-- wp:group {"tagName":"section","layout":{"type":"constrained"}} -->
<section class="wp-block-group"><!-- wp:heading -->
<h2 class="wp-block-heading">Facts</h2>
<!-- /wp:heading -->

<!-- wp:paragraph -->
<p>Old.</p>
<!-- /wp:paragraph --></section>
<!-- /wp:group -->`,
  ],
])("writes %s as the block of WordPress", (_, node, text) => {
  expect(written(node)).toBe(text);
});

test("writes a gallery as pictures inside one block", () => {
  const text = written(gallery({ pictures: [{ picture: id }, { picture: id }] }));
  expect(text).toMatch(
    /^<!-- wp:gallery \{"linkTo":"none"\} -->\n<figure class="wp-block-gallery has-nested-images columns-default is-cropped"><!-- wp:image -->/,
  );
  expect(text.match(/<!-- wp:image -->/g)).toHaveLength(2);
});

test("keeps a list as HTML whose item goes on after an inner list, and an embed of an unknown site as a link", () => {
  expect(written(bulletList([listItem("One", bulletList(["Two"]), paragraph("Three"))]))).toMatch(
    /^<!-- wp:html -->\n<ul>/,
  );
  expect(written(embed({ embed: "link:https://other.example/", title: "Other" }))).toMatch(
    /^<!-- wp:paragraph -->\n<p>other.example: /,
  );
});

test("names the files that WordPress has to fetch", () => {
  const { files } = gutenbergOf(
    { type: "doc", content: [figure({ picture: id, alt: "Ferry" }), file({ media: id })] },
    options,
  );
  expect(files).toEqual([
    { url: "https://courier.example/1.jpg?a=1&b=2", alt: "Ferry" },
    { url: "https://courier.example/1--a.pdf", alt: "" },
  ]);
});

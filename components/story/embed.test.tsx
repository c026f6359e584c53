import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, test } from "vitest";
import { embed } from "#lib/document/blocks/embed/block.ts";
import type { NodeJson } from "#lib/document/json.ts";
import { frameOrigins, sitePolicy } from "#lib/press/headers.ts";
import { timesOf } from "#lib/times.ts";
import { saidIn } from "./block-context.ts";
import { Blocks } from "./blocks.tsx";

const show = (node: NodeJson, language = "en-GB") => {
  const context = {
    pictures: {},
    media: {},
    cards: {},
    times: timesOf("UTC", "en-GB"),
    language,
    said: saidIn(language),
    bodyText: "",
    place: "",
    opening: undefined,
    deeper: new Set<NodeJson>(),
  };
  return renderToStaticMarkup(<Blocks nodes={[node]} context={context} />);
};

describe("an embed on a page", () => {
  test("is a card with the provider, a link and the credit, and loads nothing", () => {
    const html = show(embed({ embed: "youtube:abc_DEF-123", title: 'The "ferry"', credit: "Ada Roe" }));
    expect(html).toBe(
      '<figure class="embed" data-frame="https://www.youtube-nocookie.com/embed/abc_DEF-123" data-ratio="16/9" data-show="Show content from YouTube">' +
        '<p><b dir="auto">YouTube</b> <a href="https://www.youtube.com/watch?v=abc_DEF-123">The &quot;ferry&quot;</a></p>' +
        '<figcaption><span class="credit">Ada Roe</span></figcaption></figure>',
    );
    expect(html).not.toMatch(/<(?:iframe|script|img|link)/);
  });

  test("names the button in the language of the story, or in English that is marked as English", () => {
    expect(show(embed({ embed: "x:12" }), "de")).toContain('data-show="Inhalt von X anzeigen"');
    expect(show(embed({ embed: "x:12" }), "fi")).toContain('data-show="Show content from X" data-show-lang="en"');
  });

  test("of an unknown site is a link without a frame, and an empty one is not shown", () => {
    expect(show(embed({ embed: "link:https://www.charts.example/7/" }))).toBe(
      '<figure class="embed"><p><b dir="auto">charts.example</b> <a href="https://www.charts.example/7/"><span dir="ltr">charts.example/7</span></a></p></figure>',
    );
    expect(show(embed({ embed: null, title: "x" }))).toBe("");
    expect(show({ type: "embed", attrs: { embed: "link:javascript:alert(1)" } })).toBe("");
  });

  test("lets the page load frames of exactly the providers that it shows", () => {
    const page =
      show(embed({ embed: "youtube:abc_DEF-123" })) +
      show(embed({ embed: "youtube:abc_DEF-124" })) +
      show(embed({ embed: "mastodon:paper.example/@ada/110123456789012345" })) +
      show(embed({ embed: "link:https://charts.example/7" })) +
      show(embed({ embed: "x:1", title: ' data-frame="https://evil.example/"' }));
    const origins = ["https://www.youtube-nocookie.com", "https://paper.example", "https://platform.twitter.com"];
    expect(frameOrigins(page)).toEqual(origins);
    expect(sitePolicy([], origins)).toContain(`; frame-src ${origins.join(" ")};`);
    expect(sitePolicy([])).not.toContain("frame-src");
  });
});

// Attacks in every text that a story page shows: none becomes an element, an attribute or an address that runs something.
import type { Element, Nodes } from "hast";
import { fromHtml } from "hast-util-from-html";
import { renderToStaticMarkup } from "react-dom/server";
import { afterEach, beforeEach, expect, test } from "vitest";
import { type Breaking, parseBreaking } from "#lib/breaking/schema.ts";
import { storyDocument, toJson } from "#lib/document/build.ts";
import { feedEntry } from "#lib/feeds/entry.ts";
import { rssXml } from "#lib/feeds/rss.ts";
import { shared } from "#lib/process.ts";
import type { LiveStoryPage } from "#lib/published/types.ts";
import { parseSiteSettings, type SiteSettings } from "#lib/site/schema.ts";
import { timesOf } from "#lib/times.ts";
import { asLine, hostileParts, ownPayloads } from "#prisma/testing/hostile.ts";
import { publishedStory } from "#prisma/testing/published-story.ts";
import { StoryPage } from "../story/story-page.tsx";
import { DocumentHead } from "./head.tsx";
import { headOf } from "./page-table.tsx";
import { SiteDocument } from "./site-document.tsx";
import { StoryStructuredData } from "./structured-data.tsx";

beforeEach(() => {
  shared().style = () => "";
});
afterEach(() => {
  delete shared().style;
});

const picture = "01a20c44-1b8d-7627-9e7c-679aa74f6efc";
const origin = "https://news.example.org";
const facts = {
  key: "",
  width: 1600,
  height: 900,
  color: "#888888",
  renditions: [{ format: "jpeg" as const, width: 480, height: 270, bytes: 1 }],
};

function hostileStory(payload: string): LiveStoryPage {
  const name = asLine(payload, 200) || "A name";
  const parts = hostileParts(payload, { picture });
  const document = storyDocument(parts);
  const section = { id: "s", name, path: "/city" };
  return publishedStory({
    headline: parts.headline ?? "",
    kicker: parts.kicker ?? "",
    standfirst: name,
    section,
    trail: [section],
    place: name,
    editorsNote: name,
    seoTitle: name,
    seoDescription: name,
    socialTitle: name,
    socialText: name,
    socialAlt: name,
    authors: [{ id: "a", name, path: "/authors/a", jobTitle: name, bio: payload }],
    topics: [{ id: "t", name, path: "/topics/t" }],
    picture: { id: picture, alt: name, facts },
    pictures: { [picture]: facts },
    pictureCaption: name,
    pictureCredit: name,
    document: toJson(document),
    corrections: [{ number: 1, kind: "CORRECTION", note: payload, at: new Date("2026-07-01T10:40:00Z") }],
  });
}

const times = timesOf("Europe/London", "en-GB");

/** The settings with the attack in each text that takes it; others fall back to their defaults. */
function hostilePaper(payload: string): SiteSettings {
  const name = asLine(payload, 80) || "A name";
  return parseSiteSettings({
    ...{ name, timeZone: "Europe/London", language: "en-GB", tagline: name, ownership: name, publisher: name },
    ...{ address: name, licence: name, licenceLink: payload, profiles: payload },
    links: `${name} https://example.org/${name}`,
  });
}

function hostileAlert(payload: string): Breaking | null {
  const alert = { text: asLine(payload, 120), href: payload, until: "2099-01-01T00:00:00Z" };
  return parseBreaking(alert, new Date()) ?? parseBreaking({ ...alert, href: "/city" }, new Date());
}

function pageHtml(payload: string): string {
  const name = asLine(payload, 80) || "A name";
  const paper = hostilePaper(payload);
  const story = hostileStory(payload);
  const cards = [{ ...story, id: "2" }];
  const lists = { cards, parts: [], readAlso: cards, latest: cards, mostRead: cards };
  const page = { kind: "story" as const, story, translations: [], isOld: false, ...lists };
  const around = { paper, pages: [], times, origin };
  return renderToStaticMarkup(
    <SiteDocument
      {...around}
      head={<DocumentHead head={headOf(page, around)} paperName={name} sheets={["site"]} island={undefined} />}
      sections={[{ ...story.section, description: asLine(payload, 300), children: [] }]}
      breaking={hostileAlert(payload)}
    >
      <StoryPage {...page} {...around} url={`${origin}${story.path}`} />
      <StoryStructuredData {...page} {...around} />
    </SiteDocument>,
  );
}

function feedXml(payload: string): string {
  const name = asLine(payload, 80) || "A name";
  const channel = { title: name, description: name, language: "en-GB", origin, path: "/" };
  return rssXml(channel, [feedEntry(hostileStory(payload), new Map(), origin)]);
}

const addressed = new Set([
  "href",
  "src",
  "action",
  "formAction",
  "poster",
  "srcDoc",
  "data",
  "xLinkHref",
  "background",
]);
/** What in a page could run something. */
function activeIn(html: string): string[] {
  const found: string[] = [];
  const look = (node: Nodes): void => {
    if (node.type === "element") found.push(...activePartsOf(node));
    if ("children" in node) for (const child of node.children) look(child);
  };
  look(fromHtml(html));
  return found;
}
function activePartsOf({ tagName, properties }: Element): string[] {
  const found: string[] = [];
  if (/^(?:iframe|object|embed|base|applet|frame|portal)$/.test(tagName)) found.push(tagName);
  if (tagName === "script" && properties.type !== "application/ld+json") found.push("script");
  if (tagName === "meta" && properties.httpEquiv) found.push(`meta ${properties.httpEquiv}`);
  for (const [name, value] of Object.entries(properties)) {
    if (/^on/i.test(name) || name === "srcDoc") found.push(`${tagName} ${name}`);
    const address = [...String(value)].filter((character) => character > " ").join("");
    if (addressed.has(name) && /^(?:javascript|vbscript|data(?!:image\/))/i.test(address))
      found.push(`${tagName} ${address}`);
  }
  return found;
}

test("an attack that is put into a page as HTML is recognised", () => {
  const harmful = [
    "<script>1</script>",
    "<p onclick=x>",
    '<a href="java\nscript:x">',
    "<iframe srcdoc=x>",
    "<base href=/>",
  ];
  for (const html of harmful) expect(activeIn(html), html).not.toEqual([]);
});

test("no attack in the texts of a story, its page or its paper becomes something that runs", () => {
  const running = ownPayloads.flatMap((payload) => activeIn(pageHtml(payload)).map((part) => ({ payload, part })));
  expect(running).toEqual([]);
});

test("no attack in the texts of a story becomes something that runs in its feed", () => {
  for (const payload of ownPayloads) {
    const feed = feedXml(payload);
    const [, html = ""] = /<content:encoded>([\s\S]*?)<\/content:encoded>/.exec(feed) ?? [];
    const written = html
      .replace(/&lt;/g, "<")
      .replace(/&gt;/g, ">")
      .replace(/&quot;/g, '"')
      .replace(/&amp;/g, "&");
    expect({ payload, active: activeIn(written) }).toEqual({ payload, active: [] });
    expect(feed).not.toContain("<script");
  }
});

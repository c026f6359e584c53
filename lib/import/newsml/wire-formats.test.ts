import { expect, test } from "vitest";
import { itemsOf, readOptions, sourceOf } from "#prisma/testing/import-source.ts";
import { openReader } from "../formats.ts";

const read = async (files: Record<string, string>, format: string) => {
  const opened = await openReader(sourceOf(files), readOptions, undefined);
  expect(opened.format).toBe(format);
  return itemsOf(opened.reader);
};

const newsItem = (guid: string, itemMeta: string, rest: string) =>
  `<newsItem guid="${guid}" version="3" standard="NewsML-G2"><rightsInfo><copyrightNotice>© Agency A</copyrightNotice></rightsInfo>
   <itemMeta>${itemMeta}<provider literal="AGENCY"/><versionCreated>2019-05-01T09:00:00Z</versionCreated></itemMeta>${rest}</newsItem>`;

test("reads a message of NewsML-G2 with its picture, embargo and state", async () => {
  const items = await read(
    {
      "message.xml": `<newsMessage xmlns="http://iptc.org/std/nar/2006-10-01/"><header/><itemSet>
      ${newsItem(
        "urn:text",
        '<itemClass qcode="ninat:text"/><firstCreated>2019-05-01T08:00:00Z</firstCreated><embargoed>2030-05-01T08:00:00Z</embargoed><pubStatus qcode="stat:usable"/><edNote>Corrects name</edNote><link rel="irel:seeAlso" residref="urn:picture"/>',
        `<contentMeta><urgency>2</urgency><language tag="de"/><headline>Die Fähre &lt;Solveig&gt; &amp;amp; &lt;b&gt;Crew&lt;/b&gt;</headline><by>Von Anna Berg</by>
         <subject qcode="medtop:1"><name xml:lang="de">Schiffe</name><name xml:lang="en">Ships</name></subject></contentMeta>
         <contentSet><inlineXML contenttype="application/xhtml+xml"><html xmlns="http://www.w3.org/1999/xhtml"><head><title/></head><body><p>Ein <b>Text</b></p></body></html></inlineXML></contentSet>`,
      )}
      ${newsItem(
        "urn:picture",
        '<itemClass qcode="ninat:picture"/>',
        `<contentMeta><headline>Ferry at the quay</headline><description role="drol:caption">The Solveig</description><creditline>Ben Cole</creditline></contentMeta>
         <contentSet><remoteContent href="small.jpg" width="100" contenttype="image/jpeg"/><remoteContent href="ferry.jpg" width="900" contenttype="image/jpeg"/></contentSet>`,
      )}
      ${newsItem("urn:gone", '<itemClass qcode="ninat:text"/><pubStatus qcode="stat:canceled"/>', "<contentMeta><headline>Gone</headline></contentMeta>")}
    </itemSet></newsMessage>`,
    },
    "newsml",
  );
  expect(items).toMatchObject([
    {
      key: "newsml:urn:text",
      headline: "Die Fähre <Solveig> & Crew",
      body: { text: "<p>Ein <b>Text</b></p>" },
      date: new Date("2019-05-01T08:00:00Z"),
      language: "de",
      topics: ["Ships"],
      authors: [{ name: "Anna Berg" }],
      picture: { src: "ferry.jpg", alt: "Ferry at the quay", caption: "The Solveig", credit: "Ben Cole" },
      wire: {
        version: "3",
        status: "usable",
        urgency: 2,
        note: "Corrects name",
        provider: "AGENCY",
        copyright: "© Agency A",
      },
      draft: "it is embargoed until 2030-05-01 08:00 UTC",
    },
    { headline: "Gone", wire: { status: "canceled" }, draft: "its source has withdrawn it" },
  ]);
});

test("reads NITF with its byline, marks, media and dates without separators", async () => {
  const items = await read(
    {
      "a.xml": `<?xml version="1.0"?><!DOCTYPE nitf SYSTEM "nitf-3-4.dtd"><nitf change.date="2019-05-02" xml:lang="en"><head><title>T</title><docdata>
      <doc-id id-string="id-7"/><urgency ed-urg="4"/><date.issue norm="20190501T100000+0200"/><ed-msg info="First version"/>
      <key-list><keyword key="Boats"/></key-list></docdata></head><body><body.head><hedline><hl1>Ferry <em>returns</em> &lt;late&gt; a &lt; b</hl1></hedline>
      <byline>By <person>Anna Berg</person><byttl>Reporter</byttl></byline><distributor>Agency A</distributor><abstract><p>Short.</p></abstract></body.head>
      <body.content><p lede="true">Text of <org>the harbour</org> &amp; <em>more</em>.</p><hl2>Later</hl2>
      <media media-type="image"><media-reference source="ferry.jpg" alternate-text="Ferry"/><media-caption>The Solveig</media-caption><media-producer>Ben Cole</media-producer></media>
      </body.content></body></nitf>`,
    },
    "nitf",
  );
  expect(items).toMatchObject([
    {
      key: "nitf:id-7",
      headline: "Ferry returns <late> a < b",
      standfirst: { text: "<p>Short.</p>" },
      date: new Date("2019-05-01T08:00:00Z"),
      topics: ["Boats"],
      authors: [{ name: "Anna Berg" }],
      picture: { src: "ferry.jpg", alt: "Ferry", caption: "The Solveig", credit: "Ben Cole" },
      wire: { urgency: 4, note: "First version", provider: "Agency A" },
    },
  ]);
  expect(items[0]?.body.text).toContain("<p>Text of the harbour &amp; <em>more</em>.</p><h2>Later</h2>");
});

const ninjs = {
  uri: "https://agency.example/1",
  type: "text",
  version: "2",
  pubstatus: "usable",
  urgency: 3,
  language: "en",
  firstcreated: "2019-05-01T08:00:00Z",
  versioncreated: "2019-05-02T08:00:00Z",
};

test.each([
  [
    "2.1",
    {
      ...ninjs,
      by: "By Anna Berg",
      headlines: [{ role: "main", value: "Ferry & crew" }],
      bodies: [
        { contenttype: "text/plain", value: "Plain" },
        { contenttype: "text/html", value: "<p>Text</p>" },
      ],
      subjects: [{ name: "Boats" }],
      infosources: [{ name: "Agency A" }],
      associations: [
        { name: "main", type: "picture", renditions: [{ href: "ferry.jpg", mimetype: "image/jpeg", width: 900 }] },
      ],
    },
  ],
  [
    "1.3",
    {
      ...ninjs,
      byline: "Anna Berg",
      headline: "Ferry & crew",
      body_text: "Plain",
      body_xhtml: "<p>Text</p>",
      subject: [{ name: "Boats" }],
      infosource: [{ name: "Agency A" }],
      associations: {
        main: { type: "picture", renditions: { big: { href: "ferry.jpg", mimetype: "image/jpeg", width: 900 } } },
      },
    },
  ],
  [
    "3.0",
    {
      uri: ninjs.uri,
      type: "text",
      version: "2",
      pubStatus: "usable",
      urgency: 3,
      language: "en",
      firstCreated: ninjs.firstcreated,
      versionCreated: ninjs.versioncreated,
      by: "Anna Berg",
      headlines: [
        { role: "short", value: "Ferry" },
        { role: "main", value: "Ferry & crew" },
      ],
      bodies: [{ role: "main", contentType: "text/html", value: "<p>Text</p>" }],
      subjects: [{ name: "Boats", rel: "about" }],
      infoSources: [{ name: "Agency A" }],
      associations: [
        {
          name: "main",
          uri: "urn:picture",
          type: "picture",
          renditions: [
            { name: "small", href: "small.jpg", contentType: "image/jpeg", width: 90 },
            { name: "big", href: "ferry.jpg", contentType: "image/jpeg", width: 900 },
          ],
        },
      ],
    },
  ],
])("reads ninjs %s, alone, in lines and in a list", async (_version, given) => {
  for (const file of [
    { "a.json": JSON.stringify(given, null, 1) },
    { "a.json": JSON.stringify([given]) },
    { "a.json": JSON.stringify({ items: [given] }) },
    { "a.jsonl": `${JSON.stringify(given)}\n` },
  ])
    expect(await read(file as Record<string, string>, "ninjs")).toMatchObject([
      {
        key: "ninjs:https://agency.example/1",
        headline: "Ferry & crew",
        body: { text: "<p>Text</p>" },
        date: new Date("2019-05-01T08:00:00Z"),
        updated: new Date("2019-05-02T08:00:00Z"),
        topics: ["Boats"],
        authors: [{ name: "Anna Berg" }],
        picture: { src: "ferry.jpg" },
        wire: { version: "2", status: "usable", urgency: 3, provider: "Agency A" },
        draft: null,
      },
    ]);
});

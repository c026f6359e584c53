// Site maps are judged by schemas made for the test: the published ones are not ours to ship.
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterAll, expect, test } from "vitest";
import { newsSitemapXml, sitemapXml } from "#lib/feeds/sitemap.ts";
import { judgeSiteMaps } from "./site-maps.ts";

const folder = fs.mkdtempSync(path.join(os.tmpdir(), "galley-xsd-"));
afterAll(() => fs.rmSync(folder, { recursive: true, force: true }));
const schema = (namespace: string, body: string) =>
  `<schema xmlns="http://www.w3.org/2001/XMLSchema" targetNamespace="${namespace}" elementFormDefault="qualified">${body}</schema>`;
fs.writeFileSync(
  path.join(folder, "sitemap.xsd"),
  schema(
    "http://www.sitemaps.org/schemas/sitemap/0.9",
    `<element name="urlset"><complexType><sequence><element name="url" maxOccurs="unbounded"><complexType><sequence>
<element name="loc" type="anyURI"/><any namespace="##other" minOccurs="0" maxOccurs="unbounded"/></sequence></complexType></element></sequence></complexType></element>`,
  ),
);
fs.writeFileSync(
  path.join(folder, "sitemap-news.xsd"),
  schema("http://www.google.com/schemas/sitemap-news/0.9", '<element name="news"><complexType/></element>'),
);

const address = "https://paper.example/sitemap.xml";
const origin = "https://paper.example";

test("reports a site map that breaks its own or an imported schema, and accepts an empty news map", async () => {
  const map = sitemapXml([{ path: "/a" }], origin);
  const entry = { path: "/a", headline: "A", language: "en", publishedAt: new Date(0) };
  expect(await judgeSiteMaps([{ address, xml: map }], folder)).toEqual({ findings: [] });
  expect(await judgeSiteMaps([{ address, xml: newsSitemapXml([], "Ledger", origin) }], folder)).toEqual({
    findings: [],
  });
  for (const xml of [map.replaceAll("loc>", "place>"), newsSitemapXml([entry], "Ledger", origin)])
    expect(await judgeSiteMaps([{ address, xml }], folder)).toEqual({
      findings: [{ judge: "site map", address, says: expect.stringContaining("Schemas validity error") }],
    });
});

test("accepts the languages of a story in a site map, and reports an entry without a language", async () => {
  const story = { noindex: false, isOriginal: false };
  const translations = [
    { ...story, id: "1", path: "/a", language: "en", isOriginal: true },
    { ...story, id: "2", path: "/b", language: "pt-BR" },
  ];
  const xml = sitemapXml([{ path: "/a", translations }], origin);
  expect(xml).toContain('hreflang="pt-BR"');
  expect(await judgeSiteMaps([{ address, xml }], folder)).toEqual({ findings: [] });
  const { findings } = Object(await judgeSiteMaps([{ address, xml: xml.replace("pt-BR", "in Portuguese") }], folder));
  expect(findings).not.toEqual([]);
});

test("reports that site maps were not checked when the schemas are missing", async () => {
  expect(await judgeSiteMaps([], path.join(folder, "nowhere"))).toEqual({
    leftOut: expect.stringContaining("left out"),
  });
});

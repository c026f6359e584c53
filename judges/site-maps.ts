import fs from "node:fs";
import path from "node:path";
import { validateXML } from "xmllint-wasm";
import type { Finding, Verdict } from "./types.ts";

export type SiteMap = { address: string; xml: string };

/** The published XSDs are not ours to ship: a corpus may hold them. */
const corpusXsds = path.join(process.env.GALLEY_CORPUS ?? "", "3-wire/give/sitemap-xsd");

/** Says what both kinds of site map are made of, so that one schema reads them. */
const both = `<schema xmlns="http://www.w3.org/2001/XMLSchema">
<import namespace="http://www.sitemaps.org/schemas/sitemap/0.9" schemaLocation="sitemap.xsd"/>
<import namespace="http://www.google.com/schemas/sitemap-news/0.9" schemaLocation="sitemap-news.xsd"/>
<import namespace="http://www.w3.org/1999/xhtml" schemaLocation="alternate.xsd"/>
</schema>`;

/** The one element of XHTML that search engines read in a site map; its own schema has no place for it outside a head. */
const alternate = `<schema xmlns="http://www.w3.org/2001/XMLSchema" targetNamespace="http://www.w3.org/1999/xhtml">
<element name="link"><complexType>
<attribute name="rel" use="required"><simpleType><restriction base="string"><enumeration value="alternate"/></restriction></simpleType></attribute>
<attribute name="hreflang" use="required"><simpleType><union memberTypes="language"><simpleType><restriction base="string"><enumeration value="x-default"/></restriction></simpleType></union></simpleType></attribute>
<attribute name="href" type="anyURI" use="required"/>
</complexType></element>
</schema>`;

/** Site maps against the schemas of sitemaps.org and Google. @param folder where `sitemap.xsd` and `sitemap-news.xsd` lie */
export async function judgeSiteMaps(
  maps: readonly SiteMap[],
  folder = process.env.GALLEY_SITEMAP_XSD ?? corpusXsds,
): Promise<Verdict> {
  const names = ["sitemap.xsd", "sitemap-news.xsd"];
  if (!names.every((name) => fs.existsSync(path.join(folder, name))))
    return { leftOut: "Site maps were left out: their schemas (XSD) are not on this machine." };
  const preload = [
    { fileName: "alternate.xsd", contents: alternate },
    ...names.map((fileName) => ({ fileName, contents: fs.readFileSync(path.join(folder, fileName), "utf8") })),
  ];
  const findings: Finding[] = [];
  for (const { address, xml } of maps) {
    // Where nothing is new Google wants the news map empty; the schema, older than that, does not.
    if (/<urlset[^>]*sitemap-news[^>]*>\s*<\/urlset>/.test(xml)) continue;
    const { errors } = await validateXML({
      xml: { fileName: "map.xml", contents: xml },
      schema: { fileName: "both.xsd", contents: both },
      preload,
    });
    for (const { message } of errors) findings.push({ judge: "site map", address, says: message });
  }
  return { findings };
}

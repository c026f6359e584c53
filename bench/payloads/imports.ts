// Exports of other systems in which each item holds one attack in every text.

import type { FormatName } from "#lib/import/item.ts";
import { importSource } from "#lib/import/run.ts";
import { appClient } from "#lib/postgres/app.ts";
import { sourceOf } from "#prisma/testing/import-source.ts";
import type { Bench } from "./bench.ts";
import { markOf } from "./results.ts";
import { groupsOf } from "./rows.ts";

/** Items of an archive are old; those of a wire are a minute apart. */
const day = (item: number): string => new Date(Date.UTC(2015, 0, 1) + item * 3_600_000).toISOString();
const now = (item: number): string => new Date(Date.now() - item * 60_000).toISOString();
const cdata = (text: string): string => `<![CDATA[${text.replaceAll("]]>", "]]]]><![CDATA[>")}]]>`;
const cell = (text: string): string => `"${text.replaceAll('"', '""')}"`;
const escaped = (text: string): string =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");
/** The attack as it is, in an attribute and as an address. */
const html = (attack: string): string =>
  `<p>Text before.</p>${attack}<p>${attack}</p><p><a href="${escaped(attack)}">A link</a></p><p>Text after.</p>`;

type MakeFiles = (attacks: readonly string[], at?: (item: number) => string) => Record<string, string>;

/** What news agencies send, by the name of the format. */
export const wireMakers = {
  feed: (attacks, at = day) => ({
    "feed.xml": `<?xml version="1.0"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>Feed</title><link>https://feed.example</link>${attacks
      .map(
        (attack, item) =>
          `<item><title>${cdata(attack)}</title><link>https://feed.example/f${item}</link><guid>f${item}</guid><dc:creator>${cdata(attack)}</dc:creator><category>${cdata(attack)}</category><pubDate>${new Date(at(item)).toUTCString()}</pubDate><description>${cdata(html(attack))}</description><content:encoded>${cdata(html(attack))}</content:encoded></item>`,
      )
      .join("")}</channel></rss>`,
  }),
  atom: (attacks, at = day) => ({
    "atom.xml": `<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><title>Feed</title><id>urn:feed</id><link href="https://atom.example/"/>${attacks
      .map(
        (attack, item) =>
          `<entry><id>urn:a${item}</id><title type="html">${cdata(attack)}</title><link href="${escaped(`https://atom.example/a${item}?${attack}`)}"/><author><name>${cdata(attack)}</name></author><category term="${escaped(attack)}"/><published>${at(item)}</published><updated>${at(item)}</updated><summary type="html">${cdata(html(attack))}</summary><content type="html">${cdata(html(attack))}</content></entry>`,
      )
      .join("")}</feed>`,
  }),
  "JSON Feed": (attacks, at = day) => ({
    "feed.json": JSON.stringify({
      version: "https://jsonfeed.org/version/1.1",
      title: "Feed",
      home_page_url: "https://json.example/",
      items: attacks.map((attack, item) => ({
        ...{ id: `j${item}`, url: `https://json.example/j${item}`, title: attack, summary: attack },
        ...{
          content_html: html(attack),
          date_published: at(item),
          tags: [attack],
          authors: [{ name: attack, url: attack }],
        },
      })),
    }),
  }),
  ninjs: (attacks, at = day) => ({
    "items.json": JSON.stringify({
      items: attacks.map((attack, item) => ({
        ...{
          uri: `urn:ninjs:${item}:${attack.slice(0, 100)}`,
          type: "text",
          pubstatus: "usable",
          version: "1",
          urgency: 3,
        },
        ...{
          firstcreated: at(item),
          versioncreated: at(item),
          language: "en",
          headline: attack,
          byline: `By ${attack}`,
        },
        ...{
          body_html: html(attack),
          description_text: attack,
          ednote: attack,
          copyrightholder: attack,
          located: attack,
        },
        ...{ subject: [{ name: attack, code: attack }], keyword: [attack], slugline: attack, usageterms: attack },
      })),
    }),
  }),
  newsml: (attacks, at = day) => ({
    "message.xml": `<?xml version="1.0" encoding="UTF-8"?><newsMessage xmlns="http://iptc.org/std/nar/2006-10-01/"><header/><itemSet>${attacks
      .map(
        (attack, item) =>
          `<newsItem guid="${escaped(`urn:newsml:${item}:${attack.slice(0, 100)}`)}" version="1" standard="NewsML-G2"><rightsInfo><copyrightNotice>${escaped(attack)}</copyrightNotice></rightsInfo><itemMeta><itemClass qcode="ninat:text"/><provider literal="${escaped(attack.slice(0, 200))}"/><versionCreated>${at(item)}</versionCreated><firstCreated>${at(item)}</firstCreated><pubStatus qcode="stat:usable"/><edNote>${escaped(attack)}</edNote></itemMeta><contentMeta><urgency>3</urgency><headline>${escaped(attack)}</headline><by>${escaped(attack)}</by><subject qcode="medtop:1"><name>${escaped(attack)}</name></subject><keyword>${escaped(attack)}</keyword><description>${escaped(attack)}</description></contentMeta><contentSet><inlineXML contenttype="application/xhtml+xml"><html xmlns="http://www.w3.org/1999/xhtml"><head><title/></head><body><p>Text before.</p><p>${escaped(attack)}</p><p><a href="${escaped(attack)}" onclick="alert(1)">A link</a></p><script>alert(1)</script><p>Text after.</p></body></html></inlineXML></contentSet></newsItem>`,
      )
      .join("")}</itemSet></newsMessage>`,
  }),
  nitf: (attacks, at = day) =>
    Object.fromEntries(
      attacks.map((attack, item) => [
        `item-${item}.xml`,
        `<?xml version="1.0" encoding="UTF-8"?><nitf><head><title>${escaped(attack)}</title><docdata management-status="usable"><doc-id id-string="${escaped(`nitf-${item}-${attack.slice(0, 100)}`)}"/><urgency ed-urg="3"/><date.issue norm="${at(item)}"/><doc.copyright holder="${escaped(attack)}"/><ed-msg info="${escaped(attack)}"/><key-list><keyword key="${escaped(attack)}"/></key-list></docdata></head><body><body.head><hedline><hl0>${escaped(attack)}</hl0><hl1>${escaped(attack)}</hl1></hedline><byline>${escaped(attack)}</byline><distributor>${escaped(attack)}</distributor><abstract><p>${escaped(attack)}</p></abstract></body.head><body.content><p>Text before.</p><p>${escaped(attack)}</p><p><a href="${escaped(attack)}">A link</a></p><p>Text after.</p></body.content></body></nitf>`,
      ]),
    ),
} satisfies Record<string, MakeFiles>;

const makers: Partial<Record<FormatName, MakeFiles>> = {
  html: (attacks) =>
    Object.fromEntries(
      attacks.map((attack, item) => [
        `page-${item}.html`,
        `<!doctype html><html lang="en"><head><title>${attack}</title><meta name="author" content="${escaped(attack)}"><meta property="article:published_time" content="${day(item)}"></head><body><article><h1>${attack}</h1>${html(attack)}</article></body></html>`,
      ]),
    ),
  markdown: (attacks) =>
    Object.fromEntries(
      attacks.map((attack, item) => [
        `city/post-${item}.md`,
        `---\ntitle: ${JSON.stringify(attack)}\ndescription: ${JSON.stringify(attack)}\ndate: ${day(item)}\ntags: [${JSON.stringify(attack)}]\nauthor: ${JSON.stringify(attack)}\n---\nText before.\n\n${attack}\n\n[A link](<${attack.replace(/[<>\n]/g, "")}>) and ![a picture](${attack.replace(/[()\s]/g, "")} ${JSON.stringify(attack)})\n\n\`\`\`\n${attack}\n\`\`\`\n\nText after.\n`,
      ]),
    ),
  wxr: (attacks) => ({
    "export.xml": `<?xml version="1.0" encoding="UTF-8"?>\n<rss version="2.0" xmlns:excerpt="http://wordpress.org/export/1.2/excerpt/" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:wp="http://wordpress.org/export/1.2/"><channel><link>https://old.example</link><language>en</language><wp:wxr_version>1.2</wp:wxr_version>\n${attacks
      .map((attack, item) => {
        const time = day(item).slice(0, 19).replace("T", " ");
        return `<item><title>${cdata(attack)}</title><link>https://old.example/p${item}/</link><dc:creator>${cdata(attack)}</dc:creator><content:encoded>${cdata(html(attack))}</content:encoded><excerpt:encoded>${cdata(attack)}</excerpt:encoded><wp:post_id>${item + 1}</wp:post_id><wp:post_date>${time}</wp:post_date><wp:post_date_gmt>${time}</wp:post_date_gmt><wp:post_name>p${item}</wp:post_name><wp:status>publish</wp:status><wp:post_type>post</wp:post_type><category domain="category" nicename="city">City</category><category domain="post_tag" nicename="t${item}">${cdata(attack)}</category></item>`;
      })
      .join("\n")}</channel></rss>`,
  }),
  ghost: (attacks) => ({
    "ghost.json": JSON.stringify({
      db: [
        {
          meta: { version: "5.87.0" },
          data: {
            posts: attacks.map((attack, item) => ({
              id: String(item),
              title: attack,
              slug: `g${item}`,
              html: html(attack),
              custom_excerpt: attack,
              status: "published",
              type: "post",
              published_at: day(item),
              created_at: day(item),
              updated_at: day(item),
            })),
            tags: attacks.map((attack, item) => ({ id: String(item), name: attack, slug: `gt${item}` })),
            posts_tags: attacks.map((_, item) => ({ post_id: String(item), tag_id: String(item), sort_order: 0 })),
            users: [],
            posts_authors: [],
          },
        },
      ],
    }),
  }),
  csv: (attacks) => ({
    "stories.csv": [
      "id,title,description,body,date,tags,author,slug,section,caption",
      ...attacks.map((attack, item) =>
        [`c${item}`, attack, attack, html(attack), day(item), attack, attack, `c${item}`, "city", attack]
          .map(cell)
          .join(","),
      ),
    ].join("\n"),
  }),
  medium: (attacks) =>
    Object.fromEntries(
      attacks.map((attack, item) => [
        `posts/2015-01-01_post-${item}.html`,
        `<!doctype html><html><head><title>${escaped(attack)}</title></head><body><article class="h-entry"><header><h1 class="p-name">${escaped(attack)}</h1></header><section class="p-summary">${escaped(attack)}</section><section class="e-content"><p>Text before.</p>${html(attack)}</section><footer><a class="p-author">${escaped(attack)}</a><time class="dt-published" datetime="${day(item)}"></time><a class="p-canonical" href="https://medium.example/m${item}"></a></footer></article></body></html>`,
      ]),
    ),
  substack: (attacks) => ({
    "posts.csv": [
      "post_id,post_date,is_published,type,audience,title,subtitle",
      ...attacks.map((attack, item) =>
        [`${item + 1}.s${item}`, day(item), "true", "newsletter", "everyone", attack, attack].map(cell).join(","),
      ),
    ].join("\n"),
    ...Object.fromEntries(attacks.map((attack, item) => [`posts/${item + 1}.s${item}.html`, html(attack)])),
  }),
  feed: wireMakers.feed,
  ninjs: wireMakers.ninjs,
  newsml: wireMakers.newsml,
  nitf: wireMakers.nitf,
};

/** Formats whose parsers differ: an attack that hides what follows must not hide another attack. All others hold several in each item. */
const eachAlone: ReadonlySet<FormatName> = new Set(["html", "markdown"]);

/** XML cannot hold these; each item holds the rest. */
const inXml = (attack: string): string =>
  attack.replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, "");

/** Items of so many attacks, each with its mark behind it. */
function itemsOf({ attacks, results }: Bench, name: string, size: number): string[] {
  const field = results.field(name, attacks.length);
  return groupsOf(
    attacks.map((attack, at) => `${inXml(attack)} ${markOf(field, at)}`),
    size,
  ).map((group) => group.join("\n"));
}

/** Imports an archive of each format, and opens its stories. */
export async function tryImports(bench: Bench): Promise<void> {
  const known = new Set<string>();
  for (const [format, make] of Object.entries(makers) as [FormatName, MakeFiles][]) {
    const items = itemsOf(bench, `import: ${format}`, eachAlone.has(format) ? 1 : 5);
    await importSource(bench.admin, sourceOf(make(items)), { format, section: "city", expired: "live" });
    const live = await appClient().liveStory.findMany({ select: { path: true, storyId: true } });
    const added = live.filter(({ path }) => !known.has(path));
    for (const { path } of added) known.add(path);
    bench.say(`${format}: ${added.length} stories of ${items.length}`);
    await bench.reader.visit(
      `stories from ${format}`,
      added.map(({ path }) => path),
    );
    await bench.newsroom.visit(
      `stories from ${format} in the editor`,
      added.filter((_, at) => at % 40 === 0).map(({ storyId }) => `/desk/stories/${storyId}`),
      { settleMs: 500 },
    );
  }
}

/** The files of a wire with all attacks, by the name of its format. */
export const wireFiles = (bench: Bench): Map<string, Record<string, string>> =>
  new Map(Object.entries(wireMakers).map(([name, make]) => [name, make(itemsOf(bench, `wire: ${name}`, 20), now)]));

// Exports of other systems in which each item holds one attack in every text.

import type { Person } from "#lib/actor.ts";
import type { FormatName } from "#lib/import/item.ts";
import { importSource } from "#lib/import/run.ts";
import { appClient } from "#lib/postgres/app.ts";
import { sourceOf } from "#prisma/testing/import-source.ts";

const day = (item: number): string => new Date(Date.UTC(2015, 0, 1) + item * 3_600_000).toISOString();
const cdata = (text: string): string => `<![CDATA[${text.replaceAll("]]>", "]]]]><![CDATA[>")}]]>`;
const cell = (text: string): string => `"${text.replaceAll('"', '""')}"`;
const escaped = (text: string): string =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");
/** The attack as it is, in an attribute and as an address. */
const html = (attack: string): string =>
  `<p>Text before.</p>${attack}<p>${attack}</p><p><a href="${escaped(attack)}">A link</a></p><p>Text after.</p>`;

type MakeFiles = (attacks: readonly string[]) => Record<string, string>;

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
  feed: (attacks) => ({
    "feed.xml": `<?xml version="1.0"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>Feed</title><link>https://feed.example</link>${attacks
      .map(
        (attack, item) =>
          `<item><title>${cdata(attack)}</title><link>https://feed.example/f${item}</link><guid>f${item}</guid><dc:creator>${cdata(attack)}</dc:creator><category>${cdata(attack)}</category><pubDate>${new Date(day(item)).toUTCString()}</pubDate><description>${cdata(html(attack))}</description><content:encoded>${cdata(html(attack))}</content:encoded></item>`,
      )
      .join("")}</channel></rss>`,
  }),
};

/** Formats whose parsers differ: an attack that hides what follows must not hide another attack. All others hold several in each item. */
const eachAlone: ReadonlySet<FormatName> = new Set(["html", "markdown"]);
const groupsOf = (attacks: readonly string[]): string[] =>
  Array.from({ length: Math.ceil(attacks.length / 5) }, (_, at) => attacks.slice(at * 5, at * 5 + 5).join("\n"));

export type Imported = { format: FormatName; tried: number; imported: number; paths: string[] };

/** XML cannot hold these; each item holds the rest. */
const inXml = (attack: string): string =>
  attack.replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, "");

export async function importAttacks(actor: Person, attacks: readonly string[]): Promise<Imported[]> {
  const all: Imported[] = [];
  const known = new Set<string>();
  const livePaths = async () =>
    (await appClient().liveStory.findMany({ select: { path: true } })).map(({ path }) => path);
  for (const path of await livePaths()) known.add(path);
  for (const [format, make] of Object.entries(makers) as [FormatName, MakeFiles][]) {
    const items = eachAlone.has(format) ? attacks : groupsOf(attacks);
    await importSource(actor, sourceOf(make(items.map(inXml))), { format, section: "city", expired: "live" });
    const paths = (await livePaths()).filter((path) => !known.has(path));
    for (const path of paths) known.add(path);
    all.push({ format, tried: items.length, imported: paths.length, paths });
  }
  return all;
}

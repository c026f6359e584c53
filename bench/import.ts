// `npm run bench:import -- 1000`: time and peak memory of importing so many generated posts, as an export of WordPress and as one of
// Ghost, each into a new database by `bin/import.ts`. FORMAT=wxr takes only that one; DRY_RUN=1 only looks at the posts, for exports
// that would take hours; PARAGRAPHS sets the length of a post (12, of 54 words each).
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { run } from "./measured-command.ts";

const wanted = Number(process.argv[2] ?? 1_000);
const paragraphsEach = Number(process.env.PARAGRAPHS ?? 12);
const isDryRun = process.env.DRY_RUN === "1";
const folder = fs.mkdtempSync(path.join(os.tmpdir(), "galley-bench-import-"));

const terms = "harbour council ferry quay vote winter bridge school budget river crew market tram fire station".split(
  " ",
);
/** The same for the same number, so that two runs import the same posts. */
const word = (number: number): string => terms[(number * 7 + (number >> 3)) % terms.length] ?? "";
const sentence = (seed: number): string =>
  `${Array.from({ length: 18 }, (_, at) => word(seed * 31 + at)).join(" ")} <a href="https://old.example/${word(seed)}">${word(seed + 1)}</a>.`;
const paragraphs = (post: number): string[] =>
  Array.from({ length: paragraphsEach }, (_, at) =>
    [0, 1, 2].map((each) => sentence(post * 97 + at * 3 + each)).join(" "),
  );
const slugOf = (post: number): string => `${word(post)}-${word(post + 5)}-${post}`;
const timeOf = (post: number): string => new Date(Date.UTC(2015, 0, 1) + post * 9_000_000).toISOString();

function* wordPress(): Generator<string> {
  yield `<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:excerpt="http://wordpress.org/export/1.2/excerpt/" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:wp="http://wordpress.org/export/1.2/"><channel>
<link>https://old.example</link><language>en</language><wp:wxr_version>1.2</wp:wxr_version>\n`;
  for (let post = 1; post <= wanted; post++) {
    const text = paragraphs(post).map((each) => `<!-- wp:paragraph -->\n<p>${each}</p>\n<!-- /wp:paragraph -->`);
    const time = timeOf(post).slice(0, 19).replace("T", " ");
    yield `<item><title>${sentence(post).slice(0, 60)}</title><link>https://old.example/${slugOf(post)}/</link><dc:creator>${word(post)}</dc:creator>
<content:encoded><![CDATA[${text.join("\n\n")}]]></content:encoded><excerpt:encoded></excerpt:encoded><wp:post_id>${post}</wp:post_id>
<wp:post_date>${time}</wp:post_date><wp:post_date_gmt>${time}</wp:post_date_gmt><wp:post_name>${slugOf(post)}</wp:post_name><wp:status>publish</wp:status><wp:post_type>post</wp:post_type>
<category domain="category" nicename="city">City</category><category domain="post_tag" nicename="${word(post)}">${word(post)}</category></item>\n`;
  }
  yield "</channel></rss>\n";
}

function* ghost(): Generator<string> {
  yield '{"db":[{"meta":{"version":"5.87.0"},"data":{"posts":[';
  for (let post = 1; post <= wanted; post++)
    yield `${post > 1 ? ",\n" : ""}${JSON.stringify({
      id: String(post),
      title: sentence(post)
        .replace(/<[^>]*>/g, "")
        .slice(0, 60),
      slug: slugOf(post),
      html: paragraphs(post)
        .map((each) => `<p>${each}</p>`)
        .join(""),
      status: "published",
      type: "post",
      published_at: timeOf(post),
      created_at: timeOf(post),
      updated_at: timeOf(post),
    })}`;
  yield '],"tags":[],"users":[],"posts_tags":[],"posts_authors":[]}}]}\n';
}

try {
  for (const [format, make, file] of [
    ["wxr", wordPress, "paper.xml"],
    ["ghost", ghost, "paper.json"],
  ] as const) {
    if (process.env.FORMAT && process.env.FORMAT !== format) continue;
    const place = path.join(folder, file);
    fs.writeFileSync(place, "");
    for (const part of make()) fs.appendFileSync(place, part);
    const data = path.join(folder, format);
    // The first command makes the database, which is no part of an import.
    await run("bin/verify.ts", ["--all"], data);
    const args = [place, "--no-fetch", "--site", "https://old.example", ...(isDryRun ? ["--dry-run"] : [])];
    const result = await run("bin/import.ts", args, data);
    if (result.code !== 0 || !(isDryRun || result.output.includes(`Imported  ${wanted} `)))
      throw new Error(`the import of ${format} failed (${result.code}): ${result.output.slice(-2_000)}`);
    const megabytes = Math.round(fs.statSync(place).size / 1e5) / 10;
    console.log({
      format,
      isDryRun,
      posts: wanted,
      megabytes,
      seconds: Math.round(result.ms / 100) / 10,
      peakMb: result.peakMb,
    });
  }
} finally {
  fs.rmSync(folder, { recursive: true, force: true });
}

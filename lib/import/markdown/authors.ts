import { parse } from "yaml";
import { slugFrom } from "#lib/addresses/slug.ts";
import { personName } from "../names.ts";
import type { Source } from "../source.ts";
import { FrontMatter, splitFrontMatter } from "./front-matter.ts";
import { isAuthorFile } from "./plan.ts";

export type ImportedAuthor = { slug: string; name: string; jobTitle: string; bio: string };

/** Finds the author that a story names by slug of the old site or by name. */
export type AuthorFinder = (given: string) => ImportedAuthor;

/** Reads `authors/anna.md`, `data/authors/anna.yml` and `authors.yml`. Files that cannot be read are skipped. */
export async function readAuthors(source: Source): Promise<AuthorFinder> {
  const known = new Map<string, ImportedAuthor>();
  const add = (slug: string, matter: FrontMatter) => {
    const name = matter.line("display_name", "full_name", "name", "title");
    if (name === "") return;
    const author = {
      slug,
      name,
      jobTitle: matter.line("job_title", "role", "position"),
      bio: matter.line("bio", "description", "summary"),
    };
    for (const key of [slug, name]) known.set(key.toLowerCase(), author);
  };
  for (const file of source.markdown.filter(isAuthorFile)) {
    const text = (await source.read(file)).toString("utf8").replace(/\r\n?/g, "\n");
    const matter = attempt(() => splitFrontMatter(text).matter);
    if (matter) add(matter.line("slug") || slugOfFile(file), matter);
  }
  for (const file of source.data) {
    if (!isAuthorFile(file) && !/(?:^|\/)_?(?:authors|people|team)\.(?:ya?ml|json)$/i.test(file)) continue;
    const bytes = await source.read(file).catch(() => null);
    const value =
      bytes &&
      attempt(
        () => parse(bytes.toString("utf8"), { uniqueKeys: false, logLevel: "silent", maxAliasCount: 100 }) as unknown,
      );
    if (typeof value !== "object" || value === null) continue;
    if (isAuthorFile(file) && !Array.isArray(value)) add(slugOfFile(file), new FrontMatter({ ...value }));
    else {
      for (const [slug, each] of Object.entries(value)) {
        if (typeof each !== "object" || each === null) continue;
        const matter = new FrontMatter({ ...each });
        add(Array.isArray(value) ? matter.line("slug", "id", "name") : slug, matter);
      }
    }
  }
  return (given) =>
    known.get(given.toLowerCase()) ?? { slug: slugFrom(given), name: personName(given), jobTitle: "", bio: "" };
}

function slugOfFile(file: string): string {
  const parts = file.replace(/\.[^.]+$/, "").split("/");
  const last = parts.at(-1) ?? "";
  return /^_?index$/i.test(last) ? (parts.at(-2) ?? last) : last;
}

function attempt<T>(work: () => T): T | null {
  try {
    return work();
  } catch {
    return null;
  }
}

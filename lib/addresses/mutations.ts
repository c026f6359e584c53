import type { Node } from "@tiptap/pm/model";
import { headlineOf } from "#lib/document/text.ts";
import { DomainError } from "../errors.ts";
import type { Transaction } from "../postgres/app.ts";
import { literally } from "../postgres/pattern.ts";
import { isPartOfStory } from "./part-data.ts";
import { storyPath } from "./paths.ts";
import { slugFrom } from "./slug.ts";

/**
 * Takes a free address for a story's first publication: section, day in the newsroom's zone, slug; "-2", "-3" … behind
 * it where the plain one is taken. Returns the path, whose row is made. The caller sends the story out, which purges the page
 * there that said 404. @throws NOT_READY without a section, or where the headline has no letters for a slug
 */
export async function claimStoryPath(
  tx: Transaction,
  storyId: string,
  doc: Node,
  at: Date,
  zone: string,
): Promise<string> {
  const section = doc.attrs.section
    ? await tx.section.findUnique({ where: { id: doc.attrs.section as string }, select: { path: true } })
    : null;
  if (!section) throw new DomainError("NOT_READY", { missing: ["SECTION"] });
  const slug = (doc.attrs.slug as string) || slugFrom(headlineOf(doc));
  if (slug === "") throw new DomainError("NOT_READY", { missing: ["ADDRESS"] });
  const plain = storyPath({ sectionPath: section.path, at, zone, slug });
  if (await takeAddress(tx, plain, storyId)) return plain;
  const rows = await tx.address.findMany({ where: { path: { startsWith: literally(plain) } }, select: { path: true } });
  const others = new Set(rows.map(({ path }) => path));
  for (let number = 2; ; number++) {
    const path = `${plain}-${number}`;
    if (!others.has(path) && (await takeAddress(tx, path, storyId))) return path;
  }
}

/** Of two stories that take the same address at the same moment, the primary key lets one in. */
async function takeAddress(tx: Transaction, path: string, storyId: string): Promise<boolean> {
  if (await isPartOfStory(tx, path)) return false;
  // Not `createMany`, which Prisma compiles anew each time.
  const count = await tx.$executeRaw`
    insert into address (path, kind, target) values (${path}, 'STORY', ${storyId}::uuid) on conflict do nothing`;
  return count > 0;
}

import type { Node } from "@tiptap/pm/model";
import { headlineOf } from "#lib/document/text.ts";
import { DomainError } from "../errors.ts";
import type { Transaction } from "../postgres/app.ts";
import { purge } from "../press/mutations.ts";
import { isPartOfStory } from "./part-data.ts";
import { slugFrom, storyPath } from "./paths.ts";

export { slugFrom } from "./paths.ts";

/**
 * Takes a free address for a story's first publication: section, day in the newsroom's zone, slug; "-2", "-3" … behind
 * it where the plain one is taken. Returns the path, whose row is made. @throws NOT_READY without a section
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
  const slug = (doc.attrs.slug as string) || slugFrom(headlineOf(doc)) || "story";
  const plain = storyPath({ sectionPath: section.path, at, zone, slug });
  const taken = new Set(
    (await tx.address.findMany({ where: { path: { startsWith: plain } }, select: { path: true } })).map(
      ({ path }) => path,
    ),
  );
  for (let number = 1; ; number++) {
    const path = number === 1 ? plain : `${plain}-${number}`;
    if (taken.has(path) || (await isPartOfStory(tx, path))) continue;
    // Of two stories that take the same address at the same moment, the primary key lets one in; the other goes on.
    const { count } = await tx.address.createMany({
      data: [{ path, kind: "STORY", target: storyId }],
      skipDuplicates: true,
    });
    if (count === 0) continue;
    await purge(tx, [`address:${path}`]); // a page of it that said 404 is wrong now
    return path;
  }
}

// What readers get of imported stories, with their former addresses.
import type { Node } from "@tiptap/pm/model";
import { isPartOfStory } from "../../addresses/part-data.ts";
import { DomainError } from "../../errors.ts";
import type { Transaction } from "../../postgres/app.ts";
import { purge } from "../../press/mutations.ts";
import { writeLive } from "../../published/mutations.ts";
import { lockPages, writeLivePage } from "../../published/pages/mutations.ts";
import { queryRedirectsTag } from "../../redirects/data.ts";
import type { Kind } from "../types.ts";
import type { ImportedStory } from "./types.ts";

/** The caller has made the story's row with this path. Returns the aliases that belong to something else. */
export async function goLive(
  tx: Transaction,
  id: string,
  story: ImportedStory & { kind: Kind; live: NonNullable<ImportedStory["live"]> },
  doc: Node,
  revision: { id: string; number: number; version: number },
): Promise<string[]> {
  const { kind, path, live } = story;
  if (kind === "PAGE") await lockPages(tx);
  const { count } = await tx.address.createMany({ data: [{ path, kind, target: id }], skipDuplicates: true });
  if (count === 0) throw new DomainError("TAKEN", { path });
  await tx.story.update({
    where: { id },
    data: {
      publication: "LIVE",
      publishedSectionId: doc.attrs.section as string | null,
      publishedVersion: revision.version,
      publishedRevisionId: revision.id,
      firstPublishedAt: live.publishedAt,
      publishedAt: live.updatedAt ?? live.publishedAt,
      updatedAt: live.updatedAt,
    },
    select: { id: true },
  });
  const publishing = {
    path,
    firstPublishedAt: live.publishedAt,
    updatedAt: live.updatedAt,
    revisionNumber: revision.number,
    corrections: (story.own?.corrections ?? []).map(({ revision: _, ...each }) => each),
    listed: true,
  };
  const write = kind === "PAGE" ? writeLivePage : writeLive;
  await write(tx, id, { doc, publishing }, { erase: false });

  const lost: string[] = [];
  const aliases = story.aliases.filter((alias) => alias !== path);
  for (const alias of aliases) {
    if (await isPartOfStory(tx, alias)) {
      lost.push(alias);
      continue;
    }
    const made = await tx.address.createMany({
      data: [{ path: alias, kind: "REDIRECT", target: path }],
      skipDuplicates: true,
    });
    if (made.count === 0) lost.push(alias);
    // Redirects from addresses with a query are kept in a list of their own.
    else if (alias.includes("?")) await tx.redirect.createMany({ data: [{ path: alias }], skipDuplicates: true });
  }
  await purge(
    tx,
    aliases.map((alias) => (alias.includes("?") ? queryRedirectsTag : `address:${alias}`)),
  );
  return lost;
}

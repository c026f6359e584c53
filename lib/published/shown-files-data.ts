// Checks that readers get the pictures, videos, sounds and documents of a published story, and that the store still has them.
import { createHash } from "node:crypto";
import { isDeepStrictEqual } from "node:util";
import type { Node } from "@tiptap/pm/model";
import type { Kind } from "#lib/document/fields.ts";
import { projectLive } from "#lib/document/project-live.ts";
import { storedFile } from "../media/addresses.ts";
import { isMediaHiddenSql, mediaFactsOf } from "../media/data.ts";
import { type PictureStore, pictureStore } from "../pictures/store.ts";
import { Prisma, type Transaction } from "../postgres/app.ts";
import { isHiddenSql } from "../rights/data.ts";

/** A file that readers get. `original`: its name in the store where that has the uploaded bytes, whose SHA-256 is the key. */
export type ShownFile = { key: string; name: string; original: string | null };

/** @returns what is wrong with the rows for readers, as a sentence or null, and the files that the store must have */
export async function checkShownFiles(
  tx: Transaction,
  { id: storyId, kind }: { id: string; kind: Kind },
  doc: Node,
): Promise<{ broken: string | null; files: ShownFile[] }> {
  const projected = projectLive(doc);
  const table = (what: "picture" | "media") => Prisma.raw(`live_${kind === "PAGE" ? "page_" : ""}${what}`);
  const pictures = await tx.$queryRaw<{ key: string; name: string; isShown: boolean; isHidden: boolean }[]>`
    select p.sha256 as key, p.file_name as name, l.facts is not null as "isShown", ${isHiddenSql} as "isHidden"
    from picture p left join ${table("picture")} l on l.picture_id = p.id and l.story_id = ${storyId}::uuid
    where p.id = any(${projected.pictures}::uuid[]) order by p.id`;
  const facts = await mediaFactsOf(projected.media, tx);
  const media = await tx.$queryRaw<{ id: string; name: string; facts: unknown; isShown: boolean; isHidden: boolean }[]>`
    select m.id::text, m.file_name as name, l.facts, l.facts is not null as "isShown", ${isMediaHiddenSql} as "isHidden"
    from media_file m left join ${table("media")} l on l.media_id = m.id and l.story_id = ${storyId}::uuid
    where m.id = any(${projected.media}::uuid[]) order by m.id`;
  const problems = [
    ...[...pictures, ...media].flatMap(({ name, isShown, isHidden }) => {
      if (isShown === !isHidden) return [];
      return [isShown ? `Readers get ${name}, though its rights do not allow it.` : `Readers do not get ${name}.`];
    }),
    ...media.flatMap(({ id, name, isShown, facts: shown }) => {
      // Through JSON, as the row went.
      const isSame = !isShown || isDeepStrictEqual(JSON.parse(JSON.stringify(facts.get(id))), shown);
      return isSame ? [] : [`What readers get of ${name} is not what the newsroom has.`];
    }),
  ];
  return {
    broken: problems[0] ?? null,
    files: [
      ...pictures.filter(({ isShown }) => isShown).map(({ key, name }) => ({ key, name, original: null })),
      ...[...facts.values()].map(({ key, fileName, format }) => ({
        key,
        name: fileName,
        original: storedFile(format),
      })),
    ],
  };
}

/** Reads each file once, however many stories show it. */
export class FileCheck {
  readonly #found = new Map<string, Promise<string | null>>();
  readonly #store: PictureStore;
  constructor(store: PictureStore = pictureStore()) {
    this.#store = store;
  }

  /** What is wrong with the first of these files that is not as it was uploaded, as a sentence; null if all are. */
  async check(files: readonly ShownFile[]): Promise<string | null> {
    for (const file of files) {
      const known = this.#found.get(file.key) ?? this.#read(file);
      this.#found.set(file.key, known);
      const what = await known;
      if (what !== null) return `${file.name} ${what}`;
    }
    return null;
  }

  async #read({ key, original }: ShownFile): Promise<string | null> {
    if (original === null) return (await this.#store.has(key)) ? null : "is missing in the store.";
    const found = await this.#store.open(key, original);
    if (!found) return "is missing in the store.";
    const hash = createHash("sha256");
    for await (const part of found.stream) hash.update(part as Buffer);
    return hash.digest("hex") === key ? null : "is not the file that was uploaded.";
  }
}

// Takes in what stories of an export of Galley use besides pictures: videos, sounds, documents, snippets and collections.
import type { Actor } from "#lib/actor.ts";
import { finishCollection, takeCollection } from "#lib/collections/import-mutations.ts";
import type { NodeJson } from "#lib/document/json.ts";
import { DomainError } from "#lib/errors.ts";
import { newId } from "#lib/ids.ts";
import { findStoredMedia } from "#lib/media/data.ts";
import { storeMedia } from "#lib/media/mutations.ts";
import { appClient, transaction } from "#lib/postgres/app.ts";
import { takeSnippet } from "#lib/snippets/mutations.ts";
import { tagThings } from "#lib/stories/importing/mutations.ts";
import { lockNames } from "#lib/stories/importing/place-mutations.ts";
import { mediaReasonOf, reasonOf } from "../reasons.ts";
import type { Source } from "../source.ts";
import { SourceError, type Warn } from "../types.ts";
import type { OwnCollection, OwnMedia, OwnSnippet } from "./own-lists.ts";

type TakerOptions = { source: Source; dryRun: boolean; runId: string | null };

/** Each thing is taken once. Null, after a warning, is what cannot be taken. */
export class OwnFileTaker {
  readonly #actor: Actor;
  readonly #options: TakerOptions;
  readonly #taken = new Map<string, Promise<string | null>>();
  /** Those of the export that were taken, by their ids here. */
  readonly #collections = new Map<string, { collection: OwnCollection; isNew: boolean }>();

  constructor(actor: Actor, options: TakerOptions) {
    this.#actor = actor;
    this.#options = options;
  }

  /** @param media undefined: the export has no such file */
  media(id: string, media: OwnMedia | undefined, warn: Warn): Promise<string | null> {
    return this.#once(id, `files/${id}`, warn, async () => {
      const { dryRun, runId, source } = this.#options;
      if (!media || !source.file) throw new SourceError("it is not among the files of the export");
      if (dryRun) return id;
      // Of the same newsroom, or taken by an earlier import: the files of an export are those that were uploaded.
      const known = await findStoredMedia(media.sha256);
      const isTaken = (await appClient().mediaFile.count({ where: { id } })) > 0;
      const { path, bytes } = await source.file(media.file);
      const stored = await storeMedia(this.#actor, {
        path,
        bytes,
        fileName: media.fileName,
        elsewhere: { id: isTaken ? newId() : id, facts: media.facts },
      });
      if (!known && runId) await transaction((tx) => tagThings(tx, runId, "MEDIA", [stored.id]));
      return stored.id;
    });
  }

  /** @param blocks those of the snippet with the ids that pictures and stories have here */
  snippet(
    id: string,
    given: { snippet: OwnSnippet | undefined; blocks: (given: NodeJson[]) => Promise<NodeJson[]> },
    stories: ReadonlySet<string>,
    warn: Warn,
  ): Promise<string | null> {
    return this.#once(id, `snippet ${given.snippet?.name ?? id}`, warn, async () => {
      const { snippet } = given;
      if (!snippet) throw new SourceError("it is not in the export");
      const { dryRun, runId } = this.#options;
      if (dryRun) return id;
      const blocks = await given.blocks(snippet.blocks);
      return transaction(async (tx) => {
        await lockNames(tx, "snippet");
        const taken = await takeSnippet(tx, this.#actor, { id, name: snippet.name, blocks, stories });
        if (taken.isNew) await tagThings(tx, runId, "SNIPPET", [taken.id]);
        return taken.id;
      });
    });
  }

  /** @param given `picture`: the id that a picture of the export has here; `stories`: the ids of all stories of the export */
  collection(
    id: string,
    given: {
      collection: OwnCollection | undefined;
      picture: (id: string) => Promise<string | null>;
      stories: ReadonlySet<string>;
    },
    warn: Warn,
  ): Promise<string | null> {
    return this.#once(id, `collection ${given.collection?.title ?? id}`, warn, async () => {
      const { collection } = given;
      if (!collection) throw new SourceError("it is not in the export");
      const { dryRun, runId } = this.#options;
      if (dryRun) return id;
      const { cover, stories: storyIds, kind, title, slug, intro } = collection;
      const picture = cover && (await given.picture(cover.picture));
      const fields = { kind, title, slug, intro, storyIds, cover: picture && cover ? { ...cover, id: picture } : null };
      const taken = await transaction(async (tx) => {
        await lockNames(tx, "collection");
        const found = await takeCollection(tx, this.#actor, { id, ...fields, stories: given.stories });
        if (found.isNew) await tagThings(tx, runId, "COLLECTION", [found.id]);
        return found;
      });
      this.#collections.set(taken.id, { collection, isNew: taken.isNew });
      return taken.id;
    });
  }

  /** Once all stories are here: publishes the collections that were published in the export and that this import has made. */
  async finishCollections(warn: Warn): Promise<void> {
    const { runId } = this.#options;
    const where = { kind: "COLLECTION", ...(runId ? { runId } : {}) } as const;
    for (const [id, { collection, isNew }] of this.#collections) {
      // An import that was paused has made some of them before.
      if (!isNew && !(runId && (await appClient().importedThing.count({ where: { ...where, targetId: id } }))))
        continue;
      const { title, isPublished, firstPublishedAt } = collection;
      const publishedAt = (isPublished && firstPublishedAt) || null;
      try {
        await transaction((tx) => finishCollection(tx, this.#actor, { id, publishedAt }));
      } catch (error) {
        if (!(error instanceof DomainError)) throw error;
        warn("draft", `collection ${title}: ${collectionReasons[error.code] ?? reasonOf(error)}`);
      }
    }
  }

  async #once(id: string, name: string, warn: Warn, take: () => Promise<string>): Promise<string | null> {
    const known = this.#taken.get(id);
    if (known) return known;
    const taking = take().catch((error: unknown) => {
      if (!(error instanceof SourceError || error instanceof DomainError)) throw error;
      warn(
        "element-dropped",
        `${name}: ${error instanceof DomainError && error.code === "INVALID" ? "it holds something that a snippet cannot hold" : mediaReasonOf(error)}`,
      );
      return null;
    });
    this.#taken.set(id, taking);
    return taking;
  }
}

/** Why a collection stays unpublished. */
const collectionReasons: Readonly<Record<string, string>> = {
  NOT_READY: "none of its stories is here",
  PICTURE_RIGHTS: "its picture may not be shown",
};

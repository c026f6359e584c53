// Takes in what stories of an export of Galley use besides pictures: videos, sounds, documents and snippets.
import type { Actor } from "#lib/actor.ts";
import type { NodeJson } from "#lib/document/json.ts";
import { DomainError } from "#lib/errors.ts";
import { newId } from "#lib/ids.ts";
import { findStoredMedia } from "#lib/media/data.ts";
import { storeMedia } from "#lib/media/mutations.ts";
import { appClient, transaction } from "#lib/postgres/app.ts";
import { takeSnippet } from "#lib/snippets/mutations.ts";
import { tagThings } from "#lib/stories/importing/mutations.ts";
import { lockNames } from "#lib/stories/importing/place-mutations.ts";
import { mediaReasonOf } from "../reasons.ts";
import type { Source } from "../source.ts";
import { SourceError, type Warn } from "../types.ts";
import type { OwnMedia, OwnSnippet } from "./own-lists.ts";

type TakerOptions = { source: Source; dryRun: boolean; runId: string | null };

/** Each thing is taken once. Null, after a warning, is what cannot be taken. */
export class OwnFileTaker {
  readonly #actor: Actor;
  readonly #options: TakerOptions;
  readonly #taken = new Map<string, Promise<string | null>>();

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

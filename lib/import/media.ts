import path from "node:path";
import type { Actor } from "#lib/actor.ts";
import { DomainError } from "#lib/errors.ts";
import { newId } from "#lib/ids.ts";
import { mediaAddress } from "#lib/media/addresses.ts";
import { inspectMedia } from "#lib/media/inspect.ts";
import { mediaLimits, storeMedia } from "#lib/media/mutations.ts";
import type { MediaKind } from "#lib/media/types.ts";
import { transaction } from "#lib/postgres/app.ts";
import { tagThings } from "#lib/stories/importing/mutations.ts";
import { pathFromAddress } from "./paths.ts";
import { indexPictures, type PictureIndex } from "./picture-index.ts";
import { mediaReasonOf } from "./reasons.ts";
import { isMediaName, type Source } from "./source.ts";
import { SourceError, type Warn } from "./types.ts";

/** A video, sound or document of the archive; `href` is its address here. */
export type TakenMedia = { id: string; kind: MediaKind; href: string };

type TakerOptions = { source: Source; dryRun: boolean; runId: string | null };

/** Where a file is mentioned. `site` is the origin of the old site, "" if unknown. */
type Mention = { file: string; line: number | undefined; site: string; warn: Warn };

/** Takes videos, sounds and documents that stories show or link to from the files of the archive. Each is taken once. */
export class MediaTaker {
  readonly #actor: Actor;
  readonly #options: TakerOptions;
  readonly #fileOf: PictureIndex;
  readonly #taken = new Map<string, TakenMedia | null>();
  /** Addresses here of the files that were taken, by their paths at the old site; emptied when the redirects are made. */
  readonly moved = new Map<string, string>();
  /** Files that were taken. */
  count = 0;

  constructor(actor: Actor, options: TakerOptions) {
    this.#actor = actor;
    this.#options = options;
    this.#fileOf = indexPictures(options.source.media ?? []);
  }

  /** Null for what is not among the files, and, after a warning, for what Galley cannot show. */
  async take(src: string, { file, line, site, warn }: Mention): Promise<TakenMedia | null> {
    const place = isMediaName(src.replace(/[?#].*$/, "")) ? this.#fileOf(src, file) : null;
    if (place === null) return null;
    let taken = this.#taken.get(place);
    if (taken === undefined) {
      taken = await this.#store(place).catch((error: unknown) => {
        if (!(error instanceof DomainError || error instanceof SourceError)) throw error;
        warn("file-refused", `${place.slice(0, 300)}: ${mediaReasonOf(error)}`, line);
        return null;
      });
      this.#taken.set(place, taken);
      if (taken) this.count += 1;
    }
    const former = taken && isOfSite(src, site) ? pathFromAddress(src) : null;
    if (taken && former !== null) this.moved.set(former, decodeURIComponent(taken.href));
    return taken;
  }

  async #store(place: string): Promise<TakenMedia> {
    const { source, dryRun, runId } = this.#options;
    if (!source.file) throw new SourceError("it is not among the files of the export");
    const { path: onDisk, bytes } = await source.file(place);
    const fileName = path.posix.basename(place);
    if (dryRun) {
      const { kind, format } = await inspectMedia(onDisk, fileName);
      if (bytes > (await mediaLimits())[kind]) throw new DomainError("TOO_LARGE");
      const id = newId();
      return { id, kind, href: mediaAddress(id, { kind, format, fileName }) };
    }
    const newest = newId();
    const stored = await storeMedia(this.#actor, {
      path: onDisk,
      bytes,
      fileName,
      elsewhere: { id: newest, facts: {} },
    });
    const { id, kind } = stored;
    // A file that was here before does not go when the import is undone.
    if (runId && id === newest) await transaction((tx) => tagThings(tx, runId, "MEDIA", [id]));
    return { id, kind, href: mediaAddress(id, stored) };
  }
}

const isOfSite = (src: string, site: string): boolean =>
  /^\/(?!\/)/.test(src) || (site !== "" && URL.canParse(src) && new URL(src).host === new URL(site).host);

import type { Actor } from "#lib/actor.ts";
import { loadOutsideFile, OutsideFileError } from "#lib/http/outside-file.ts";
import { OutsideRefused } from "#lib/http/outside-request.ts";
import { newId } from "#lib/ids.ts";
import { applyRights } from "#lib/picture-desk/mutations.ts";
import { lossesOf, sayLosses } from "#lib/pictures/losses.ts";
import { storeUpload } from "#lib/pictures/mutations.ts";
import { appClient, transaction } from "#lib/postgres/app.ts";
import { tagThings } from "#lib/stories/importing/mutations.ts";
import type { OwnPicture } from "./galley/own-lists.ts";
import { indexPictures, type PictureIndex } from "./picture-index.ts";
import { pictureReasonOf } from "./reasons.ts";
import { limits, type Source } from "./source.ts";
import type { TakenPicture } from "./story.ts";
import type { Warn } from "./types.ts";

export type FetchOptions = { userAgent: string; allowsPrivate?: boolean };

type TakerOptions = {
  source: Source;
  dryRun: boolean;
  runId: string | null;
  /** Null: pictures of other sites are not loaded. */
  fetch: FetchOptions | null;
};

/** Connections that may fail one after the other before a site is not asked for any more pictures. */
const maxHostFailures = 3;

/** Where a picture is mentioned. `own`: what an export of Galley knows of it. */
type Mention = { file: string; line: number | undefined; site: string; warn: Warn; own?: OwnPicture | undefined };

/** Takes pictures into the library: from the files of the archive, else from their site. Each is taken once. */
export class PictureTaker {
  readonly #actor: Actor;
  readonly #options: TakerOptions;
  readonly #fileOf: PictureIndex;
  readonly #taken = new Map<string, TakenPicture | null>();
  readonly #failures = new Map<string, number>();
  /** Pictures that were taken. */
  count = 0;

  constructor(actor: Actor, options: TakerOptions) {
    this.#actor = actor;
    this.#options = options;
    this.#fileOf = indexPictures(options.source.pictures);
  }

  /** Returns null, after a warning, if the picture is missing or cannot be read. */
  async take(src: string, { file, line, site, warn, own }: Mention): Promise<TakenPicture | null> {
    const found = this.#fileOf(src, file);
    const address = found === null ? outsideAddress(src, site) : null;
    const place = found ?? (this.#options.fetch ? address : null);
    if (place === null) {
      warn("picture-missing", src.slice(0, 300), line);
      return null;
    }
    const known = this.#taken.get(place);
    if (known !== undefined) return known;
    const read = found === null ? () => this.#load(place) : () => this.#options.source.read(place);
    const taken = await this.#store(place, own, read, {
      lose: (what) => warn("picture-changed", what, line),
      refuse: (reason) => warn("picture-refused", `${place.slice(0, 300)}: ${reason}`, line),
    });
    this.#taken.set(place, taken);
    if (taken) this.count += 1;
    return taken;
  }

  async #load(address: string): Promise<Buffer> {
    const { host } = new URL(address);
    const failures = this.#failures.get(host) ?? 0;
    if (failures >= maxHostFailures)
      throw new OutsideFileError(`${host} did not answer before and was not asked again`);
    try {
      const bytes = await loadOutsideFile(address, {
        ...(this.#options.fetch as FetchOptions),
        maxBytes: limits.picture,
        attempts: failures === 0 ? 3 : 1,
      });
      this.#failures.delete(host);
      return bytes;
    } catch (error) {
      if (error instanceof OutsideFileError && error.isConnection) this.#failures.set(host, failures + 1);
      throw error;
    }
  }

  async #store(
    place: string,
    own: OwnPicture | undefined,
    read: () => Promise<Buffer>,
    { lose, refuse }: { lose: (what: string) => void; refuse: (reason: string) => void },
  ): Promise<TakenPicture | null> {
    if (this.#options.dryRun) return { id: newId(), alt: "", caption: "", credit: "" };
    try {
      const bytes = await read();
      const { picture, isNew } = await storeUpload(this.#actor, {
        bytes,
        fileName: own?.fileName || place.replace(/[?#].*$/, ""),
        elsewhere: own && (await freeId(own)),
      });
      if (own && isNew) await transaction((tx) => applyRights(tx, { id: picture.id, wasHidden: false }));
      const { runId } = this.#options;
      if (isNew && runId) await transaction((tx) => tagThings(tx, runId, "PICTURE", [picture.id]));
      for (const what of sayLosses(place, lossesOf(bytes))) lose(what);
      const { id, alt, caption, credit } = picture;
      return { id, alt, caption, credit };
    } catch (error) {
      refuse(
        error instanceof OutsideRefused ? `its address is not requested (${error.message})` : pictureReasonOf(error),
      );
      return null;
    }
  }
}

/** A picture of the export that has another file here keeps its facts and gets a new id. */
async function freeId({ id, facts }: OwnPicture): Promise<{ id: string; facts: OwnPicture["facts"] }> {
  const isTaken = (await appClient().picture.count({ where: { id } })) > 0;
  return { id: isTaken ? newId() : id, facts };
}

/** The address of a picture on its site; null if it has none. */
function outsideAddress(src: string, site: string): string | null {
  const given = src.startsWith("//") ? `https:${src}` : src;
  if (/^https?:\/\//i.test(given)) return URL.canParse(given) ? new URL(given).href : null;
  return site !== "" && URL.canParse(given, `${site}/`) && /^https?:/.test(new URL(given, `${site}/`).href)
    ? new URL(given, `${site}/`).href
    : null;
}

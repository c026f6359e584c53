// Comments that were typed and not sent, kept in this browser under the person's seal until they are.
import { type Sealer, sealerFrom } from "#components/newsroom/unsent/seal.ts";
import type { About } from "#lib/comments/schema.ts";

export type Draft = {
  /** As typed: a mention is "@Name". */
  text: string;
  /** The people who were chosen from the list. */
  chosen: { id: string; name: string }[];
  /** Made with the draft, so that what is sent twice is kept once. */
  commentId: string;
  /** Of a new thread only. */
  threadId?: string;
  about?: About;
  quote?: string;
};

const base64 = (bytes: Uint8Array): string => btoa(String.fromCharCode(...bytes));
const bytesOf = (text: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(atob(text), (character) => character.charCodeAt(0));

/** The drafts of one person and story; `place` is a thread, a comment that is edited, or "new". */
export class Drafts {
  readonly #prefix: string;
  readonly #sealer: Promise<Sealer | null>;
  #last: Promise<void> = Promise.resolve();

  constructor(personId: string, storyId: string, key: string) {
    this.#prefix = `galley:comment:${personId}:${storyId}:`;
    this.#sealer = sealerFrom(key).catch(() => null);
  }

  async read(place: string): Promise<Draft | null> {
    await this.#last;
    try {
      const stored = localStorage.getItem(this.#prefix + place);
      const [iv = "", data = ""] = stored?.split(".") ?? [];
      if (!stored) return null;
      return (await (await this.#sealer)?.open({ iv: bytesOf(iv), data: bytesOf(data).buffer })) as Draft | null;
    } catch {
      return null;
    }
  }

  /** Keeps the draft instead of what was kept before; null when nothing is left to keep. In the order of the calls. */
  keep(place: string, draft: Draft | null): Promise<void> {
    this.#last = this.#last.then(async () => {
      try {
        const sealed = draft && (await (await this.#sealer)?.seal(draft));
        if (sealed)
          localStorage.setItem(this.#prefix + place, `${base64(sealed.iv)}.${base64(new Uint8Array(sealed.data))}`);
        else if (!draft) localStorage.removeItem(this.#prefix + place);
      } catch {
        // A private window or a full disk: the text is in the box still.
      }
    });
    return this.#last;
  }
}

// Unsent comments, stored in this browser, encrypted with the person's key.
import { type Sealer, sealerFrom } from "#components/newsroom/unsent/seal.ts";
import type { Mention } from "#lib/comments/mention-schema.ts";
import type { About } from "#lib/comments/schema.ts";

export type Draft = {
  /** The text as typed: a mention is "@Name". */
  text: string;
  /** The people and desks that were chosen from the list. */
  chosen: Mention[];
  /** Created with the draft, so that a repeated request stores one comment. */
  commentId: string;
  /** Set for new threads only. */
  threadId?: string;
  about?: About;
  quote?: string;
};

const base64 = (bytes: Uint8Array): string => btoa(String.fromCharCode(...bytes));
const bytesOf = (text: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(atob(text), (character) => character.charCodeAt(0));

/** The drafts of one person and story; `place` is a thread, an edited comment, or "new". */
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

  /** Replaces the stored draft; null deletes it. Calls run in order. */
  keep(place: string, draft: Draft | null): Promise<void> {
    this.#last = this.#last.then(async () => {
      try {
        const sealed = draft && (await (await this.#sealer)?.seal(draft));
        if (sealed)
          localStorage.setItem(this.#prefix + place, `${base64(sealed.iv)}.${base64(new Uint8Array(sealed.data))}`);
        else if (!draft) localStorage.removeItem(this.#prefix + place);
      } catch {
        // In a private window or on a full disk, the text is only in the box.
      }
    });
    return this.#last;
  }
}

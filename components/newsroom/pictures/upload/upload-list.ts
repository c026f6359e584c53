import type { Failure, Result } from "#lib/errors.ts";
import type { UploadedPicture } from "#lib/pictures/upload-mutations.ts";

type Look = Pick<UploadedPicture["picture"], "id" | "width" | "height" | "src" | "caption" | "credit" | "fileName">;
/** An uploaded picture as the server's JSON has it. */
export type UploadedFile = { picture: Look; isNew: boolean; alike: Look[] };

/**
 * "waiting" for its turn; "sending"; "reading": the server decodes it; "paused": the connection is lost, and it continues by
 * itself; "same": the library has these bytes; "alike": the library has a picture that looks like it; "done"; "failed".
 */
export type UploadState = "waiting" | "sending" | "reading" | "paused" | "same" | "alike" | "done" | "failed";

export type UploadItem = {
  id: string;
  file: File;
  presetId: string | null;
  state: UploadState;
  /** The share of bytes that the server has, 0 to 1. */
  part: number;
  /** The reason of a failure, as the server names it. */
  failure?: Failure;
  answer?: UploadedFile;
};

const unfinished: ReadonlySet<UploadState> = new Set(["waiting", "sending", "reading", "paused"]);
export const isUnfinished = ({ state }: UploadItem): boolean => unfinished.has(state);

/** What happens to a file on its way; the browser's part of it is upload-client.ts. */
export type UploadClient = {
  /**
   * Sends the bytes, from where they stopped the last time, and takes the picture over.
   * @returns "offline" if the connection was lost
   */
  upload: (
    item: UploadItem,
    report: (step: { part: number } | "reading") => void,
    signal: AbortSignal,
  ) => Promise<Result<UploadedFile> | "offline">;
  /** Forgets an upload that was cancelled, here and on the server. */
  discard: (file: File) => Promise<void>;
  /** Moves a new picture to the trash, because one that looks like it is used. */
  trash: (pictureId: string) => Promise<Result<unknown>>;
};

/** Parallel uploads. Decoding is the bottleneck; more would only make others wait. */
const maxAtOnce = 3;
/** Milliseconds after which a paused upload is tried again, in case the browser does not notice that it is online. */
const retryMs = 10_000;

/** The uploads of a page: a few at a time, in the order in which they were added. */
export class UploadList {
  readonly #client: UploadClient;
  readonly #listeners = new Set<() => void>();
  readonly #running = new Map<string, AbortController>();
  #items: readonly UploadItem[] = [];
  #retry: ReturnType<typeof setTimeout> | undefined;
  #lastId = 0;

  constructor(client: UploadClient) {
    this.#client = client;
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };
  readonly items = (): readonly UploadItem[] => this.#items;

  add(files: readonly File[], presetId: string | null): void {
    const added = files.map((file): UploadItem => {
      this.#lastId += 1;
      return { id: String(this.#lastId), file, presetId, state: "waiting", part: 0 };
    });
    this.#set([...this.#items, ...added]);
    this.#next();
  }

  /** Stops an upload, or takes a finished one off the list. */
  remove(id: string): void {
    const item = this.#items.find((each) => each.id === id);
    if (!item) return;
    this.#running.get(id)?.abort();
    this.#set(this.#items.filter((each) => each.id !== id));
    if (["sending", "paused", "failed"].includes(item.state)) void this.#client.discard(item.file);
    this.#next();
  }

  retry(id: string): void {
    this.#change(id, { state: "waiting" });
    this.#next();
  }

  /** Ends the question about a picture: the library has it already, or it is kept beside one that looks like it. */
  settle(id: string): void {
    this.#change(id, { state: "done" });
  }

  /** Uses the picture that looks like the new one; the new one goes to the trash. Returns why not, if it cannot. */
  async takeExisting(id: string): Promise<Failure | null> {
    const answer = this.#items.find((each) => each.id === id)?.answer;
    const [existing] = answer?.alike ?? [];
    if (!answer || !existing) return null;
    const moved = await this.#client.trash(answer.picture.id);
    if (!moved.ok) return moved;
    this.#change(id, { state: "done", answer: { picture: existing, isNew: false, alike: [] } });
    return null;
  }

  clearDone(): void {
    this.#set(this.#items.filter(({ state }) => state !== "done"));
  }

  /** Continues what was paused, when the browser is online again. */
  readonly resume = (): void => {
    clearTimeout(this.#retry);
    this.#set(this.#items.map((item) => (item.state === "paused" ? { ...item, state: "waiting" } : item)));
    this.#next();
  };

  /** Stops all uploads; what has arrived can be continued on another page. */
  stop(): void {
    clearTimeout(this.#retry);
    for (const controller of this.#running.values()) controller.abort();
  }

  #next(): void {
    while (this.#running.size < maxAtOnce) {
      const item = this.#items.find(({ id, state }) => state === "waiting" && !this.#running.has(id));
      if (!item) return;
      void this.#run(item);
    }
  }

  async #run(item: UploadItem): Promise<void> {
    const controller = new AbortController();
    this.#running.set(item.id, controller);
    this.#change(item.id, { state: "sending" });
    const answer = await this.#client.upload(
      item,
      (step) => this.#change(item.id, step === "reading" ? { state: "reading", part: 1 } : step),
      controller.signal,
    );
    this.#running.delete(item.id);
    if (!controller.signal.aborted) this.#end(item.id, answer);
    this.#next();
  }

  #end(id: string, answer: Result<UploadedFile> | "offline"): void {
    if (answer === "offline") {
      this.#change(id, { state: "paused" });
      clearTimeout(this.#retry);
      this.#retry = setTimeout(this.resume, retryMs);
    } else if (!answer.ok) this.#change(id, { state: "failed", failure: answer });
    else {
      const { isNew, alike } = answer.data;
      this.#change(id, { state: !isNew ? "same" : alike.length > 0 ? "alike" : "done", answer: answer.data });
    }
  }

  #change(id: string, change: Partial<UploadItem>): void {
    this.#set(this.#items.map((item) => (item.id === id ? { ...item, ...change } : item)));
  }

  #set(items: readonly UploadItem[]): void {
    this.#items = items;
    for (const listener of this.#listeners) listener();
  }
}

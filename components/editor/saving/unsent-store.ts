// What the server does not have yet, kept in this browser. The record of a tab belongs to it alone: while the tab lives it
// holds a Web Lock of the record's name, so a record whose lock is free was left by a tab that died.
import type { NodeJson } from "#lib/document/json.ts";
import type { Kept } from "./kept.ts";

export type Unsent = {
  clientId: string;
  storyId: string;
  personId: string;
  schemaNumber: number;
  /** The version on which the steps build, and the document as the server had it then. */
  version: number;
  doc: NodeJson;
  steps: unknown[];
  /** Where in `steps` each change begins, and whether it was a paste: what one change did is sent together. */
  changes: { first: number; pasted: boolean }[];
};

const lockName = (clientId: string): string => `galley:unsent:${clientId}`;

const answer = <T>(request: IDBRequest<T>): Promise<T> =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
const done = (tx: IDBTransaction): Promise<void> =>
  new Promise((resolve, reject) => {
    tx.oncomplete = () => resolve();
    tx.onabort = () => reject(tx.error);
    tx.onerror = () => reject(tx.error);
  });

let opened: Promise<IDBDatabase> | null = null;
function database(): Promise<IDBDatabase> {
  opened ??= new Promise<IDBDatabase>((resolve, reject) => {
    const request = indexedDB.open("galley", 1);
    request.onupgradeneeded = () => {
      request.result.createObjectStore("unsent", { keyPath: "clientId" });
      request.result.createObjectStore("kept", { keyPath: "id" });
    };
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  }).catch((error: unknown) => {
    opened = null;
    throw error;
  });
  return opened;
}

async function write(store: "unsent" | "kept", work: (objects: IDBObjectStore) => void): Promise<void> {
  const tx = (await database()).transaction(store, "readwrite", { durability: "relaxed" });
  work(tx.objectStore(store));
  await done(tx);
}
async function readAll<T>(store: "unsent" | "kept"): Promise<T[]> {
  return answer<T[]>((await database()).transaction(store).objectStore(store).getAll());
}

/** The record of one living tab. Writes follow each other; of those that wait only the newest is written. */
export class UnsentStore {
  /** False in a private window or on a full disk: the screen must then say that this browser keeps nothing. */
  works = true;
  readonly #clientId: string;
  #next: Unsent | null | undefined;
  #written: Promise<void> = Promise.resolve();
  #writing = false;
  #release = (): void => {};

  constructor(clientId: string) {
    this.#clientId = clientId;
    void navigator.locks?.request(
      lockName(clientId),
      () =>
        new Promise<void>((resolve) => {
          this.#release = resolve;
        }),
    );
  }

  /** Keeps this instead of what was kept before; null when nothing is unsent. Resolves when it is written, or never can be. */
  put(record: Unsent | null): Promise<void> {
    this.#next = record;
    if (!this.#writing) this.#written = this.#write();
    return this.#written;
  }

  /** The tab gives its record up: whoever opens the story next may take it over. */
  async release(): Promise<void> {
    await this.#written;
    this.#release();
  }

  async #write(): Promise<void> {
    this.#writing = true;
    try {
      while (this.#next !== undefined) {
        const record = this.#next;
        this.#next = undefined;
        await write("unsent", (objects) => (record ? objects.put(record) : objects.delete(this.#clientId)));
      }
      this.works = true;
    } catch {
      this.works = false;
    } finally {
      this.#writing = false;
    }
  }
}

/**
 * Does `work` with each record of this person and story that no living tab holds, one after the other and holding its
 * lock; a record is deleted when `work` answers true. Elsewhere kept records stay.
 */
export async function adoptUnsent(
  storyId: string,
  personId: string,
  work: (record: Unsent) => Promise<boolean>,
): Promise<void> {
  if (!navigator.locks) return;
  const records = await readAll<Unsent>("unsent").catch(() => []);
  for (const record of records) {
    if (record.storyId !== storyId || record.personId !== personId) continue;
    await navigator.locks.request(lockName(record.clientId), { ifAvailable: true }, async (lock) => {
      if (lock === null) return;
      if (record.steps.length === 0 || (await work(record)))
        await write("unsent", (objects) => objects.delete(record.clientId)).catch(() => {});
    });
  }
}

export const keepAside = (kept: Kept): Promise<void> => write("kept", (objects) => objects.put(kept)).catch(() => {});
export const dropKept = (id: string): Promise<void> => write("kept", (objects) => objects.delete(id)).catch(() => {});
export const readKept = async (storyId: string, personId: string): Promise<Kept[]> =>
  (await readAll<Kept>("kept").catch(() => []))
    .filter((kept) => kept.storyId === storyId && kept.personId === personId)
    .sort((a, b) => a.at.localeCompare(b.at));

// Stores changes that the server does not have yet in this browser, encrypted. A record belongs to one tab, which holds a Web
// Lock of the record's name: if the lock is free, the tab was closed or has crashed.
import type { Kept } from "#components/editor/saving/kept.ts";
import type { NodeJson } from "#lib/document/json.ts";
import type { NewStoryFacts } from "#lib/stories/schema.ts";
import { type Sealed, type Sealer, sealerFrom } from "./seal.ts";

export type Unsent = {
  clientId: string;
  storyId: string;
  personId: string;
  schemaNumber: number;
  /** The version on which the steps are based. */
  version: number;
  /** The document at an earlier server version, and the server's steps from there to `version`. */
  doc: NodeJson;
  since: unknown[];
  steps: unknown[];
  /** Where in `steps` each change begins, and whether it was a paste: the steps of one change are sent together. */
  changes: { first: number; pasted: boolean; restores: boolean }[];
  /** What the tab wrote last, as positions in the document at `version`. Records of older releases lack it. */
  written?: { from: number; to: number }[];
  /** Set for a story that the server may not have yet. */
  creates?: NewStoryFacts | undefined;
};

/** The stored form. The document changes less often than the steps, so it is encrypted separately. */
type Stored = {
  clientId: string;
  storyId: string;
  personId: string;
  changes: number;
  version: number;
  steps: Sealed;
};
type StoredBase = { clientId: string; version: number; doc: Sealed };
type StoredKept = { id: string; storyId: string; personId: string; at: string; sealed: Sealed };

/** What can be read of a record without decrypting it. */
export type Waiting = Pick<Stored, "clientId" | "storyId" | "personId" | "changes">;

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

const stores = ["unsent", "base", "kept"] as const;
let opened: Promise<IDBDatabase> | null = null;
function database(): Promise<IDBDatabase> {
  opened ??= new Promise<IDBDatabase>((resolve, reject) => {
    const request = indexedDB.open("galley newsroom", 1);
    request.onupgradeneeded = () => {
      request.result.createObjectStore("unsent", { keyPath: "clientId" });
      request.result.createObjectStore("base", { keyPath: "clientId" });
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

type Objects = Record<(typeof stores)[number], IDBObjectStore>;
async function write(work: (objects: Objects) => void): Promise<void> {
  const tx = (await database()).transaction(stores, "readwrite", { durability: "relaxed" });
  work({ unsent: tx.objectStore("unsent"), base: tx.objectStore("base"), kept: tx.objectStore("kept") });
  await done(tx);
}
async function readAll<T>(store: (typeof stores)[number]): Promise<T[]> {
  return answer<T[]>((await database()).transaction(store).objectStore(store).getAll());
}
const forget = (clientId: string): Promise<void> =>
  write(({ unsent, base }) => {
    unsent.delete(clientId);
    base.delete(clientId);
  });

/** Milliseconds after which a page that does not paint, because it is hidden, is not waited for. */
const noPaint = 100;
/** Waits until the screen was painted, so that storing does not delay a key press. */
const afterPaint = (): Promise<void> =>
  new Promise((resolve) => {
    const timer = setTimeout(resolve, noPaint);
    requestAnimationFrame(() => {
      clearTimeout(timer);
      setTimeout(resolve); // a timer of the frame runs after the frame was painted
    });
  });

/** The record of one open tab. Writes are sequential; of several waiting ones only the newest is made and written. */
export class UnsentStore {
  /** False in a private window, on a full disk or at an insecure address; the screen must then warn that nothing is stored. */
  works = true;
  readonly #clientId: string;
  readonly #sealer: Promise<Sealer>;
  #baseVersion = -1;
  #next: (() => Unsent | null) | undefined;
  #written: Promise<void> = Promise.resolve();
  #writing = false;
  #release = (): void => {};

  /** @param key see lib/auth/unsent-key.ts */
  constructor(clientId: string, key: string) {
    this.#clientId = clientId;
    this.#sealer = sealerFrom(key);
    this.#sealer.catch(() => {
      this.works = false;
    });
    void navigator.locks?.request(
      lockName(clientId),
      () =>
        new Promise<void>((resolve) => {
          this.#release = resolve;
        }),
    );
  }

  /** Replaces the record by the result of `make`; null if nothing is unsent. Resolves when it is written, or never can be. */
  put(make: () => Unsent | null): Promise<void> {
    this.#next = make;
    if (!this.#writing) this.#written = this.#write();
    return this.#written;
  }

  /** Releases the record: any newsroom page may take it over. */
  async release(): Promise<void> {
    await this.#written;
    this.#release();
  }

  async #write(): Promise<void> {
    this.#writing = true;
    try {
      while (this.#next !== undefined) {
        await afterPaint();
        const record = this.#next();
        this.#next = undefined;
        await (record ? this.#store(record) : forget(this.#clientId));
        if (!record) this.#baseVersion = -1;
      }
      this.works = true;
    } catch {
      this.works = false;
      this.#baseVersion = -1;
    } finally {
      this.#writing = false;
    }
  }

  async #store({ doc, ...record }: Unsent): Promise<void> {
    const sealer = await this.#sealer;
    const { clientId, storyId, personId, version, ...work } = record;
    const baseVersion = version - work.since.length;
    const base = baseVersion === this.#baseVersion ? null : await sealer.seal(doc);
    const steps = await sealer.seal(work);
    await write((objects) => {
      if (base) objects.base.put({ clientId, version: baseVersion, doc: base } satisfies StoredBase);
      const changes = work.changes.length;
      objects.unsent.put({ clientId, storyId, personId, version, changes, steps } satisfies Stored);
    });
    this.#baseVersion = baseVersion;
  }
}

/** The part of a record that is encrypted with its steps. */
type Work = Pick<Unsent, "steps" | "changes" | "schemaNumber" | "creates"> & Partial<Pick<Unsent, "since" | "written">>;

async function openRecord(sealer: Sealer, stored: Stored): Promise<Unsent | null> {
  const base = await answer<StoredBase | undefined>(
    (await database()).transaction("base").objectStore("base").get(stored.clientId),
  );
  const doc = base && ((await sealer.open(base.doc)) as NodeJson | null);
  const work = (await sealer.open(stored.steps)) as Work | null;
  if (!doc || !work) return null;
  const { since = [] } = work; // older builds stored the document with each version, and no steps
  if (base.version !== stored.version - since.length) return null;
  const { clientId, storyId, personId, version } = stored;
  return { clientId, storyId, personId, version, doc, ...work, since };
}

/** The records of a person in this browser, including those of open tabs. */
export const listWaiting = async (personId: string): Promise<Waiting[]> =>
  (await readAll<Stored>("unsent").catch(() => []))
    .filter((stored) => stored.personId === personId && stored.changes > 0)
    .map(({ clientId, storyId, changes }) => ({ clientId, storyId, personId, changes }));

/**
 * Runs `work` with each record of this person that `wanted` names and no open tab holds, one at a time and holding its
 * lock. The record is deleted if `work` resolves to true.
 */
export async function adoptUnsent(
  personId: string,
  key: string,
  wanted: (storyId: string) => boolean,
  work: (record: Unsent) => Promise<boolean>,
): Promise<void> {
  if (!navigator.locks) return;
  const records = await readAll<Stored>("unsent").catch(() => []);
  for (const stored of records) {
    if (stored.personId !== personId || !wanted(stored.storyId)) continue;
    await navigator.locks.request(lockName(stored.clientId), { ifAvailable: true }, async (lock) => {
      if (lock === null) return;
      const record = stored.changes > 0 ? await openRecord(await sealerFrom(key), stored) : null;
      // A record that cannot be decrypted is kept, because the right key may come back.
      if (stored.changes === 0 || (record && (await work(record)))) await forget(stored.clientId).catch(() => {});
    });
  }
}

/** Decrypts every record of a person for reading, including those of open tabs. */
export async function readUnsent(personId: string, key: string): Promise<Unsent[]> {
  const sealer = await sealerFrom(key);
  const records = (await readAll<Stored>("unsent")).filter((one) => one.personId === personId && one.changes > 0);
  const opened = await Promise.all(records.map((stored) => openRecord(sealer, stored)));
  return opened.filter((record) => record !== null);
}

/** Deletes everything that this browser stores for a person. It cannot be undone. */
export async function discardAll(personId: string): Promise<void> {
  const [unsent, kept] = await Promise.all([readAll<Stored>("unsent"), readAll<StoredKept>("kept")]);
  for (const { clientId } of unsent.filter((one) => one.personId === personId)) await forget(clientId);
  await write((objects) => {
    for (const { id } of kept.filter((one) => one.personId === personId)) objects.kept.delete(id);
  });
}

export async function keepAside(kept: Kept, key: string): Promise<void> {
  try {
    const sealed = await (await sealerFrom(key)).seal(kept);
    const { id, storyId, personId, at } = kept;
    await write((objects) => objects.kept.put({ id, storyId, personId, at, sealed } satisfies StoredKept));
  } catch {
    // The text is still on screen.
  }
}
export const dropKept = (id: string): Promise<void> => write((objects) => objects.kept.delete(id)).catch(() => {});
export async function readKept(storyId: string, personId: string, key: string): Promise<Kept[]> {
  try {
    const sealer = await sealerFrom(key);
    const stored = (await readAll<StoredKept>("kept"))
      .filter((one) => one.storyId === storyId && one.personId === personId)
      .sort((a, b) => a.at.localeCompare(b.at));
    const kept = await Promise.all(stored.map(({ sealed }) => sealer.open(sealed)));
    return kept.filter((one) => one !== null) as Kept[];
  } catch {
    return [];
  }
}

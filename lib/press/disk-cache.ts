// The disk cache with the checks that decide whether its pages can be trusted.
import fs from "node:fs";
import path from "node:path";
import { log } from "../log.ts";
import type { CachedPage } from "./cached-page.ts";
import type { Generations } from "./generations.ts";
import type { PageFile } from "./page-file.ts";
import { PageFiles } from "./page-files.ts";
import { type PurgeHistory, xminOf } from "./purge-history.ts";
import { maxOfflineMs } from "./purge-log.ts";

/** Maximum number of files written at a time; the rest waits for the next report. */
const maxWritesPerRun = 200;
const maxQueued = 5_000;

export type DiskCacheOptions = { folder: string; fingerprint: string; limit: number };

/**
 * A file is trusted only after a comparison with the database: it reflects every purge of transactions below its `xmin`, and
 * later ones are compared with `PurgeHistory` (before this process) or with generations (since then).
 */
export class DiskCache {
  readonly limit: number;
  readonly #files: PageFiles;
  readonly #mark: string;
  readonly #generations: Generations;
  /** Pages to write, and whether as they are or after recompression. */
  readonly #waiting = new Map<string, boolean>();
  #history: PurgeHistory | undefined;
  #began = 0;
  #writing = false;

  constructor(generations: Generations, { folder, fingerprint, limit }: DiskCacheOptions) {
    this.limit = limit;
    this.#generations = generations;
    this.#files = new PageFiles(folder, fingerprint, limit);
    this.#mark = path.join(folder, "known");
  }

  get bytes(): number {
    return this.#files.bytes;
  }

  get count(): number {
    return this.#files.count;
  }

  /** Must be called before any page is read. Deletes files from before the database was restored from a backup. */
  async open(history: PurgeHistory): Promise<void> {
    const known = readMark(this.#mark);
    await this.#files.open(known !== undefined && history.knew !== undefined && history.knew >= known);
    this.#history = history;
    this.#began = this.#generations.current;
  }

  /** The stored page, to be checked like any other; undefined when there is none that may be served. */
  async take(key: string): Promise<CachedPage | undefined> {
    if (!this.#history || !this.#files.has(key)) return undefined;
    const file = await this.#files.get(key);
    const cached = file && this.#toCachedPage(file);
    if (!cached || this.#generations.freshness(cached) === "revoked") {
      this.drop(key);
      return undefined;
    }
    return cached;
  }

  #toCachedPage({ cached, key, xmin, writtenAt }: PageFile): CachedPage | undefined {
    const own = this.#files.noteOf(key); // the generation at which its render began
    if (own !== undefined) return { ...cached, began: own };
    if (Date.now() - writtenAt > maxOfflineMs) return undefined; // the rows to compare it with are deleted
    const before = { ...cached, began: this.#began };
    for (const tag of [...cached.tags, ...cached.soon]) {
      const known = this.#history?.tags.get(tag);
      if (known === undefined || known.changed < xmin) continue;
      if (known.erased >= xmin && cached.tags.includes(tag)) return undefined;
      before.until = 0; // stale: served only if rendering fails
    }
    return before;
  }

  /** Random pages that may be served. */
  async *some(maxCount: number): AsyncIterableIterator<[string, CachedPage]> {
    if (!this.#history) return;
    for await (const file of this.#files.some(maxCount)) {
      const cached = this.#toCachedPage(file);
      if (cached) yield [file.key, cached];
    }
  }

  /** Queues a page for `write`. @param asItIs the page will not be recompressed */
  want(key: string, { asItIs = false }: { asItIs?: boolean } = {}): void {
    if (this.#history && this.#waiting.size < maxQueued) this.#waiting.set(key, asItIs);
  }

  drop(key: string): void {
    this.#waiting.delete(key);
    this.#files.delete(key);
  }

  /**
   * Writes queued pages that are still unchanged, after every purge that `snapshot` can see has been applied.
   * @param snapshot as this node has reported it to the database
   * @param find gives the cached page; one that is still to be recompressed waits
   */
  async write(snapshot: string, find: (key: string) => CachedPage | undefined): Promise<void> {
    if (this.#writing || this.#waiting.size === 0) return;
    this.#writing = true;
    try {
      const xmin = xminOf(snapshot);
      const ready: { key: string; cached: CachedPage }[] = [];
      for (const [key, asItIs] of this.#waiting) {
        const cached = find(key);
        const isWanted = cached !== undefined && this.#generations.isUntouched(cached);
        if (isWanted && !asItIs && cached.encodings.gzip && !cached.encodings.br) continue;
        this.#waiting.delete(key);
        if (isWanted) ready.push({ key, cached });
        if (ready.length >= maxWritesPerRun) break;
      }
      if (ready.length > 0) writeMark(this.#mark, xmin);
      for (const { key, cached } of ready) {
        await this.#files.put({ cached, key, xmin, writtenAt: Date.now() }, cached.began);
        if (this.#generations.freshness(cached) === "revoked") this.drop(key);
      }
    } catch (error) {
      log.warn({ error }, "disk cache: writing pages failed; they stay in memory");
    } finally {
      this.#writing = false;
    }
  }

  /** Deletes erased pages. They would never be served, but should not stay on disk either. */
  async sweep(): Promise<number> {
    let swept = 0;
    for await (const file of this.#files.pages()) {
      const cached = this.#toCachedPage(file);
      if (cached && this.#generations.freshness(cached) !== "revoked") continue;
      this.drop(file.key);
      swept++;
    }
    return swept;
  }
}

function readMark(file: string): bigint | undefined {
  try {
    return BigInt(fs.readFileSync(file, "utf8").trim());
  } catch {
    return undefined;
  }
}

function writeMark(file: string, xmin: bigint): void {
  fs.writeFileSync(`${file}.part`, String(xmin));
  fs.renameSync(`${file}.part`, file);
}

// The disk cache with the checks that decide whether its pages can be trusted.
import fs from "node:fs";
import path from "node:path";
import { log } from "../log.ts";
import type { Copy } from "./copy.ts";
import { Disk } from "./disk.ts";
import type { Generations } from "./generations.ts";
import type { PageFile } from "./page-file.ts";
import { type Past, xminOf } from "./past.ts";
import { longestAway } from "./purge-log.ts";

/** Maximum number of files written per beat; the rest waits for the next. */
const mostAtOnce = 200;
const mostWaiting = 5_000;

export type ShelfOptions = { folder: string; make: string; limit: number };

/**
 * A file is trusted only after a comparison with the database: it reflects every purge of transactions below its `xmin`, and
 * later ones are compared with `Past` (before this process) or with generations (since then).
 */
export class Shelf {
  readonly limit: number;
  readonly #disk: Disk;
  readonly #mark: string;
  readonly #generations: Generations;
  /** Pages to write, and whether as they are or after recompression. */
  readonly #waiting = new Map<string, boolean>();
  #past: Past | undefined;
  #began = 0;
  #writing = false;

  constructor(generations: Generations, { folder, make, limit }: ShelfOptions) {
    this.limit = limit;
    this.#generations = generations;
    this.#disk = new Disk(folder, make, limit);
    this.#mark = path.join(folder, "known");
  }

  get bytes(): number {
    return this.#disk.bytes;
  }

  get count(): number {
    return this.#disk.count;
  }

  /** Must be called before any page is read. Deletes files from before the database was restored from a backup. */
  async open(past: Past): Promise<void> {
    const known = readMark(this.#mark);
    await this.#disk.open(known !== undefined && past.knew !== undefined && past.knew >= known);
    this.#past = past;
    this.#began = this.#generations.current;
  }

  /** The stored page, to be checked like any other; undefined when there is none that may be served. */
  async take(key: string): Promise<Copy | undefined> {
    if (!this.#past || !this.#disk.has(key)) return undefined;
    const file = await this.#disk.get(key);
    const copy = file && this.#toCopy(file);
    if (!copy || this.#generations.standing(copy) === "erased") {
      this.drop(key);
      return undefined;
    }
    return copy;
  }

  #toCopy({ copy, key, xmin, writtenAt }: PageFile): Copy | undefined {
    const own = this.#disk.noteOf(key); // the generation at which its render began
    if (own !== undefined) return { ...copy, began: own };
    if (Date.now() - writtenAt > longestAway) return undefined; // the rows to compare it with are deleted
    const before = { ...copy, began: this.#began };
    for (const tag of [...copy.tags, ...copy.soon]) {
      const known = this.#past?.tags.get(tag);
      if (known === undefined || known.changed < xmin) continue;
      if (known.erased >= xmin && copy.tags.includes(tag)) return undefined;
      before.until = 0; // outdated: served only if rendering fails
    }
    return before;
  }

  /** Random pages that may be served. */
  async *some(most: number): AsyncIterableIterator<[string, Copy]> {
    if (!this.#past) return;
    for await (const file of this.#disk.some(most)) {
      const copy = this.#toCopy(file);
      if (copy) yield [file.key, copy];
    }
  }

  /** Queues a page for `write`. @param asItIs the page will not be recompressed */
  want(key: string, { asItIs = false }: { asItIs?: boolean } = {}): void {
    if (this.#past && this.#waiting.size < mostWaiting) this.#waiting.set(key, asItIs);
  }

  drop(key: string): void {
    this.#waiting.delete(key);
    this.#disk.delete(key);
  }

  /**
   * Writes queued pages that are still unchanged, after every purge that `snapshot` can see has been applied.
   * @param snapshot as this node has reported it to the database
   * @param find gives the current copy; one that is still to be recompressed waits
   */
  async write(snapshot: string, find: (key: string) => Copy | undefined): Promise<void> {
    if (this.#writing || this.#waiting.size === 0) return;
    this.#writing = true;
    try {
      const xmin = xminOf(snapshot);
      const ready: { key: string; copy: Copy }[] = [];
      for (const [key, asItIs] of this.#waiting) {
        const copy = find(key);
        const isWanted = copy !== undefined && this.#generations.isUntouched(copy);
        if (isWanted && !asItIs && copy.forms.gzip && !copy.forms.br) continue;
        this.#waiting.delete(key);
        if (isWanted) ready.push({ key, copy });
        if (ready.length >= mostAtOnce) break;
      }
      if (ready.length > 0) writeMark(this.#mark, xmin);
      for (const { key, copy } of ready) {
        await this.#disk.put({ copy, key, xmin, writtenAt: Date.now() }, copy.began);
        if (this.#generations.standing(copy) === "erased") this.drop(key);
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
    for await (const file of this.#disk.pages()) {
      const copy = this.#toCopy(file);
      if (copy && this.#generations.standing(copy) !== "erased") continue;
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

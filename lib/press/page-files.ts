import { createHash, randomUUID } from "node:crypto";
import fs from "node:fs/promises";
import path from "node:path";
import { LRUCache } from "lru-cache";
import { log } from "../log.ts";
import { type PageFile, readPageFile, writePageFile } from "./page-file.ts";
import { shuffled } from "./shuffled.ts";

type Entry = { size: number; note: number | undefined };

/**
 * Disk cache of pages, so that a restart does not start empty. Evicts the least recently used. It knows nothing about
 * purges: the caller has to check whether a page is still fresh.
 */
export class PageFiles {
  readonly #folder: string;
  readonly #entries: LRUCache<string, Entry>;

  /**
   * @param root holds one folder per `fingerprint`; folders of other fingerprints are removed
   * @param fingerprint fingerprint of everything that changes all pages: the build, the settings
   * @param limit bytes
   */
  constructor(root: string, fingerprint: string, limit: number) {
    this.#folder = path.join(root, `pages-${createHash("sha256").update(fingerprint).digest("hex").slice(0, 16)}`);
    this.#entries = new LRUCache({
      maxSize: limit,
      sizeCalculation: ({ size }) => size,
      dispose: (_entry, name, reason) => {
        if (reason !== "set") void fs.rm(this.#fileOf(name), { force: true }).catch(() => {});
      },
    });
  }

  /** @param trusted false: existing files may be outdated and are deleted */
  async open(trusted: boolean): Promise<void> {
    const root = path.dirname(this.#folder);
    await fs.mkdir(root, { recursive: true });
    for (const name of await fs.readdir(root)) {
      const place = path.join(root, name);
      if (name.startsWith("pages-") && (place !== this.#folder || !trusted))
        await fs.rm(place, { recursive: true, force: true });
    }
    await fs.mkdir(this.#folder, { recursive: true });
    const found: { name: string; size: number; usedAt: number }[] = [];
    for (const entry of await fs.readdir(this.#folder, { recursive: true, withFileTypes: true })) {
      if (!entry.isFile()) continue;
      const file = path.join(entry.parentPath, entry.name);
      if (entry.name.endsWith(".part")) await fs.rm(file, { force: true });
      else {
        const { size, mtimeMs } = await fs.stat(file);
        found.push({ name: entry.name, size, usedAt: mtimeMs });
      }
    }
    found.sort((a, b) => a.usedAt - b.usedAt);
    for (const { name, size } of found) this.#entries.set(name, { size, note: undefined });
  }

  get bytes(): number {
    return this.#entries.calculatedSize;
  }

  get count(): number {
    return this.#entries.size;
  }

  has(key: string): boolean {
    return this.#entries.has(nameOf(key));
  }

  /** Drops a damaged file. */
  async get(key: string): Promise<PageFile | undefined> {
    const name = nameOf(key);
    return this.#entries.get(name) ? this.#read(name, key) : undefined;
  }

  async #read(name: string, key?: string): Promise<PageFile | undefined> {
    try {
      const page = readPageFile(await fs.readFile(this.#fileOf(name)));
      if (page && (key === undefined || page.key === key)) return page;
      log.warn({ name }, "disk cache: a page file is damaged; dropping it");
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "ENOENT")
        log.warn({ error, name }, "disk cache: a page file cannot be read; dropping it");
    }
    this.#entries.delete(name);
    return undefined;
  }

  /** The note that was given when this process stored the file; undefined for files of earlier processes. */
  noteOf(key: string): number | undefined {
    return this.#entries.peek(nameOf(key))?.note;
  }

  /** Writes a temporary file and renames it, so that no reader sees a partial file. */
  async put(page: PageFile, note: number): Promise<void> {
    const name = nameOf(page.key);
    const file = this.#fileOf(name);
    const bytes = writePageFile(page);
    const part = `${file}.${randomUUID()}.part`;
    await fs.mkdir(path.dirname(file), { recursive: true });
    await fs.writeFile(part, bytes);
    await fs.rename(part, file);
    this.#entries.set(name, { size: bytes.length, note });
  }

  delete(key: string): void {
    this.#entries.delete(nameOf(key));
  }

  /** Random pages. Each file is read only when it is requested. */
  async *some(maxCount: number): AsyncIterableIterator<PageFile> {
    for (const name of shuffled([...this.#entries.keys()]).slice(0, maxCount)) {
      const page = await this.#read(name);
      if (page) yield page;
    }
  }

  /** All pages, one after the other. */
  async *pages(): AsyncIterableIterator<PageFile> {
    for (const name of [...this.#entries.keys()]) {
      const page = this.#entries.has(name) ? await this.#read(name) : undefined;
      if (page) yield page;
    }
  }

  #fileOf(name: string): string {
    return path.join(this.#folder, name.slice(0, 2), name);
  }
}

const nameOf = (key: string): string => createHash("sha256").update(key).digest("hex");

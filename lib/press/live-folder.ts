// Static folder: cached pages as plain files for a web server in front. It serves files in `live` and asks the node
// for everything else. See nginx/galley.conf.
import { type ChildProcess, spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import fs from "node:fs";
import path from "node:path";
import { LRUCache } from "lru-cache";
import { log } from "../log.ts";
import { type CachedPage, plainBody } from "./cached-page.ts";
import type { FreshnessFacts, Generations } from "./generations.ts";

/** Name of the page's folder inside the folder of its address, beside the folders of longer addresses. No address contains it. */
const pageFolder = "=page";
/** The addresses that nginx/galley.conf serves from the folder; all others go to the node. */
const plain = /^\/(?:[A-Za-z0-9_-]+(?:\/[A-Za-z0-9_-]+)*)?$/;
const lookEveryMs = 250;

export type LiveFolderOptions = {
  /** Contains the link `live` and its target. */
  folder: string;
  /** "https://news.example.org": pages of other hosts are not stored. */
  site: string;
  /** Maximum bytes of all pages. */
  limit: number;
  /** True while this node is sure to know every purge. */
  holds: () => boolean;
};

type Entry = FreshnessFacts & { size: number };

/**
 * A page is a folder with its encodings, renamed into place. Erased pages are gone before `judge` returns, and changed
 * ones within a second. The link is removed when the node stops, is cut off or dies; a watchdog process handles
 * the last case.
 */
export class LiveFolder {
  readonly #generations: Generations;
  readonly #options: LiveFolderOptions;
  readonly #pages: string;
  readonly #link: string;
  readonly #entries: LRUCache<string, Entry>;
  #watchdog: ChildProcess | undefined;
  #timer: NodeJS.Timeout | undefined;

  constructor(generations: Generations, options: LiveFolderOptions) {
    this.#generations = generations;
    this.#options = options;
    this.#pages = path.join(options.folder, "live-pages");
    this.#link = path.join(options.folder, "live");
    this.#entries = new LRUCache({
      maxSize: options.limit,
      sizeCalculation: ({ size }) => size,
      dispose: (_entry, url, reason) => {
        if (reason !== "set") this.#remove(url);
      },
    });
  }

  /** Starts empty, because existing pages may be outdated. */
  open(): void {
    fs.rmSync(this.#link, { force: true });
    fs.rmSync(this.#pages, { recursive: true, force: true });
    fs.mkdirSync(this.#pages, { recursive: true });
    const watchdog = spawn(process.execPath, [path.join(import.meta.dirname, "live-watchdog.ts"), this.#link], {
      detached: true, // so that Ctrl-C does not end the watchdog
      stdio: ["pipe", "ignore", "ignore"],
      env: { NODE_ENV: "production", NODE_NO_WARNINGS: "1" },
    });
    watchdog.stdin.on("error", () => {});
    watchdog.on("error", (error) =>
      log.error({ error }, "static folder: watchdog failed to start; the folder stays hidden"),
    );
    this.#watchdog = watchdog;
    this.#timer = setInterval(() => this.#look(), lookEveryMs);
    this.#timer.unref();
    this.#look();
  }

  close(): void {
    clearInterval(this.#timer);
    this.#show(false);
    this.#watchdog?.stdin?.end();
    this.#watchdog?.unref();
    this.#watchdog = undefined;
  }

  get count(): number {
    return this.#entries.size;
  }

  #look(): void {
    this.judge();
    const isHeld = this.#options.holds() && this.#watchdog?.exitCode === null;
    this.#show(isHeld);
    if (isHeld) this.#watchdog?.stdin?.write(".");
  }

  #show(shown: boolean): void {
    try {
      if (!shown) fs.rmSync(this.#link, { force: true });
      else if (!fs.existsSync(this.#link)) fs.symlinkSync(path.basename(this.#pages), this.#link);
    } catch (error) {
      log.error({ error }, "static folder: could not be shown or hidden; retrying in 250 ms");
    }
  }

  /** Removes every page that is no longer fresh. */
  judge(): void {
    for (const [url, entry] of [...this.#entries.entries()])
      if (this.#generations.freshness(entry) !== "fresh") this.#entries.delete(url);
  }

  /** Writes a page to the folder if the web server may serve it. */
  async put(key: string, cached: CachedPage): Promise<void> {
    const { site } = this.#options;
    const url = key.startsWith(`${site}/`) ? key.slice(site.length) : "";
    const type = cached.headers["content-type"] ?? "";
    if (cached.status !== 200 || !type.startsWith("text/html") || !plain.test(url)) return;
    const part = path.join(this.#pages, `=${randomUUID()}`);
    try {
      const size = await writeForms(part, cached);
      // The rest is synchronous, so that no purge arrives between the check and the rename.
      if (this.#generations.freshness(cached) === "fresh") {
        const place = this.#placeOf(url);
        fs.mkdirSync(path.dirname(place), { recursive: true });
        this.#remove(url);
        fs.renameSync(part, place);
        const { began, tags, soon, until } = cached;
        this.#entries.set(url, { began, tags, soon, until, size });
      }
    } catch (error) {
      log.warn({ error, url }, "static folder: a page could not be written; the node serves it instead");
    } finally {
      fs.rmSync(part, { recursive: true, force: true });
    }
  }

  #placeOf(url: string): string {
    return path.join(this.#pages, url, pageFolder);
  }

  /** Renames the folder before deleting it, so that no partial page is served. */
  #remove(url: string): void {
    const away = path.join(this.#pages, `=${randomUUID()}`);
    try {
      fs.renameSync(this.#placeOf(url), away);
    } catch {
      return; // the page does not exist
    }
    fs.rmSync(away, { recursive: true, force: true });
  }
}

/** @returns bytes */
async function writeForms(folder: string, cached: CachedPage): Promise<number> {
  const files: [string, Buffer][] = [["page.html", await plainBody(cached)]];
  if (cached.encodings.gzip) files.push(["page.html.gz", cached.encodings.gzip.body]);
  if (cached.encodings.br) files.push(["page.html.br", cached.encodings.br.body]);
  await fs.promises.mkdir(folder, { recursive: true });
  // nginx builds the ETag from size and mtime. The mtime comes from the text, so that two texts never share an ETag.
  const seconds = Buffer.from(cached.hash, "base64url").readUInt32BE(0) & 0x7fffffff;
  let size = 0;
  for (const [name, body] of files) {
    const file = path.join(folder, name);
    await fs.promises.writeFile(file, body);
    await fs.promises.utimes(file, seconds, seconds);
    size += body.length;
  }
  return size;
}

// Copies the files of pictures from one store to the other, for the command line.
import { createHash } from "node:crypto";
import { createWriteStream } from "node:fs";
import { appendFile, mkdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import type { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import pLimit from "p-limit";
import { sideBySide } from "./store.ts";
import type { PictureStore, StoredFile } from "./types.ts";

/** Pictures that are copied at a time. */
const maxParallel = 6;
/** Files of one picture that are compared at a time. */
const maxCompared = 3;

export type MoveProgress = {
  /** 0 to 1. Keys are hashes and come in order, so the last one says how much is done. */
  part: number;
  /** Pictures whose files are all in the target, with the same bytes. */
  verifiedCount: number;
  copiedFileCount: number;
  copiedBytes: number;
  deletedCount: number;
  /** "{key}/{file}" of files that the target has with other bytes. They are left alone in both stores. */
  differing: string[];
};

type Options = {
  /** Remembers which pictures are verified, so that the next run goes on where this one ends. */
  journal: MoveJournal;
  /** Deletes a picture from the source once all its files were compared in this run. */
  hasToDelete: boolean;
  onProgress: (progress: MoveProgress) => void;
};

type Picture = { key: string; files: StoredFile[]; inTarget: Map<string, number> };

/**
 * Copies every file that the target lacks, then compares the bytes of each file in both stores by SHA-256. Changes no
 * file of the target, and deletes nothing from the source unless that is asked for. Safe to repeat, and to run while
 * Galley runs.
 */
export async function movePictures(
  source: PictureStore,
  target: PictureStore,
  { journal, hasToDelete, onProgress }: Options,
): Promise<MoveProgress> {
  const progress: MoveProgress = {
    ...{ part: 0, verifiedCount: 0, copiedFileCount: 0, copiedBytes: 0, deletedCount: 0 },
    differing: [],
  };

  const movePicture = async (picture: Picture): Promise<void> => {
    // What is to be deleted is compared in this run, whatever an earlier one found.
    const isKnown = !hasToDelete && journal.has(picture) && picture.files.every((each) => sizeFits(picture, each));
    const isVerified = isKnown || (await copyAndCompare(picture));
    if (isVerified) {
      progress.verifiedCount++;
      if (!isKnown) await journal.add(picture);
      if (hasToDelete && (await isUnchanged(source, picture))) {
        await source.remove(picture.key);
        progress.deletedCount++;
      }
    }
    progress.part = Math.max(progress.part, Number.parseInt(picture.key.slice(0, 8), 16) / 2 ** 32);
    onProgress(progress);
  };

  const copyAndCompare = async ({ key, files, inTarget }: Picture): Promise<boolean> => {
    const lacking = files.filter(({ file }) => !inTarget.has(file));
    // A killed process may have left all files in a bucket, but not the mark that the picture is kept.
    if (lacking.length > 0 || !(await target.has(key))) {
      const folder = await target.prepare();
      try {
        for (const { file, bytes } of lacking) {
          const found = await source.open(key, file);
          if (!found) return false; // deleted in the meantime
          await pipeline(found.stream, createWriteStream(path.join(folder, file)));
          progress.copiedFileCount++;
          progress.copiedBytes += bytes;
        }
        await target.keep(key, folder);
      } finally {
        await target.drop(folder);
      }
    }
    const results = await pLimit(maxCompared).map(files, async ({ file }) => {
      const [here, there] = [await hashOf(source, key, file), await hashOf(target, key, file)];
      if (here === null) return false;
      if (here !== there) progress.differing.push(`${key}/${file}`);
      return here === there;
    });
    return results.every(Boolean);
  };

  const running = new Set<Promise<void>>();
  try {
    for await (const picture of picturesOf(source, target)) {
      const one = movePicture(picture).finally(() => running.delete(one));
      one.catch(() => {}); // is thrown below
      running.add(one);
      if (running.size >= maxParallel) await Promise.race(running);
    }
    await Promise.all(running);
  } finally {
    await Promise.allSettled(running);
  }
  progress.part = 1;
  return progress;
}

async function* picturesOf(source: PictureStore, target: PictureStore): AsyncIterable<Picture> {
  let picture: Picture | undefined;
  for await (const { first, second } of sideBySide(source.list(), target.list())) {
    const { key } = (first ?? second) as StoredFile;
    if (picture?.key !== key) {
      if (picture?.files.length) yield picture;
      picture = { key, files: [], inTarget: new Map() };
    }
    if (first) picture.files.push(first);
    if (second) picture.inTarget.set(second.file, second.bytes);
  }
  if (picture?.files.length) yield picture;
}

const sizeFits = ({ inTarget }: Picture, { file, bytes }: StoredFile): boolean => inTarget.get(file) === bytes;

/** Null if there is no such file. */
async function hashOf(store: PictureStore, key: string, file: string): Promise<string | null> {
  const found = await store.open(key, file);
  if (!found) return null;
  const hash = createHash("sha256");
  for await (const chunk of found.stream as Readable) hash.update(chunk);
  return hash.digest("hex");
}

/** Whether the source has no file of the picture that was not compared: a rendition may have been added. */
async function isUnchanged(source: PictureStore, { key, files }: Picture): Promise<boolean> {
  const known = new Set(files.map(({ file }) => file));
  for await (const { file } of source.list(key)) if (!known.has(file)) return false;
  return true;
}

/** A line for each picture that is verified in a target: its key, and a digest of its file names and sizes. */
export class MoveJournal {
  readonly #file: string;
  readonly #digests: Map<string, string>;

  private constructor(file: string, digests: Map<string, string>) {
    this.#file = file;
    this.#digests = digests;
  }

  /** @param target address of the target; what was noted for another one is forgotten */
  static async open(file: string, target: string): Promise<MoveJournal> {
    const [title, ...lines] = (await readFile(file, "utf8").catch(() => "")).split("\n");
    if (title === target) {
      // A line that was cut off when the process ended has no digest of the right length.
      const entries = lines.map((line) => line.split(" ")).filter(([, digest]) => digest?.length === 64);
      return new MoveJournal(file, new Map(entries as [string, string][]));
    }
    await mkdir(path.dirname(file), { recursive: true });
    await writeFile(file, `${target}\n`);
    return new MoveJournal(file, new Map());
  }

  has(picture: Pick<Picture, "key" | "files">): boolean {
    return this.#digests.get(picture.key) === digestOf(picture);
  }

  async add(picture: Pick<Picture, "key" | "files">): Promise<void> {
    // The line begins with a line end, so that one that was cut off spoils no other.
    await appendFile(this.#file, `\n${picture.key} ${digestOf(picture)}`);
  }
}

const digestOf = ({ files }: Pick<Picture, "files">): string =>
  createHash("sha256")
    .update(files.map(({ file, bytes }) => `${file} ${bytes}`).join("\n"))
    .digest("hex");

// `galley verify --export`: whether the zip file of an export is whole, and whether what it holds is here with the same hashes.
import { createHash } from "node:crypto";
import type { Node } from "@tiptap/pm/model";
import yauzl from "yauzl";
import { documentFromJson } from "#lib/document/build.ts";
import type { NodeJson } from "#lib/document/json.ts";
import type { ExportedVersion } from "#lib/revisions/types.ts";
import { checkExportedChain } from "#lib/revisions/verify-data.ts";
import type { ExportedStory } from "./types.ts";

/** What is in a checked file. `problems` are sentences, at most `maxProblems` of them. */
export type ExportCheck = {
  files: number;
  stories: number;
  revisions: number;
  problems: string[];
  furtherProblems: number;
};

/**
 * A story of an export: the hash of each frozen version, oldest first, and that of its text (`textHash`). `changes`: that of a working
 * copy with changes that readers do not get; null if there is none.
 */
export type StoryHashes = { id: string; headline: string; text: string; changes: string | null; versions: string[] };

/** The file is not an export; the message is a sentence. */
export class NoExport extends Error {}

const maxProblems = 100;
/** Bytes of a list or a history that is read as a whole. */
const maxText = 200_000_000;
const checksums = "checksums.sha256";

/**
 * Reads every file of an export once: its SHA-256 must be the listed one, no file may be missing or be there besides those
 * listed, and the chain of each history must fit.
 * @param onStory called for each story whose history fits; answers with a problem as a sentence, or null
 * @throws NoExport
 */
export async function checkExport(
  file: string,
  onStory: (story: StoryHashes) => Promise<string | null> = async () => null,
): Promise<ExportCheck> {
  const check: ExportCheck = { files: 0, stories: 0, revisions: 0, problems: [], furtherProblems: 0 };
  const report = (problem: string) => {
    if (check.problems.length < maxProblems) check.problems.push(problem);
    else check.furtherProblems += 1;
  };
  const zip = await yauzl.openPromise(file, { lazyEntries: true }).catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") throw new NoExport(`There is no file ${file}.`);
    throw new NoExport(`${file} is not a whole zip file: ${error.message}.`);
  });
  const hashes = new Map<string, string>();
  const [stories, histories] = [new Map<string, Omit<StoryHashes, "versions">>(), new Map<string, string[]>()];
  let listed: Map<string, string> | null = null;
  try {
    for await (const entry of zip.eachEntry()) {
      const name = entry.fileName;
      const [, folder = "", stem = ""] = /^(stories|history)\/([^/]+)\.json$/.exec(name) ?? [];
      const read = await readEntry(zip, entry, folder !== "" || name === checksums).catch((error: Error) => error);
      if (read instanceof Error) report(`${name} cannot be read: ${read.message}.`);
      if (name === checksums) {
        listed = read instanceof Error ? null : linesOf(read.text);
        continue;
      }
      check.files += 1;
      if (hashes.has(name)) report(`${name} is in it twice.`);
      hashes.set(name, read instanceof Error ? unread : read.sha256);
      if (read instanceof Error || folder === "") continue;
      try {
        if (folder === "stories") stories.set(stem, storyIn(read.text));
        else histories.set(stem, versionsIn(read.text));
      } catch (error) {
        report(`${name}: ${(error as Error).message}`);
      }
    }
  } catch (error) {
    throw new NoExport(`${file} is not a whole zip file: ${(error as Error).message}.`);
  } finally {
    zip.close();
  }
  if (listed === null)
    throw new NoExport(`${file} is no export of Galley, or its end is missing: it has no ${checksums}.`);
  for (const [name, hash] of listed) {
    const found = hashes.get(name);
    if (found === undefined) report(`${name} is missing.`);
    else if (found !== unread && found !== hash) report(`${name} is not what was exported.`);
  }
  for (const name of hashes.keys()) if (!listed.has(name)) report(`${name} was added after the export.`);
  for (const [stem, story] of stories) {
    const versions = histories.get(stem);
    if (!versions) continue;
    check.stories += 1;
    check.revisions += versions.length;
    const problem = await onStory({ ...story, versions });
    if (problem !== null) report(problem);
  }
  return check;
}

/** In place of the hash of a file that could not be read, which is reported already. */
const unread = "";

async function readEntry(
  zip: yauzl.ZipFile,
  entry: yauzl.Entry,
  isText: boolean,
): Promise<{ sha256: string; text: string }> {
  const hash = createHash("sha256");
  const parts: Buffer[] = [];
  if (isText && entry.uncompressedSize > maxText) throw new Error("it is too large");
  for await (const part of (await zip.openReadStreamPromise(entry)) as AsyncIterable<Buffer>) {
    hash.update(part);
    if (isText) parts.push(part);
  }
  return { sha256: hash.digest("hex"), text: Buffer.concat(parts).toString() };
}

function linesOf(text: string): Map<string, string> {
  const lines = text.split("\n").filter(Boolean);
  return new Map(lines.map((line) => [line.slice(66), line.slice(0, 64)]));
}

/** What is not as an export writes it breaks somewhere in the middle. */
function whole<T>(what: string, read: () => T): T {
  try {
    return read();
  } catch {
    throw new Error(`it is not ${what} of an export.`);
  }
}

/** @throws Error with a sentence */
function storyIn(text: string): Omit<StoryHashes, "versions"> {
  return whole("a story", () => {
    const story = JSON.parse(text) as ExportedStory;
    const hash = (document: NodeJson) => textHash(documentFromJson(document));
    const isChanged = story.publication === "LIVE" && story.published !== null;
    return {
      id: story.id,
      headline: story.headline,
      text: hash((isChanged && story.published) || story.document),
      changes: isChanged ? hash(story.document) : null,
    };
  });
}

/** @returns the hashes of versions whose chain fits @throws Error with a sentence */
function versionsIn(text: string): string[] {
  const { versions, broken } = whole("the history of a story", () => {
    const versions = JSON.parse(text) as ExportedVersion[];
    return { versions, broken: checkExportedChain(versions) };
  });
  if (broken !== null) throw new Error(broken);
  return versions.map(({ revisionHash }) => revisionHash);
}

/** Of all blocks and suggestions without the ids of what they name, which another newsroom may call otherwise. */
export function textHash(doc: Node): string {
  const bare = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(bare);
    if (typeof value !== "object" || value === null) return value;
    const isNamed = isName(Object(value).attrName);
    const entries = Object.entries(value).map(([key, inner]) => [
      key,
      isName(key) || (isNamed && (key === "previousValue" || key === "newValue")) ? null : bare(inner),
    ]);
    return Object.fromEntries(entries);
  };
  return createHash("sha256")
    .update(JSON.stringify(bare(doc.toJSON().content)))
    .digest("hex");
}

const names: readonly unknown[] = ["picture", "media", "snippet", "story", "collection"];
const isName = (key: unknown): boolean => names.includes(key);

import { createReadStream } from "node:fs";
import { readdir, rm, stat } from "node:fs/promises";
import path from "node:path";
import type { Readable } from "node:stream";
import type { S3Client } from "@aws-sdk/client-s3";
import pLimit from "p-limit";
import { DomainError } from "../errors.ts";
import { log } from "../log.ts";
import { shared } from "../process.ts";
import type { S3Settings } from "../settings.ts";
import { checkKey, isStoredName } from "./addresses.ts";
import type { PictureStore } from "./types.ts";

/** Bytes of a part of a large file. A smaller file is sent in one request. */
const partSize = 8 * 1024 * 1024;
/** Files, and parts of one file, that are sent at a time. Each part is held in memory. */
const maxParallel = 3;

/** For sending a part over a slow line, and for listing a large bucket. */
const requestTimeoutMs = 60_000;

/** Loaded only where a bucket is set, because the package takes 35 MB of memory. */
export async function connectS3(
  { endpoint, region, key, secret }: S3Settings,
  { maxAttempts = 3 } = {},
): Promise<S3Client> {
  const { S3Client } = await import("@aws-sdk/client-s3");
  return new S3Client({
    endpoint,
    region,
    credentials: { accessKeyId: key, secretAccessKey: secret },
    forcePathStyle: true,
    maxAttempts,
    // Services other than Amazon's do not know all of its checksums.
    requestChecksumCalculation: "WHEN_REQUIRED",
    responseChecksumValidation: "WHEN_REQUIRED",
    requestHandler: {
      connectionTimeout: 2_000,
      requestTimeout: requestTimeoutMs,
      throwOnRequestTimeout: true,
      // A reader with a slow line leaves the connection idle while the answer is read.
      socketTimeout: 120_000,
      httpAgent: { keepAlive: true, maxSockets: 100 },
      httpsAgent: { keepAlive: true, maxSockets: 100 },
    },
  });
}

/** One client for each bucket of this process. */
function clientOf(settings: S3Settings): Promise<S3Client> {
  const state = shared();
  state.s3Clients ??= new Map();
  const clients = state.s3Clients as Map<string, Promise<S3Client>>;
  const name = JSON.stringify(settings);
  const client = clients.get(name) ?? connectS3(settings);
  clients.set(name, client);
  return client;
}

/**
 * A store in a bucket: `{prefix}{key}/{file}`. An object appears whole or not at all. `{prefix}{key}/.kept` is written
 * after all files of a key.
 * @param local prepares the folders from which files are uploaded
 * @param readTimeoutMs until an answer begins that a reader may wait for; each of three attempts has as long
 */
export function s3Store(
  settings: S3Settings,
  local: Pick<PictureStore, "prepare" | "drop">,
  { readTimeoutMs = 4_000 } = {},
): PictureStore {
  const { bucket: Bucket, prefix } = settings;
  const quick = { requestTimeout: readTimeoutMs };
  const placeOf = (key: string, file = "") => `${prefix}${checkKey(key)}/${file}`;
  const marker = (key: string) => placeOf(key, ".kept");

  async function* names(key?: string): AsyncIterable<{ name: string; bytes: number }> {
    const { paginateListObjectsV2 } = await import("@aws-sdk/client-s3");
    const client = await clientOf(settings);
    const pages =
      key === undefined
        ? paginateListObjectsV2({ client }, { Bucket, Prefix: prefix })
        : paginateListObjectsV2({ client }, { Bucket, Prefix: placeOf(key) }, quick);
    for await (const { Contents = [] } of pages)
      for (const { Key = "", Size = 0 } of Contents) yield { name: Key, bytes: Size };
  }

  return {
    prepare: local.prepare,
    drop: local.drop,
    async keep(key, folder) {
      const mark = marker(key);
      await asking("upload", async () => {
        const client = await clientOf(settings);
        const [{ Upload }, { PutObjectCommand }] = await Promise.all([
          import("@aws-sdk/lib-storage"),
          import("@aws-sdk/client-s3"),
        ]);
        const kept = new Set<string>();
        for await (const { name } of names(key)) kept.add(name);
        const send = async (file: string) => {
          const Key = placeOf(key, file);
          if (kept.has(Key)) return;
          const full = path.join(folder, file);
          const { size } = await stat(full);
          const upload = new Upload({
            client,
            params: { Bucket, Key, Body: createReadStream(full), ContentLength: size },
            // Ten thousand parts is the most that a service takes.
            partSize: Math.max(partSize, Math.ceil(size / 10_000)),
            queueSize: maxParallel,
          });
          await upload.done();
        };
        await pLimit(maxParallel).map(await readdir(folder), send);
        if (!kept.has(mark)) await client.send(new PutObjectCommand({ Bucket, Key: mark, Body: "kept\n" }));
      });
      await rm(folder, { recursive: true, force: true });
    },
    async has(key) {
      const mark = marker(key);
      return asking("look-up", async () => {
        const { HeadObjectCommand } = await import("@aws-sdk/client-s3");
        const client = await clientOf(settings);
        const head = new HeadObjectCommand({ Bucket, Key: mark });
        return (await client.send(head, quick).catch(nullIfMissing)) !== null;
      });
    },
    async open(key, file, range) {
      const Key = placeOf(key, file);
      if (!isStoredName(file)) return null;
      return asking("read", async () => {
        const { GetObjectCommand } = await import("@aws-sdk/client-s3");
        const client = await clientOf(settings);
        const Range = range ? `bytes=${range.start}-${range.end}` : undefined;
        const answer = await client.send(new GetObjectCommand({ Bucket, Key, Range }), quick).catch(nullIfMissing);
        if (!answer) return null;
        const stream = answer.Body as Readable;
        if (!range) return { bytes: answer.ContentLength ?? 0, stream };
        const [, start, bytes] = /^bytes (\d+)-\d+\/(\d+)$/.exec(answer.ContentRange ?? "") ?? [];
        if (Number(start) === range.start) return { bytes: Number(bytes), stream };
        stream.destroy();
        throw new Error("the store did not answer with the range that was asked for");
      });
    },
    async *list(key) {
      try {
        for await (const { name, bytes } of names(key)) {
          const [, of = "", file = ""] = /^([0-9a-f]{64})\/([^/]+)$/.exec(name.slice(prefix.length)) ?? [];
          if (of && isStoredName(file)) yield { key: of, file, bytes };
        }
      } catch (error) {
        throw unavailable("list", error);
      }
    },
    async remove(key) {
      const mark = marker(key);
      await asking("removal", async () => {
        const { DeleteObjectCommand } = await import("@aws-sdk/client-s3");
        const client = await clientOf(settings);
        const remove = (Key: string) => client.send(new DeleteObjectCommand({ Bucket, Key }));
        const found: string[] = [];
        for await (const { name } of names(key)) found.push(name);
        // Without the marker the key counts as not kept, even if the process ends before the last file is deleted.
        await remove(mark);
        await pLimit(maxParallel).map(found, (name) => (name === mark ? undefined : remove(name)));
      });
    },
  };
}

/** Only an answer that names the object as missing counts: a missing bucket is a wrong setting. */
function nullIfMissing(error: { name?: string }): null {
  if (error.name === "NoSuchKey" || error.name === "NotFound") return null;
  throw error;
}

async function asking<T>(what: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw unavailable(what, error);
  }
}

/** What a caller gets for a failure of the store; the log has the cause. */
function unavailable(what: string, error: unknown): Error {
  const { name, message, code } = error as { name?: string; message?: string; code?: string };
  // An error with a path is one of the local disk.
  if (error instanceof RangeError || (error instanceof Error && "path" in error)) return error;
  if (name === "InvalidRange") return new RangeError("the range starts beyond the end of the file");
  log.warn({ what, error: { name, code, message } }, "picture store failed; answered STORE_UNAVAILABLE");
  return new DomainError("STORE_UNAVAILABLE");
}

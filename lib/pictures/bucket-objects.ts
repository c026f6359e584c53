// Files in the bucket of the picture store that are no uploads, below a folder of their own.
import { Readable } from "node:stream";
import type { S3Settings } from "../settings.ts";
import { connectS3 } from "./s3-store.ts";

/** Bytes of a part. A file has at most 10,000 parts, so that one of 300 GB fits. */
const partSize = 32 * 1024 * 1024;

export type BucketFolder = {
  /** An object appears whole or not at all. @returns its bytes */
  write(name: string, chunks: AsyncIterable<Buffer>): Promise<number>;
  read(name: string): AsyncIterable<Buffer>;
  /** In the order of the alphabet. */
  list(): Promise<string[]>;
  remove(name: string): Promise<void>;
};

/** @param folder ends in a slash */
export function bucketFolder(settings: S3Settings, folder: string): BucketFolder {
  const { bucket: Bucket } = settings;
  const place = `${settings.prefix}${folder}`;
  return {
    async write(name, chunks) {
      const [{ Upload }, client] = await Promise.all([import("@aws-sdk/lib-storage"), connectS3(settings)]);
      let bytes = 0;
      const counted = async function* () {
        for await (const chunk of chunks) {
          bytes += chunk.length;
          yield chunk;
        }
      };
      const body = Readable.from(counted(), { objectMode: false });
      try {
        const upload = new Upload({
          client,
          params: { Bucket, Key: place + name, Body: body },
          partSize,
          queueSize: 2,
        });
        await upload.done();
      } finally {
        body.destroy();
        client.destroy();
      }
      return bytes;
    },
    async *read(name) {
      const [{ GetObjectCommand }, client] = await Promise.all([import("@aws-sdk/client-s3"), connectS3(settings)]);
      try {
        const { Body } = await client.send(new GetObjectCommand({ Bucket, Key: place + name })).catch((error) => {
          throw error.name === "NoSuchKey" || error.name === "NotFound"
            ? Object.assign(new Error(`there is no object ${name}`), { code: "ENOENT" })
            : error;
        });
        yield* Body as Readable as AsyncIterable<Buffer>;
      } finally {
        client.destroy();
      }
    },
    async list() {
      const [{ paginateListObjectsV2 }, client] = await Promise.all([
        import("@aws-sdk/client-s3"),
        connectS3(settings),
      ]);
      try {
        const names: string[] = [];
        for await (const { Contents = [] } of paginateListObjectsV2({ client }, { Bucket, Prefix: place }))
          for (const { Key = "" } of Contents) names.push(Key.slice(place.length));
        return names.sort();
      } finally {
        client.destroy();
      }
    },
    async remove(name) {
      const [{ DeleteObjectCommand }, client] = await Promise.all([import("@aws-sdk/client-s3"), connectS3(settings)]);
      await client.send(new DeleteObjectCommand({ Bucket, Key: place + name })).finally(() => client.destroy());
    },
  };
}

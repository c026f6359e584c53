import { createWriteStream } from "node:fs";
import path from "node:path";
import { Readable, Transform } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { ReadableStream } from "node:stream/web";
import { requireActor } from "#lib/auth/loaders.ts";
import { DomainError } from "#lib/errors.ts";
import { isId } from "#lib/ids.ts";
import { mediaLimits, storeMedia } from "#lib/media/mutations.ts";
import { pictureStore } from "#lib/pictures/store.ts";
import { failure } from "#lib/result.ts";
import { refuse } from "#lib/route.ts";
import { isForeign } from "#lib/site-origin.ts";

export const dynamic = "force-dynamic";

/** Takes one video, sound or document: its bytes are the body, its name is in `x-file-name`, percent-encoded. */
export async function POST(request: Request): Promise<Response> {
  try {
    if (isForeign(request.headers)) throw new DomainError("NOT_ALLOWED");
    const actor = await requireActor();
    const limit = Math.max(...Object.values(await mediaLimits()));
    if (Number(request.headers.get("content-length")) > limit) throw new DomainError("TOO_LARGE", { limit });
    const store = pictureStore();
    const folder = await store.prepare();
    try {
      const file = path.join(folder, "arrived");
      const bytes = await receive(request, file, limit);
      const data = await storeMedia(actor, {
        path: file,
        bytes,
        fileName: fileNameOf(request),
        storyId: takenFor(request),
      });
      return Response.json({ ok: true, data }, { headers: { "cache-control": "no-store" } });
    } finally {
      await store.drop(folder);
    }
  } catch (error) {
    return refuse(failure(error, "/api/media"));
  }
}

/** Writes the body to a file, so that it is never in memory whole. @throws TOO_LARGE */
async function receive(request: Request, file: string, limit: number): Promise<number> {
  let bytes = 0;
  const count = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      bytes += chunk.length;
      done(bytes > limit ? new DomainError("TOO_LARGE", { limit }) : null, chunk);
    },
  });
  const body = request.body ? Readable.fromWeb(request.body as ReadableStream<Uint8Array>) : Readable.from([]);
  await pipeline(body, count, createWriteStream(file, { flags: "wx" }));
  return bytes;
}

/** The story that the file is for. */
function takenFor({ headers }: Request): string | null {
  const id = headers.get("x-story") ?? "";
  return isId(id) ? id : null;
}

function fileNameOf(request: Request): string {
  try {
    return decodeURIComponent(request.headers.get("x-file-name") ?? "");
  } catch {
    return "";
  }
}

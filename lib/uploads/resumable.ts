// Uploads that continue where they stopped, by the tus protocol 1.0 (https://tus.io). The files are in the data folder of
// this node until they are taken over, so an upload can be continued only at the node where it began.
import { mkdirSync } from "node:fs";
import { mkdir, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import path from "node:path";
import { FileStore } from "@tus/file-store";
import { ERRORS, Metadata, Server } from "@tus/server";
import { ZodError } from "zod";
import type { Person } from "../actor.ts";
import { DomainError, failureOf } from "../errors.ts";
import { isId, newId } from "../ids.ts";
import { log } from "../log.ts";
import { settings, shared } from "../process.ts";
import { isDiskFault } from "../result.ts";
import { findPurpose } from "./purposes.ts";

export const resumablePath = "/api/uploads/resumable";

/** After this time an upload that nobody continued is deleted. */
const keepForMs = 24 * 60 * 60 * 1000;
/** Expired uploads are deleted when a new one begins, but not more often than this. */
const sweepEveryMs = 10 * 60 * 1000;

type Tus = {
  folder: string;
  store: FileStore;
  server: Server;
  /** Who sent a request that creates an upload. */
  senders: WeakMap<object, Person>;
  /** Uploads that are being taken, so that a repeated request waits for the first one. */
  taking: Map<string, Promise<object>>;
  sweptAt: number;
};

function open(): Tus {
  const state = shared();
  state.uploads ??= create(path.join(settings().data, "uploads"));
  return state.uploads as Tus;
}

function create(folder: string): Tus {
  mkdirSync(folder, { recursive: true }); // if FileStore made it and failed, the process would end
  const store = new FileStore({ directory: folder, expirationPeriodInMilliseconds: keepForMs });
  const senders = new WeakMap<object, Person>();
  const server = new Server({
    path: resumablePath,
    datastore: store,
    relativeLocation: true,
    namingFunction: () => newId(),
    onResponseError: (_request, error) => storeFault(error),
    // What the browser names as the owner is overwritten.
    onUploadCreate: async (request, { metadata }) => ({
      metadata: { ...metadata, owner: senders.get(request)?.id ?? "" },
    }),
  });
  return { folder, store, server, senders, taking: new Map(), sweptAt: 0 };
}

/** What a file that cannot be written answers; nothing for errors of the protocol. */
function storeFault(error: unknown): { status_code: number; body: string } | undefined {
  if (error !== ERRORS.FILE_WRITE_ERROR && !isDiskFault(error)) return; // FileStore hides the cause of a failed write
  log.warn({ error }, "uploads: bytes did not arrive or could not be written; answered STORE_UNAVAILABLE");
  return { status_code: 503, body: JSON.stringify(failureOf("STORE_UNAVAILABLE")) };
}

/**
 * Answers a request of the tus protocol. The caller has checked origin and session.
 * @param id of the upload; null for a request that creates one
 * @throws INVALID, NOT_ALLOWED, TOO_LARGE with `limit`, NOT_FOUND for an upload of somebody else
 */
export async function receiveUpload(actor: Person, request: Request, id: string | null): Promise<Response> {
  const tus = open();
  if (id === null) {
    await checkCreation(actor, request);
    tus.senders.set(request, actor);
    await sweep(tus);
  } else await getOwn(tus, actor, id);
  const response = await tus.server.handleWeb(request as Parameters<Server["handleWeb"]>[0]);
  const headers = new Headers(response.headers);
  for (const name of [...headers.keys()]) if (name.startsWith("access-control-")) headers.delete(name); // only pages of this site upload
  headers.set("cache-control", "no-store");
  return new Response(response.body, { status: response.status, headers });
}

async function checkCreation(actor: Person, { headers }: Request): Promise<void> {
  const length = Number(headers.get("upload-length") ?? Number.NaN);
  if (!Number.isSafeInteger(length) || length < 0) throw new DomainError("INVALID");
  const purpose = purposeIn(headers.get("upload-metadata") ?? "");
  if (purpose.may?.(actor) === false) throw new DomainError("NOT_ALLOWED");
  const limit = await purpose.maxBytes();
  if (length > limit) throw new DomainError("TOO_LARGE", { limit });
}

function purposeIn(metadata: string) {
  try {
    const found = findPurpose(Metadata.parse(metadata).purpose ?? "");
    if (found) return found;
  } catch {
    // Not readable, which is the same as no purpose.
  }
  throw new DomainError("INVALID");
}

type Kept = { metadata: Record<string, string | null>; size: number };

async function getOwn(tus: Tus, actor: Person, id: string): Promise<Kept> {
  const kept = isId(id) ? await tus.store.configstore.get(id) : undefined;
  if (!kept || kept.metadata?.owner !== actor.id) throw new DomainError("NOT_FOUND");
  return { metadata: kept.metadata, size: kept.size ?? -1 };
}

/**
 * Hands a file that has arrived whole to its purpose. A repeated call gets the same answer, because the first answer may
 * have been lost with the connection.
 * @throws NOT_FOUND, WRONG_STATE if bytes are still missing, INVALID, and what the purpose throws
 */
export async function takeUpload(actor: Person, id: string, fields: unknown): Promise<object> {
  const tus = open();
  const kept = await getOwn(tus, actor, id);
  const answered = await readFile(answerFile(tus, id), "utf8").catch(() => null);
  if (answered !== null) return JSON.parse(answered) as object;
  const running = tus.taking.get(id) ?? take(tus, actor, { id, kept, fields });
  tus.taking.set(id, running);
  return running.finally(() => tus.taking.delete(id));
}

type Taking = { id: string; kept: Kept; fields: unknown };

async function take(tus: Tus, actor: Person, { id, kept, fields }: Taking): Promise<object> {
  const file = path.join(tus.folder, id);
  const bytes = (await stat(file).catch(() => null))?.size;
  if (bytes === undefined) throw new DomainError("NOT_FOUND");
  if (bytes !== kept.size) throw new DomainError("WRONG_STATE");
  const purpose = findPurpose(kept.metadata.purpose ?? "");
  if (!purpose) throw new DomainError("NOT_FOUND");
  try {
    const answer = await purpose.take(actor, { path: file, bytes, fileName: kept.metadata.filename ?? "" }, fields);
    await writeFile(answerFile(tus, id), JSON.stringify(answer));
    await rm(file, { force: true });
    return answer;
  } catch (error) {
    if (error instanceof ZodError) throw new DomainError("INVALID");
    // A file that was refused would be refused again.
    if (error instanceof DomainError && ["NOT_A_PICTURE", "NOT_MEDIA", "TOO_LARGE"].includes(error.code))
      await remove(tus, id);
    throw error;
  }
}

const answerFile = (tus: Tus, id: string) => path.join(tus.folder, `${id}.answer`);

const remove = (tus: Tus, id: string) =>
  Promise.all(["", ".json", ".answer"].map((end) => rm(path.join(tus.folder, `${id}${end}`), { force: true })));

/** Deletes what nobody has continued or asked for within a day. */
async function sweep(tus: Tus, now = Date.now()): Promise<void> {
  await mkdir(tus.folder, { recursive: true });
  if (now - tus.sweptAt < sweepEveryMs) return;
  tus.sweptAt = now;
  const names = await readdir(tus.folder);
  const ids = new Set(names.map((name) => name.slice(0, 36)).filter(isId));
  for (const id of ids) {
    const changed = await Promise.all(
      names
        .filter((name) => name.startsWith(id))
        .map((name) =>
          stat(path.join(tus.folder, name)).then(
            ({ mtimeMs }) => mtimeMs,
            () => 0,
          ),
        ),
    );
    if (now - Math.max(...changed) <= keepForMs || tus.taking.has(id)) continue;
    await remove(tus, id);
    log.info({ upload: id }, "uploads: deleted an unfinished upload that nobody continued for a day");
  }
}

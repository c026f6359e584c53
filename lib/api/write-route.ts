// Answers requests of programs with a key: who asks, how often, whether it was asked before, and what became of it.
import { findKeyHolder } from "../api-keys/data.ts";
import { recordKeyUse, touchKey } from "../api-keys/mutations.ts";
import type { KeyHolder } from "../api-keys/types.ts";
import { DomainError } from "../errors.ts";
import { newId } from "../ids.ts";
import { log } from "../log.ts";
import { maxBytes as maxPictureBytes } from "../pictures/limits.ts";
import { failure } from "../result.ts";
import { siteOrigin } from "../site-origin.ts";
import { asApiError } from "./domain-problem.ts";
import { readQuery } from "./input.ts";
import {
  claimRequest,
  countRequest,
  fingerprintOf,
  maxKeyRequests,
  rateLimitHeaders,
  type StoredAnswer,
  settleRequest,
} from "./limit-mutations.ts";
import {
  apiRoot,
  findOperation,
  isPublic,
  methodsAt,
  type Operation,
  type OperationId,
  operations,
} from "./operations.ts";
import { ApiError, notFound, problemType } from "./problem.ts";
import { writeHandlers } from "./write-handlers.ts";
import { refuseKey, tooMany } from "./wrong-key.ts";

/** Bytes of a JSON body: a document of the largest size, with room around it. */
const maxJsonBytes = 2_500_000;
const maxKeyLength = 200;

const changesText: ReadonlySet<OperationId> = new Set(["replaceWorkingCopy", "changeWorkingCopy"]);

/** Who has the key of the request. @throws ApiError 401, or 429 after many wrong keys from one network */
async function holderOf({ headers }: Request): Promise<KeyHolder> {
  const token = /^Bearer +(\S{1,200})$/i.exec(headers.get("authorization") ?? "")?.[1];
  const holder = token === undefined ? null : await findKeyHolder(token);
  if (holder) return holder;
  throw await refuseKey(headers, {
    isAbsent: token === undefined,
    detail:
      "Send a key that has not expired or been revoked as “Authorization: Bearer …”. An admin makes keys in the newsroom.",
    schemes: "Bearer",
  });
}

/** The whole body; more than `limit` bytes are refused while they still arrive. @throws ApiError 413 */
async function readBytes(request: Request, limit: number): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of request.body ?? []) {
    size += chunk.byteLength;
    if (size > limit) throw asApiError({ ok: false, code: "TOO_LARGE", detail: { limit } });
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

async function readBody(request: Request, { body }: Operation): Promise<{ bytes: Buffer; json: unknown }> {
  if (body === undefined) return { bytes: Buffer.alloc(0), json: undefined };
  if (body === "picture") return { bytes: await readBytes(request, maxPictureBytes), json: undefined };
  const type = request.headers.get("content-type") ?? "";
  if (!/^application\/json(?:;|$)/i.test(type))
    throw new ApiError({
      type: "unsupported-type",
      title: "The body must be JSON",
      status: 415,
      detail: "Send the header “Content-Type: application/json”.",
    });
  const bytes = await readBytes(request, maxJsonBytes);
  try {
    return { bytes, json: JSON.parse(bytes.toString("utf8")) };
  } catch {
    throw new ApiError({ type: "invalid", title: "The body is not valid JSON", status: 400 });
  }
}

const fileNameOf = ({ headers }: Request): string => {
  try {
    return decodeURIComponent(headers.get("x-file-name") ?? "");
  } catch {
    return "";
  }
};

const problemAnswer = ({ problem, headers }: ApiError): StoredAnswer => ({
  status: problem.status,
  body: problem,
  headers: { ...headers, "content-type": problemType },
});

const asAnswer = (error: unknown, path: string): StoredAnswer =>
  problemAnswer(error instanceof ApiError ? error : asApiError(failure(error, apiRoot + path)));

const toResponse = ({ status, body, headers }: StoredAnswer, more: Record<string, string> = {}): Response =>
  new Response(JSON.stringify(body), {
    status,
    headers: { "content-type": "application/json", "cache-control": "no-store", ...headers, ...more },
  });

/** @param path below the root of the API */
export async function answerWrite(request: Request, path: string): Promise<Response> {
  let limits: Record<string, string> = {};
  try {
    const holder = await holderOf(request);
    const limit = await countRequest(`key:${holder.keyId}`, maxKeyRequests);
    limits = rateLimitHeaders(limit);
    if (limit.left < 0) throw tooMany(limit.resetSeconds, {});
    const found = findOperation(request.method, path);
    const operation: Operation | null = found && operations[found.name];
    if (!found || !operation || isPublic(operation)) throw noSuchOperation(path);
    touchKey(holder.keyId).catch((error) => log.warn({ error }, "api: time of last use of a key could not be saved"));
    await assertInScope(holder, found, operation);
    readQuery(operation.query, new URL(request.url).searchParams);
    const body = await readBody(request, operation);
    return toResponse(await answerOnce(request, path, { holder, ...found, ...body }), limits);
  } catch (error) {
    return toResponse(asAnswer(error, path), limits);
  }
}

function noSuchOperation(path: string): ApiError {
  const methods = methodsAt(path);
  if (methods.length === 0) return notFound("address in the API");
  return new ApiError(
    { type: "method-not-allowed", title: "This address does not have this method", status: 405 },
    { allow: methods.join(", ") },
  );
}

async function assertInScope(
  holder: KeyHolder,
  { name, id }: { name: OperationId; id: string },
  { scope }: Operation,
): Promise<void> {
  if (!scope || holder.scopes.includes(scope)) return;
  await recordKeyUse(holder, "key.refused", { operation: name, ...(id ? { story: id } : {}) });
  throw new ApiError({
    type: "insufficient-scope",
    title: "This key may not do this",
    status: 403,
    detail: `It needs the scope “${scope}”.`,
  });
}

type Asked = { holder: KeyHolder; name: OperationId; id: string; bytes: Buffer; json: unknown };

/** A request with an Idempotency-Key is answered once: a repeat gets the same answer. */
async function answerOnce(request: Request, path: string, asked: Asked): Promise<StoredAnswer> {
  const key = request.headers.get("idempotency-key");
  if (key === null || request.method === "GET") return answer(request, path, asked, newId());
  if (key === "" || key.length > maxKeyLength)
    throw new ApiError({
      type: "invalid",
      title: `An Idempotency-Key has 1 to ${maxKeyLength} characters`,
      status: 400,
    });
  const { keyId } = asked.holder;
  const claim = await claimRequest(keyId, key, fingerprintOf(request.method, path, asked.bytes));
  switch (claim.kind) {
    case "answered":
      return { ...claim.answer, headers: { ...claim.answer.headers, "idempotency-replayed": "true" } };
    case "differs":
      throw new ApiError({
        type: "idempotency-key-reused",
        title: "Another request had this Idempotency-Key",
        status: 422,
        detail: "Use a new key for each request, and the same one only to repeat it.",
      });
    case "running":
      throw new ApiError(
        { type: "request-in-progress", title: "A request with this Idempotency-Key is being answered", status: 409 },
        { "retry-after": "2" },
      );
    case "new": {
      const answered = await answer(request, path, asked, claim.plannedId);
      await settleRequest(keyId, key, answered);
      return answered;
    }
  }
}

/** Never throws: what went wrong is an answer as well. */
async function answer(
  request: Request,
  path: string,
  { holder, name, id, bytes, json }: Asked,
  requestId: string,
): Promise<StoredAnswer> {
  try {
    const handler = writeHandlers[name];
    if (!handler) throw notFound("address in the API");
    const origin = siteOrigin(request.headers);
    const { actor } = holder;
    const done = await handler({ actor, requestId, id, json, bytes, fileName: fileNameOf(request), origin });
    if (changesText.has(name)) await recordKeyUse(holder, "key.used", { operation: name, story: id });
    return { status: done.status, body: done.body, headers: done.location ? { location: done.location } : {} };
  } catch (error) {
    if (error instanceof DomainError && error.code === "NOT_ALLOWED")
      await recordKeyUse(holder, "key.refused", { operation: name, ...(id ? { story: id } : {}) });
    return asAnswer(error, path);
  }
}

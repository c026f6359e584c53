import "server-only";
import type * as z from "zod";
import type { Person } from "./actor.ts";
import { requireActor } from "./auth/loaders.ts";
import { DomainError, type ErrorCode, type Failure } from "./errors.ts";
import { failure, invalid } from "./result.ts";
import { isForeign } from "./site-origin.ts";

const statusOf: Partial<Record<ErrorCode | "UNEXPECTED", number>> = {
  SIGNED_OUT: 401,
  SUSPENDED: 403,
  CODE_NEEDED: 401,
  WRONG_PASSKEY: 401,
  PROVIDER_ONLY: 403,
  CONFIRM_NEEDED: 403,
  SETUP_NEEDED: 403,
  NOT_ALLOWED: 403,
  NOT_FOUND: 404,
  WRONG_STATE: 409,
  CHANGED_MEANWHILE: 409,
  LOG_GONE: 410,
  TOO_LARGE: 413,
  NOT_A_PICTURE: 415,
  NOT_MEDIA: 415,
  TOO_MANY_TRIES: 429,
  UNEXPECTED: 500,
  BUSY: 503,
  STORE_UNAVAILABLE: 503,
};

export const refuse = (problem: Failure): Response =>
  Response.json(problem, { status: statusOf[problem.code] ?? 422, headers: { "cache-control": "no-store" } });

/** Reads a body of at most `limit` bytes; more is refused while it still arrives. Throws TOO_LARGE. */
export async function readBody(request: Request, limit: number): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of request.body ?? []) {
    size += chunk.byteLength;
    if (size > limit) throw new DomainError("TOO_LARGE", { limit });
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/**
 * The twin of `action` for what a server action cannot do: same session, same schema, same errors; checks origin and
 * size itself. GET reads the query, everything else a JSON body.
 * @param limit bytes of the body, at most
 */
export function route<S extends z.ZodType>(
  schema: S,
  handler: (actor: Person, input: z.output<S>, request: Request) => Promise<unknown>,
  limit = 2_000_000,
) {
  return async (request: Request): Promise<Response> => {
    try {
      if (request.method !== "GET" && isForeign(request.headers)) throw new DomainError("NOT_ALLOWED");
      const actor = await requireActor();
      const given =
        request.method === "GET"
          ? Object.fromEntries(new URL(request.url).searchParams)
          : parseJson((await readBody(request, limit)).toString("utf8"));
      const parsed = schema.safeParse(given);
      if (!parsed.success) return refuse(invalid(parsed.error));
      const data = await handler(actor, parsed.data, request);
      return data instanceof Response
        ? data
        : Response.json({ ok: true, data }, { headers: { "cache-control": "no-store" } });
    } catch (error) {
      return refuse(failure(error, new URL(request.url).pathname));
    }
  };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new DomainError("INVALID");
  }
}

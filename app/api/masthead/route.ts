import { requireActor } from "#lib/auth/loaders.ts";
import { DomainError } from "#lib/errors.ts";
import { maxMastheadBytes } from "#lib/pictures/limits.ts";
import { failure } from "#lib/result.ts";
import { readBody, refuse } from "#lib/route.ts";
import { setMasthead } from "#lib/site/masthead-mutations.ts";
import { isForeign } from "#lib/site-origin.ts";

export const dynamic = "force-dynamic";

/** Takes the drawing of the paper's name: its bytes are the body. */
export async function POST(request: Request): Promise<Response> {
  try {
    if (isForeign(request.headers)) throw new DomainError("NOT_ALLOWED");
    const actor = await requireActor();
    const data = await setMasthead(actor, { bytes: await readBody(request, maxMastheadBytes) });
    return Response.json({ ok: true, data }, { headers: { "cache-control": "no-store" } });
  } catch (error) {
    return refuse(failure(error, "/api/masthead"));
  }
}

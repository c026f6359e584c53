import { requireActor } from "#lib/auth/loaders.ts";
import { DomainError } from "#lib/errors.ts";
import { maxBytes } from "#lib/pictures/limits.ts";
import { storePicture } from "#lib/pictures/mutations.ts";
import { failure } from "#lib/result.ts";
import { readBody, refuse } from "#lib/route.ts";
import { getSiteSettings } from "#lib/site/data.ts";
import { isForeign } from "#lib/site-origin.ts";

export const dynamic = "force-dynamic";

/** Takes one picture: its bytes are the body, its name is in `x-file-name`, percent-encoded. */
export async function POST(request: Request): Promise<Response> {
  try {
    if (isForeign(request.headers)) throw new DomainError("NOT_ALLOWED");
    const actor = await requireActor();
    if (Number(request.headers.get("content-length")) > maxBytes)
      throw new DomainError("TOO_LARGE", { limit: maxBytes });
    const bytes = await readBody(request, maxBytes);
    const { timeZone } = await getSiteSettings();
    const picture = await storePicture(actor, { bytes, fileName: fileNameOf(request) }, { timeZone });
    const { id, width, height, color, alt, caption, credit, src } = picture;
    const data = { id, width, height, color, alt, caption, credit, src };
    return Response.json({ ok: true, data }, { headers: { "cache-control": "no-store" } });
  } catch (error) {
    return refuse(failure(error, "/api/uploads"));
  }
}

function fileNameOf(request: Request): string {
  try {
    return decodeURIComponent(request.headers.get("x-file-name") ?? "");
  } catch {
    return "";
  }
}

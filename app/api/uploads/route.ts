import { requireActor } from "#lib/auth/loaders.ts";
import { DomainError } from "#lib/errors.ts";
import { maxBytes } from "#lib/pictures/limits.ts";
import { takePicture } from "#lib/pictures/upload-mutations.ts";
import { takePictureSchema } from "#lib/pictures/upload-schema.ts";
import { failure } from "#lib/result.ts";
import { readBody, refuse } from "#lib/route.ts";
import { getSiteSettings } from "#lib/site/data.ts";
import { isForeign } from "#lib/site-origin.ts";

export const dynamic = "force-dynamic";

/**
 * Takes one picture in one request: its bytes are the body, its name is in `x-file-name`, percent-encoded, the id of
 * the story that it is for in `x-story`. See resumable for
 * large files and bad connections.
 */
export async function POST(request: Request): Promise<Response> {
  try {
    if (isForeign(request.headers)) throw new DomainError("NOT_ALLOWED");
    const actor = await requireActor();
    if (Number(request.headers.get("content-length")) > maxBytes)
      throw new DomainError("TOO_LARGE", { limit: maxBytes });
    const bytes = await readBody(request, maxBytes);
    const { timeZone } = await getSiteSettings();
    const upload = { bytes, fileName: headerOf(request, "x-file-name"), timeZone };
    const fields = { presetId: headerOf(request, "x-preset") || null, storyId: headerOf(request, "x-story") || null };
    const taken = await takePicture(actor, upload, takePictureSchema.parse(fields));
    const { id, width, height, color, alt, caption, credit, src } = taken.picture;
    const data = { id, width, height, color, alt, caption, credit, src, ...taken };
    return Response.json({ ok: true, data }, { headers: { "cache-control": "no-store" } });
  } catch (error) {
    return refuse(failure(error, "/api/uploads"));
  }
}

function headerOf(request: Request, name: string): string {
  try {
    return decodeURIComponent(request.headers.get(name) ?? "");
  } catch {
    return "";
  }
}

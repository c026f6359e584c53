import { findActor } from "#lib/auth/loaders.ts";
import { findLivePicture, findPictureFacts } from "#lib/pictures/data.ts";
import { noPicture, serveFile, servePicture } from "#lib/pictures/serve.ts";
import { findMastheadFile } from "#lib/site/masthead-data.ts";

export const dynamic = "force-dynamic";

type Context = { params: Promise<{ id: string; file: string }> };

/** A picture that a live story shows is everybody's, and so is the masthead; any other one is the newsroom's. */
export async function GET(request: Request, { params }: Context): Promise<Response> {
  const { id, file } = await params;
  if (id === "masthead") {
    const hash = /^([0-9a-f]{16})\.webp$/.exec(file)?.[1];
    const bytes = hash ? await findMastheadFile(hash) : null;
    return bytes ? serveFile(request, bytes, "image/webp", `"${hash}"`) : noPicture();
  }
  const live = await findLivePicture(id);
  if (live) return servePicture(request, live, file, true);
  const actor = await findActor();
  const facts = actor && (await findPictureFacts(actor, id));
  return facts ? servePicture(request, facts, file, false) : noPicture();
}

export const HEAD = GET;

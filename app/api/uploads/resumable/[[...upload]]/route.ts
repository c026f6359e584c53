import { requireActor } from "#lib/auth/loaders.ts";
import { DomainError } from "#lib/errors.ts";
import { failure } from "#lib/result.ts";
import { refuse } from "#lib/route.ts";
import { isForeign } from "#lib/site-origin.ts";
import { receiveUpload, resumablePath } from "#lib/uploads/resumable.ts";

export const dynamic = "force-dynamic";

type Context = { params: Promise<{ upload?: string[] }> };

/** The tus protocol: POST creates an upload, HEAD asks how much has arrived, PATCH continues it, DELETE cancels it. */
async function handle(request: Request, { params }: Context): Promise<Response> {
  try {
    if (isForeign(request.headers)) throw new DomainError("NOT_ALLOWED");
    const actor = await requireActor();
    const [id, ...rest] = (await params).upload ?? [];
    if (rest.length > 0 || (id === undefined) !== (request.method === "POST")) throw new DomainError("NOT_FOUND");
    return await receiveUpload(actor, request, id ?? null);
  } catch (error) {
    return refuse(failure(error, resumablePath));
  }
}

export { handle as DELETE, handle as HEAD, handle as PATCH, handle as POST };

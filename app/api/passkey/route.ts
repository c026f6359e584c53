import { passkeyProofOptions } from "#lib/auth/passkey-data.ts";
import { passkeySiteOf } from "#lib/auth/passkey-site.ts";

export const dynamic = "force-dynamic";

/** What a browser needs to sign in, or to confirm who one is, with a passkey. It is the same for everybody. */
export async function GET(request: Request): Promise<Response> {
  const data = await passkeyProofOptions(passkeySiteOf(request.headers));
  return Response.json({ ok: true, data }, { headers: { "cache-control": "no-store" } });
}

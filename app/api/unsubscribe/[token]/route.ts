import { receiveUnsubscribe } from "#lib/mail/unsubscribe-loaders.ts";

export const dynamic = "force-dynamic";

export async function POST(request: Request, { params }: { params: Promise<{ token: string }> }): Promise<Response> {
  return receiveUnsubscribe(request, (await params).token);
}

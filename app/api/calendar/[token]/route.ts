import { getCalendar } from "#lib/schedule/calendar-data.ts";

export const dynamic = "force-dynamic";

/** The schedule for a calendar program, which cannot sign in: the secret address says whose it is. */
export async function GET(_request: Request, { params }: { params: Promise<{ token: string }> }): Promise<Response> {
  const calendar = await getCalendar((await params).token);
  const headers = { "cache-control": "private, no-store", "x-robots-tag": "noindex" };
  return calendar === null
    ? new Response("There is no calendar at this address.\n", { status: 404, headers })
    : new Response(calendar, { headers: { ...headers, "content-type": "text/calendar; charset=utf-8" } });
}

import { exportEvents } from "#lib/audit/export-data.ts";
import { recordDownload } from "#lib/audit/mutations.ts";
import { eventsExportSchema } from "#lib/audit/schema.ts";
import { route } from "#lib/route.ts";
import { getSiteSettings } from "#lib/site/data.ts";

export const dynamic = "force-dynamic";

/** Sends the audit log as a file, with the filters of the page. */
export const GET = route(eventsExportSchema, async (actor, { format, ...query }) => {
  const { timeZone } = await getSiteSettings();
  const chunks = exportEvents(actor, query, { format, zone: timeZone });
  const day = new Date().toISOString().slice(0, 10);
  await recordDownload(actor, format);
  const encoder = new TextEncoder();
  const body = new ReadableStream<Uint8Array>({
    async pull(controller) {
      const { done, value } = await chunks.next();
      if (done) controller.close();
      else controller.enqueue(encoder.encode(value));
    },
    async cancel() {
      await chunks.return(undefined);
    },
  });
  return new Response(body, {
    headers: {
      "content-type": format === "csv" ? "text/csv; charset=utf-8" : "application/json",
      "content-disposition": `attachment; filename="audit-${day}.${format}"`,
      "cache-control": "no-store",
    },
  });
});

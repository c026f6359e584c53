import { reportAsCsv } from "#lib/import/report.ts";
import { getImportReport } from "#lib/import-runs/data.ts";
import { onlyImport } from "#lib/import-runs/schema.ts";
import { route } from "#lib/route.ts";

export const dynamic = "force-dynamic";

/** The report of an import as a CSV file. */
export const GET = route(onlyImport, async (actor, only) => {
  const { name, report } = await getImportReport(actor, only);
  const file = encodeURIComponent(`import of ${name}.csv`);
  return new Response(reportAsCsv(report), {
    headers: {
      "content-type": "text/csv; charset=utf-8",
      "content-disposition": `attachment; filename="import.csv"; filename*=UTF-8''${file}`,
      "cache-control": "no-store",
    },
  });
});

import type { Metadata } from "next";
import { LostPage } from "#components/site/lost-page.tsx";
import { formMetadata } from "#components/site/metadata.ts";
import { ReportPage } from "#components/site/report-page.tsx";
import { loadReportPage } from "#lib/reports/loaders.ts";

export const dynamic = "force-dynamic";

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

const first = (value: string | string[] | undefined): string => [value ?? ""].flat()[0] ?? "";
async function load({ searchParams }: Props) {
  const { story, block } = await searchParams;
  return loadReportPage(first(story), first(block));
}

export async function generateMetadata(props: Props): Promise<Metadata> {
  const view = await load(props);
  if (view.kind === "lost") return formMetadata("Nothing at this address", view);
  return formMetadata(view.posted ? "Not sent: report an error" : "Report an error", view);
}

/** What a reader found wrong in a story. It is sent to this same address; see lib/press/form-door.ts. */
export default async function Page(props: Props) {
  const view = await load(props);
  return view.kind === "form" ? <ReportPage view={view} /> : <LostPage {...view} />;
}

import type { Metadata } from "next";
import { formMetadata } from "#components/site/metadata.ts";
import { ThanksPage } from "#components/site/report-page.tsx";
import { loadThanks } from "#lib/reports/loaders.ts";

export const dynamic = "force-dynamic";

type Props = { searchParams: Promise<{ story?: string | string[] }> };
async function load({ searchParams }: Props) {
  const { story } = await searchParams;
  return loadThanks([story ?? ""].flat()[0] ?? "");
}

export async function generateMetadata(props: Props): Promise<Metadata> {
  return formMetadata("Thank you", await load(props));
}

export default async function Page(props: Props) {
  return <ThanksPage back={(await load(props)).back} />;
}

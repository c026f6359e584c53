import type { Metadata } from "next";
import { Markup } from "#components/site/markup.tsx";
import { searchMetadata } from "#components/site/metadata.ts";
import { SearchPage } from "#components/site/search-page.tsx";
import { loadSearch } from "#lib/search/loaders.ts";

export const dynamic = "force-dynamic";

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

/** As text, for what is loaded once for head and page. */
const load = async ({ searchParams }: Props) => loadSearch(JSON.stringify(await searchParams));

export async function generateMetadata(props: Props): Promise<Metadata> {
  const { asked, paper, origin } = await load(props);
  return searchMetadata(asked.q, { paper, origin });
}

export default async function Page(props: Props) {
  return (
    <Markup>
      <SearchPage view={await load(props)} />
    </Markup>
  );
}

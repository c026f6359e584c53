import type { Metadata } from "next";
import { LibraryScreen } from "#components/newsroom/pictures/library-screen.tsx";
import type { Query } from "#components/newsroom/query.ts";
import { requirePerson } from "#lib/auth/loaders.ts";
import { listCollections } from "#lib/pictures/library/collection-data.ts";
import { libraryQuerySchema } from "#lib/pictures/library/schema.ts";
import { searchPictures } from "#lib/pictures/library/search-data.ts";
import { getSiteSettings } from "#lib/site/data.ts";

export const metadata: Metadata = { title: "Pictures" };

export default async function PicturesPage({ searchParams }: { searchParams: Promise<Query> }) {
  const [actor, { q: asked }, { timeZone }] = await Promise.all([requirePerson(), searchParams, getSiteSettings()]);
  const { q } = libraryQuerySchema.parse({ q: Array.isArray(asked) ? asked[0] : asked });
  const [page, collections] = await Promise.all([searchPictures(actor, { q, zone: timeZone }), listCollections(actor)]);
  return <LibraryScreen q={q} page={page} collections={collections} />;
}

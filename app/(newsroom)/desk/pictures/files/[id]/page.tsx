import type { Metadata } from "next";
import { MediaPage } from "#components/newsroom/pictures/files/media-page.tsx";
import { loadMediaDetails } from "#lib/picture-desk/media-loaders.ts";

type Props = { params: Promise<{ id: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: (await loadMediaDetails((await params).id)).fileName };
}

export default async function LibraryFilePage({ params }: Props) {
  return <MediaPage media={await loadMediaDetails((await params).id)} />;
}

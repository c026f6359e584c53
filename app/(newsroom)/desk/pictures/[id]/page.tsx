import type { Metadata } from "next";
import { DescriptionSection } from "#components/newsroom/pictures/page/description-section.tsx";
import { FileSection } from "#components/newsroom/pictures/page/file-section.tsx";
import { PicturePage } from "#components/newsroom/pictures/page/picture-page.tsx";
import { loadPicture } from "#lib/pictures/library/loaders.ts";

type Props = { params: Promise<{ id: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: (await loadPicture((await params).id)).fileName };
}

export default async function LibraryPicturePage({ params }: Props) {
  const picture = await loadPicture((await params).id);
  return (
    <PicturePage picture={picture}>
      <DescriptionSection key={picture.id} picture={picture} />
      <FileSection picture={picture} />
    </PicturePage>
  );
}

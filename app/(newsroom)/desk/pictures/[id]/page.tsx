import type { Metadata } from "next";
import { CropSection } from "#components/newsroom/pictures/crop/crop-section.tsx";
import { CollectionsSection } from "#components/newsroom/pictures/page/collections-section.tsx";
import { DescriptionSection } from "#components/newsroom/pictures/page/description-section.tsx";
import { FileSection } from "#components/newsroom/pictures/page/file-section.tsx";
import { PicturePage } from "#components/newsroom/pictures/page/picture-page.tsx";
import { ReplaceEverywhere } from "#components/newsroom/pictures/page/replace-everywhere.tsx";
import { RightsSection } from "#components/newsroom/pictures/page/rights-section.tsx";
import { SimilarPictures } from "#components/newsroom/pictures/page/similar-pictures.tsx";
import { WhereUsed } from "#components/newsroom/pictures/page/where-used.tsx";
import { loadPictureCrops } from "#lib/picture-desk/crop-loaders.ts";
import { loadRightsAndUses } from "#lib/picture-desk/loaders.ts";
import { loadCollections, loadPicture, loadSimilar } from "#lib/pictures/library/loaders.ts";

type Props = { params: Promise<{ id: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: (await loadPicture((await params).id)).fileName };
}

export default async function LibraryPicturePage({ params }: Props) {
  const { id } = await params;
  const [picture, crops, { rights, uses, partners }, collections, similar] = await Promise.all([
    loadPicture(id),
    loadPictureCrops(id),
    loadRightsAndUses(id),
    loadCollections(),
    loadSimilar(id),
  ]);
  return (
    <PicturePage picture={picture}>
      <DescriptionSection key={picture.id} picture={picture} />
      <CropSection key={`${picture.id} crops`} crops={crops} />
      <RightsSection key={`${picture.id} rights`} pictureId={picture.id} state={rights} />
      <WhereUsed uses={uses} partners={partners}>
        {rights.mayManage && <ReplaceEverywhere picture={{ id: picture.id, src: picture.src }} />}
      </WhereUsed>
      <CollectionsSection picture={picture} collections={collections} />
      <FileSection picture={picture} />
      <SimilarPictures pictures={similar} />
    </PicturePage>
  );
}

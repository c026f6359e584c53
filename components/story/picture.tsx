import { sourcesOf } from "#lib/pictures/addresses.ts";
import type { PictureFacts } from "#lib/pictures/types.ts";

type Props = {
  id: string;
  facts: PictureFacts;
  alt: string;
  /** How wide it is shown, as `sizes` says it. */
  sizes: string;
  /** The main picture of a page: fetched at once and before others. */
  first?: boolean;
};

/** A picture narrower than this is shown at its own size, never blown up. */
export const isScant = (facts: PictureFacts, shownWidth: number): boolean => facts.width < shownWidth * 0.8;

/** In every format that there is; the reader's browser chooses. Width and height are known, so nothing moves. */
export function Picture({ id, facts, alt, sizes, first = false }: Props) {
  const sources = sourcesOf(facts, id);
  if (!sources) return null;
  return (
    <picture>
      {sources.avif && <source type="image/avif" srcSet={sources.avif} sizes={sizes} />}
      {sources.webp && <source type="image/webp" srcSet={sources.webp} sizes={sizes} />}
      <img
        src={sources.src}
        srcSet={sources.jpeg}
        sizes={sizes}
        width={sources.width}
        height={sources.height}
        alt={alt}
        {...(first ? { fetchPriority: "high" as const } : { loading: "lazy" as const })}
        decoding="async"
      />
    </picture>
  );
}

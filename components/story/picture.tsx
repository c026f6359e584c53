import { sourcesOf } from "#lib/pictures/addresses.ts";
import { factsOfCut, shiftOf } from "#lib/pictures/crops.ts";
import type { PictureFacts } from "#lib/pictures/types.ts";

type Props = {
  id: string;
  facts: PictureFacts;
  alt: string;
  /** The displayed width, in the syntax of `sizes`. */
  sizes: string;
  /** Whether this is the main picture of a page, which loads first. */
  first?: boolean;
  /** The classes of the image. */
  cut?: string;
};

/** Whether a picture is too small for this width; it is then shown at its own size, not enlarged. */
export const isTooSmall = (facts: PictureFacts, shownWidth: number): boolean => facts.width < shownWidth * 0.8;

/** A picture in all its formats; the browser chooses. Width and height are set, so that nothing moves. */
export function Picture({ id, facts, alt, sizes, first = false, cut }: Props) {
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
        className={cut}
        {...(first ? { fetchPriority: "high" as const } : { loading: "lazy" as const })}
        decoding="async"
      />
    </picture>
  );
}

type CutProps = Omit<Props, "cut"> & {
  /** The shape that the style sheet cuts it to, or nearly. */
  shape: "3:2" | "1:1";
  /** The crop of the figure in its story. */
  crop?: string | null;
};

/** A picture that the style sheet cuts: around its focal point, from the crop that a person has set where there is one. */
export function CutPicture({ facts, shape, crop, ...props }: CutProps) {
  const card = factsOfCut(facts, shape, crop);
  const shift = shiftOf(facts, card, shape);
  return <Picture {...props} facts={card} {...(shift ? { cut: `x${shift.x} y${shift.y}` } : {})} />;
}

import { childrenOf } from "#lib/document/json.ts";
import { pictureAddress } from "#lib/pictures/addresses.ts";
import type { PictureFacts } from "#lib/pictures/types.ts";
import type { BlockProps } from "./block-context.ts";
import { Caption, pictureOf } from "./figure-parts.tsx";
import { isProposed } from "./inline.tsx";
import { Picture } from "./picture.tsx";

const sizes = {
  grid: "(width>=75rem) 16.5rem, (width>=40rem) 12rem, 46vw",
  row: "(width>=75rem) 25rem, (width>=40rem) 18rem, 46vw",
} as const;

/** The widest rendition that every browser shows, for the enlarged picture. */
const largeOf = ({ renditions }: PictureFacts) =>
  ["webp" as const, "jpeg" as const]
    .map((format) => renditions.filter((one) => one.format === format).sort((a, b) => b.width - a.width)[0])
    .find((found) => found !== undefined);

/**
 * Several pictures. Each links to itself: as the target of the address it fills the screen, with links to its neighbours and
 * back to the gallery, so that the Back button of the browser closes it, and no script is needed.
 */
export function Gallery({ node, context }: BlockProps) {
  const figures = childrenOf(node).flatMap((figure) => {
    const picture = isProposed(figure) ? null : pictureOf(figure, context);
    const large = picture && largeOf(picture.facts);
    return picture && large ? [{ node: figure, id: `p-${figure.attrs?.id}`, picture, large }] : [];
  });
  if (figures.length === 0) return null;
  const { words } = context.said;
  const layout = node.attrs?.layout === "row" ? "row" : "grid";
  const id = `g-${node.attrs?.id}`;
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset groups fields
    <div className={layout === "row" ? "gallery across" : "gallery"} id={id} role="group" aria-label={words.gallery}>
      {figures.map((figure, index) => {
        const { picture, large } = figure;
        const place = `${words.picture} ${index + 1} / ${figures.length}`;
        const [before, after] = [figures[index - 1], figures[index + 1]];
        return (
          <figure key={figure.id} id={figure.id} tabIndex={-1}>
            <a href={`#${figure.id}`} {...(picture.alt === "" ? { "aria-label": place } : {})}>
              <Picture {...picture} sizes={sizes[layout]} />
            </a>
            {/* biome-ignore lint/performance/noImgElement: a rendition of our own, which needs no optimizer */}
            <img
              src={pictureAddress(picture.id, large.width, large.format, picture.facts.crop)}
              width={large.width}
              height={large.height}
              alt={picture.alt}
              loading="lazy"
              decoding="async"
            />
            <p className="ways" {...context.said.mark}>
              {before && (
                <a href={`#${before.id}`} aria-label={words.previous} rel="prev">
                  ‹
                </a>
              )}
              {after && (
                <a href={`#${after.id}`} aria-label={words.next} rel="next">
                  ›
                </a>
              )}
              <a href={`#${id}`} aria-label={words.close}>
                ×
              </a>
            </p>
            <Caption node={figure.node} />
          </figure>
        );
      })}
    </div>
  );
}

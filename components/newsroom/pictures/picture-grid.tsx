"use client";
import { Button } from "@mantine/core";
import Link from "next/link";
import { type CSSProperties, useEffect, useRef } from "react";
import type { LibraryPicture } from "#lib/pictures/library/types.ts";
import { Problem } from "../problem.tsx";
import classes from "./picture-grid.module.css";
import type { LibraryPages } from "./use-library-pages.ts";

/** What a picture is called where there is no room for the picture. */
export const pictureName = ({ caption, alt, fileName }: LibraryPicture): string => caption || alt || fileName;

/** Pictures in justified rows. The next page is loaded before its end comes into view. */
export function PictureGrid({ pictures, hasMore, isLoading, failure, loadMore }: LibraryPages) {
  const end = useRef<HTMLDivElement>(null);
  const latest = useRef(loadMore);
  latest.current = loadMore;
  // biome-ignore lint/correctness/useExhaustiveDependencies: observed anew after each page, whose end may be in view as well
  useEffect(() => {
    if (!end.current || !hasMore || failure) return;
    const observer = new IntersectionObserver(([entry]) => entry?.isIntersecting && latest.current(), {
      rootMargin: "800px",
    });
    observer.observe(end.current);
    return () => observer.disconnect();
  }, [hasMore, failure, pictures.length]);
  return (
    <>
      <ul className={classes.grid} aria-label="Pictures">
        {pictures.map((picture) => (
          <li key={picture.id} className={classes.tile} style={ratioOf(picture)}>
            <Link href={`/desk/pictures/${picture.id}`} prefetch={false} title={pictureName(picture)}>
              {/* biome-ignore lint/performance/noImgElement: a rendition of about the size that is shown is there already */}
              <img
                src={picture.src}
                alt={pictureName(picture)}
                width={picture.width}
                height={picture.height}
                loading="lazy"
                decoding="async"
              />
            </Link>
          </li>
        ))}
      </ul>
      <div ref={end} className={classes.end}>
        <Problem failure={failure} />
        {hasMore && (
          <Button onClick={loadMore} loading={isLoading}>
            Show more pictures
          </Button>
        )}
      </div>
    </>
  );
}

/** Very wide and very tall pictures are cropped in the grid. */
const ratioOf = ({ width, height, color }: LibraryPicture): CSSProperties =>
  ({ "--ratio": Math.min(3, Math.max(0.5, width / Math.max(1, height))), "--color": color }) as CSSProperties;

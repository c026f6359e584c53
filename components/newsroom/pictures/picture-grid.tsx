"use client";
import { Button } from "@mantine/core";
import { IconAlertTriangle } from "@tabler/icons-react";
import Link from "next/link";
import { type CSSProperties, type KeyboardEvent, type MouseEvent, useEffect, useRef, useState } from "react";
import type { LibraryPicture } from "#lib/pictures/library/types.ts";
import { Problem } from "../problem.tsx";
import type { Selection } from "../use-selection.ts";
import { dragPictures } from "./picture-drag.ts";
import classes from "./picture-grid.module.css";
import type { LibraryPages } from "./use-library-pages.ts";

/** What a picture is called where there is no room for the picture. */
export const pictureName = ({ caption, alt, fileName }: Pick<LibraryPicture, "caption" | "alt" | "fileName">): string =>
  caption || alt || fileName;

type Props = {
  pages: LibraryPages;
  selection: Selection<LibraryPicture>;
  onQuickLook: (picture: LibraryPicture) => void;
};

/**
 * Pictures in justified rows. One of them is in the tab order; arrow keys move between them, Space and Enter open the quick
 * look, X selects. The next page is loaded before its end comes into view.
 */
export function PictureGrid({ pages, selection, onQuickLook }: Props) {
  const { pictures, hasMore, isLoading, failure, loadMore } = pages;
  const list = useRef<HTMLUListElement>(null);
  const [currentId, setCurrentId] = useState<string | null>(null);
  const current = pictures.find(({ id }) => id === currentId) ?? pictures[0];

  const links = () => [...(list.current?.querySelectorAll<HTMLAnchorElement>("a[data-picture]") ?? [])];
  const onKeyDown = (event: KeyboardEvent<HTMLUListElement>) => {
    const all = links();
    const at = all.indexOf(event.target as HTMLAnchorElement);
    const picture = pictures.find(({ id }) => id === all[at]?.dataset.picture);
    if (event.altKey || !picture) return;
    const isCommand = event.ctrlKey || event.metaKey;
    if (isCommand && event.key.toLowerCase() !== "a") return;
    const to = placeAfter(event.key, all, at);
    if (to !== null) {
      const next = pictures.find(({ id }) => id === all[to]?.dataset.picture);
      if (event.shiftKey && next) {
        if (selection.items.length === 0) selection.toggle(picture);
        selection.extendTo(next);
      }
      all[to]?.focus();
    } else if (event.key === " " || event.key === "Enter") onQuickLook(picture);
    else if (event.key.toLowerCase() === "x") selection.toggle(picture);
    else if (event.key.toLowerCase() === "a" && isCommand) selection.selectAll();
    else if (event.key === "Escape" && selection.items.length > 0) selection.clear();
    else return;
    event.preventDefault();
  };
  const onClick = (event: MouseEvent, picture: LibraryPicture) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return; // the browser opens another tab
    if (event.shiftKey) selection.extendTo(picture);
    else if (selection.items.length > 0) selection.toggle(picture);
    else return;
    event.preventDefault();
  };

  return (
    <>
      <ul
        ref={list}
        className={classes.grid}
        aria-label="Pictures"
        data-selecting={selection.items.length > 0 || undefined}
        onKeyDown={onKeyDown}
      >
        {pictures.map((picture) => (
          <li
            key={picture.id}
            className={classes.tile}
            style={styleOf(picture)}
            data-selected={selection.has(picture.id) || undefined}
          >
            <Link
              href={`/desk/pictures/${picture.id}`}
              prefetch={false}
              title={pictureName(picture)}
              data-picture={picture.id}
              tabIndex={picture === current ? 0 : -1}
              onFocus={() => setCurrentId(picture.id)}
              onClick={(event) => onClick(event, picture)}
              onDragStart={(event) => {
                const isOne = !selection.has(picture.id);
                dragPictures(event, isOne ? [picture.id] : selection.items.map(({ id }) => id));
              }}
            >
              {/* biome-ignore lint/performance/noImgElement: a rendition of about the size that is shown is there already */}
              <img
                src={picture.src}
                alt={pictureName(picture)}
                width={picture.width}
                height={picture.height}
                loading="lazy"
                decoding="async"
                draggable={false}
              />
              {picture.withdrawnAt && (
                <span className={classes.flag}>
                  <IconAlertTriangle size={13} stroke={1.8} aria-hidden="true" /> Withdrawn
                </span>
              )}
            </Link>
            <label className={classes.check}>
              <input
                type="checkbox"
                tabIndex={-1}
                aria-label={`Select ${pictureName(picture)}`}
                checked={selection.has(picture.id)}
                onChange={() => {}}
                onClick={(event) => {
                  if (event.shiftKey) selection.extendTo(picture);
                  else selection.toggle(picture);
                }}
              />
            </label>
          </li>
        ))}
      </ul>
      <MorePictures {...{ hasMore, isLoading, failure, loadMore }} count={pictures.length} />
    </>
  );
}

function MorePictures(props: Omit<LibraryPages, "pictures"> & { count: number }) {
  const { hasMore, isLoading, failure, loadMore, count } = props;
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
  }, [hasMore, failure, count]);
  return (
    <div ref={end} className={classes.end}>
      <Problem failure={failure} />
      {hasMore && (
        <Button onClick={loadMore} loading={isLoading}>
          Show more pictures
        </Button>
      )}
    </div>
  );
}

/** Very wide and very tall pictures are cropped in the grid. */
const styleOf = ({ width, height, color }: LibraryPicture): CSSProperties =>
  ({ "--ratio": Math.min(3, Math.max(0.5, width / Math.max(1, height))), "--color": color }) as CSSProperties;

/** Where a key moves the focus in rows of unequal widths; null for other keys. */
function placeAfter(key: string, tiles: readonly HTMLElement[], at: number): number | null {
  const last = tiles.length - 1;
  if (key === "ArrowRight") return Math.min(last, at + 1);
  if (key === "ArrowLeft") return Math.max(0, at - 1);
  if (key === "Home") return 0;
  if (key === "End") return last;
  if (key !== "ArrowDown" && key !== "ArrowUp") return null;
  const from = tiles[at]?.getBoundingClientRect();
  if (!from) return null;
  const step = key === "ArrowDown" ? 1 : -1;
  let best = at;
  let row: number | null = null;
  let least = Number.POSITIVE_INFINITY;
  for (let index = at + step; index >= 0 && index <= last; index += step) {
    const tile = tiles[index]?.getBoundingClientRect();
    if (!tile || Math.abs(tile.top - from.top) < 4) continue;
    row ??= tile.top;
    if (Math.abs(tile.top - row) >= 4) break;
    const distance = Math.abs(tile.left + tile.width / 2 - (from.left + from.width / 2));
    if (distance < least) [least, best] = [distance, index];
  }
  return best;
}

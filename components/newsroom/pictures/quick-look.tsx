"use client";
import { Button, CloseButton, Modal } from "@mantine/core";
import { IconChevronLeft, IconChevronRight } from "@tabler/icons-react";
import Link from "next/link";
import { useEffect, useRef } from "react";
import type { LibraryPicture } from "#lib/pictures/library/types.ts";
import type { Selection } from "../use-selection.ts";
import { When } from "../when.tsx";
import { pictureName } from "./picture-grid.tsx";
import classes from "./quick-look.module.css";
import { rightsNames } from "./rights-names.ts";
import type { LibraryPages } from "./use-library-pages.ts";

type Props = {
  picture: LibraryPicture;
  pages: LibraryPages;
  selection: Selection<LibraryPicture>;
  onShow: (picture: LibraryPicture) => void;
  onClose: () => void;
};

/** Also moves the focus if it is still on the picture that was opened, because keys were pressed before it went into the dialog. */
const focusInGrid = (id: string): number =>
  requestAnimationFrame(() => document.querySelector<HTMLElement>(`a[data-picture="${id}"]`)?.focus());

/** A large view of one picture of the grid. Arrow keys show the next one, Space and Escape close it, X selects. */
export function QuickLook({ picture, pages, selection, onShow, onClose }: Props) {
  const { pictures, hasMore, loadMore } = pages;
  const at = pictures.findIndex(({ id }) => id === picture.id);
  const [before, after] = [pictures[at - 1], pictures[at + 1]];
  const shownId = useRef(picture.id);
  shownId.current = picture.id;
  const isNearEnd = hasMore && at >= pictures.length - 3;
  const latest = useRef(loadMore);
  latest.current = loadMore;
  // biome-ignore lint/correctness/useExhaustiveDependencies: asked again after each page
  useEffect(() => {
    if (isNearEnd) latest.current();
  }, [isNearEnd, pictures.length]);
  useEffect(() => () => void focusInGrid(shownId.current), []);

  const onKey = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const next = event.key === "ArrowRight" ? after : event.key === "ArrowLeft" ? before : undefined;
    if (next) onShow(next);
    else if (event.key === " " && !(event.target instanceof HTMLButtonElement)) onClose();
    else if (event.key.toLowerCase() === "x") selection.toggle(picture);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const latestKey = useRef(onKey);
  latestKey.current = onKey;
  // On the window, because a key may be pressed before the focus has moved from the grid into the dialog.
  useEffect(() => {
    const listen = (event: KeyboardEvent) => latestKey.current(event);
    addEventListener("keydown", listen, { capture: true });
    return () => removeEventListener("keydown", listen, { capture: true });
  }, []);
  const isSelected = selection.has(picture.id);
  return (
    <Modal.Root opened onClose={onClose} size="auto" centered returnFocus={false}>
      <Modal.Overlay />
      <Modal.Content className={classes.content ?? ""} aria-label={`Quick look: ${pictureName(picture)}`}>
        <Modal.Body className={classes.body ?? ""}>
          <figure className={classes.figure}>
            <div className={classes.stage}>
              {/* biome-ignore lint/performance/noImgElement: a rendition of about the size that is shown is there already */}
              <img
                key={picture.id}
                src={picture.large}
                alt={picture.alt || pictureName(picture)}
                width={picture.width}
                height={picture.height}
                style={{ backgroundColor: picture.color }}
              />
            </div>
            <figcaption className={classes.about}>
              <p className={classes.caption} dir="auto">
                {picture.caption || <span className="dim">No caption yet</span>}
              </p>
              <p className="dim small">
                {[picture.credit, picture.source, rightsNames[picture.rights]].filter(Boolean).join(" · ")}
              </p>
              <p className="dim small">
                {picture.fileName} · {picture.width} × {picture.height} · uploaded <When at={picture.createdAt} isAgo />
              </p>
              <p className="dim small">{picture.alt ? `Alt text: ${picture.alt}` : "No alt text yet"}</p>
            </figcaption>
          </figure>
          <div className={classes.foot}>
            <Button aria-label="Previous picture" disabled={!before} onClick={() => before && onShow(before)}>
              <IconChevronLeft size={18} aria-hidden="true" />
            </Button>
            <Button aria-label="Next picture" disabled={!after} onClick={() => after && onShow(after)}>
              <IconChevronRight size={18} aria-hidden="true" />
            </Button>
            <span className={classes.count} role="status">
              {at + 1} of {pictures.length}
              {hasMore ? "+" : ""}
            </span>
            <Button aria-pressed={isSelected} onClick={() => selection.toggle(picture)}>
              {isSelected ? "Selected" : "Select"}
            </Button>
            <Button variant="filled" component={Link} href={`/desk/pictures/${picture.id}`} data-autofocus>
              Open
            </Button>
            <CloseButton aria-label="Close" onClick={onClose} />
          </div>
        </Modal.Body>
      </Modal.Content>
    </Modal.Root>
  );
}

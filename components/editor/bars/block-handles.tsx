"use client";
import { Menu, VisuallyHidden } from "@mantine/core";
import { IconGripVertical, IconPlus } from "@tabler/icons-react";
import type { EditorState, Transaction } from "@tiptap/pm/state";
import type { Editor } from "@tiptap/react";
import { memo, useEffect, useRef, useState } from "react";
import { findBlock } from "#lib/document/anchors.ts";
import { zoneAt } from "#lib/document/zones.ts";
import { type BlockRange, bodyBlocks, lineAfter, placeAfterMove } from "../writing/block-moves.ts";
import classes from "./bars.module.css";
import { BlockMenuItems } from "./block-menu.tsx";
import { type BlockPlace, blockAt } from "./block-places.ts";
import { useBlockDrag } from "./use-block-drag.ts";

type Props = {
  editor: Editor;
  paper: HTMLElement | null;
  /** Opens the list of blocks at the caret, in an empty line; `isNew`: made for the block just now. */
  onAdd: (isNew: boolean) => void;
};

/** Pixels above and below a block that belong to it: the space between two paragraphs. */
const reach = 20;

/** A block with its handles; `top` and `left` are in pixels of the column. */
type Shown = { id: string; top: number; left: number };

/** The position of the empty paragraph at the caret, which shows its handles without a pointer over it. */
function emptyLine({ selection, doc }: EditorState): number | null {
  const { $from, empty } = selection;
  const isEmpty =
    empty && $from.depth === 1 && $from.parent.type.name === "paragraph" && $from.parent.content.size === 0;
  return isEmpty && zoneAt(doc, $from.pos) === "body" ? $from.before() : null;
}

/** The blocks that a handle moves: all that are selected if the block is one of them, else the block alone. */
export function blocksOfHandle(state: EditorState, id: string): BlockRange | null {
  const found = findBlock(state.doc, id);
  if (!found) return null;
  const range = { from: found.pos, to: found.pos + found.node.nodeSize };
  const selected = bodyBlocks(state);
  return selected && selected.from <= range.from && selected.to >= range.to ? selected : range;
}

/**
 * The buttons at the left of the block under the pointer or of the empty line at the caret: one adds a block, the other
 * moves the block or opens its menu. They are for the pointer; the same is on keys and in the tool bar.
 */
export const BlockHandles = memo(function BlockHandles({ editor, paper, onAdd }: Props) {
  const [shown, setShown] = useState<Shown | null>(null);
  const [isOpen, setOpen] = useState(false);
  const [said, setSaid] = useState("");
  const drag = useBlockDrag(editor, paper);
  // The handles stay while their menu is open or the block is dragged.
  const isHeld = useRef<() => boolean>(() => false);
  isHeld.current = () => isOpen || drag.isPressed();

  useEffect(() => {
    if (!paper) return;
    const show = (place: BlockPlace | null) => {
      if (!place?.id || !editor.isEditable) return setShown(null);
      const box = paper.getBoundingClientRect();
      const left = Math.min(place.left, editor.view.dom.getBoundingClientRect().left) - box.left;
      const next = { id: place.id, top: place.top - box.top + paper.scrollTop, left };
      setShown((now) => (now && now.id === next.id && now.top === next.top && now.left === next.left ? now : next));
    };
    const atCaret = () => {
      const pos = editor.view.hasFocus() ? emptyLine(editor.state) : null;
      const dom = pos === null ? null : editor.view.nodeDOM(pos);
      show(
        pos !== null && dom instanceof HTMLElement ? blockAt(editor.view, dom.getBoundingClientRect().top + 1) : null,
      );
    };
    let frame = 0;
    const onMove = (event: PointerEvent) => {
      if (event.pointerType === "touch" || isHeld.current()) return;
      cancelAnimationFrame(frame);
      frame = requestAnimationFrame(() => {
        if (editor.isDestroyed || isHeld.current()) return;
        const place = blockAt(editor.view, event.clientY);
        const isOver = place && event.clientY >= place.top - reach && event.clientY <= place.bottom + reach;
        if (isOver) show(place);
        else atCaret();
      });
    };
    const onLeave = () => !isHeld.current() && atCaret();
    const onTransaction = ({ transaction }: { transaction: Transaction }) => {
      const moved = placeAfterMove(transaction);
      if (moved) setSaid(`Moved to place ${moved.place} of ${moved.count}.`);
      if (!isHeld.current() && (transaction.docChanged || transaction.selectionSet)) atCaret();
    };
    paper.addEventListener("pointermove", onMove);
    paper.addEventListener("pointerleave", onLeave);
    editor.on("transaction", onTransaction);
    editor.on("focus", atCaret);
    return () => {
      cancelAnimationFrame(frame);
      paper.removeEventListener("pointermove", onMove);
      paper.removeEventListener("pointerleave", onLeave);
      editor.off("transaction", onTransaction);
      editor.off("focus", atCaret);
    };
  }, [editor, paper]);

  const rangeOf = (state: EditorState): BlockRange | null => (shown ? blocksOfHandle(state, shown.id) : null);
  const add = () => {
    const pos = shown ? findBlock(editor.state.doc, shown.id)?.pos : undefined;
    if (pos === undefined) return;
    const tr = lineAfter(editor.state, pos);
    editor.view.dispatch(tr);
    editor.view.focus();
    onAdd(tr.docChanged);
  };
  return (
    <>
      <VisuallyHidden role="status">{said}</VisuallyHidden>
      {drag.line !== null && <div className={classes.dropLine} data-drop-line style={{ top: drag.line }} />}
      {shown && (
        <div className={classes.handles} style={{ top: shown.top, left: shown.left }}>
          <button
            type="button"
            tabIndex={-1}
            aria-label="Add a block below"
            title="Add a block below"
            onPointerDown={(event) => event.preventDefault()}
            onClick={add}
          >
            <IconPlus size={17} stroke={1.7} aria-hidden="true" />
          </button>
          <Menu
            opened={isOpen}
            onChange={(opens) => setOpen(opens && !drag.wasDragged.current)}
            width={248}
            position="bottom-start"
            returnFocus={false}
          >
            <Menu.Target>
              <button
                type="button"
                tabIndex={-1}
                aria-label="Move or change the block"
                title="Drag to move, click for more"
                data-dragging={drag.line !== null || undefined}
                {...drag.handle(rangeOf)}
              >
                <IconGripVertical size={17} stroke={1.7} aria-hidden="true" />
              </button>
            </Menu.Target>
            <Menu.Dropdown className={classes.dropdown}>
              {isOpen && <BlockMenuItems editor={editor} rangeOf={rangeOf} />}
            </Menu.Dropdown>
          </Menu>
        </div>
      )}
    </>
  );
});

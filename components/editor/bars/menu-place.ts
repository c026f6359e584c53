import type { Editor } from "@tiptap/core";

/** Width of a menu in the text and the height that it may take, in pixels. */
const size = { width: 300, height: 420 };

/** Where a menu is put in the column: below a position of the text, or above it if there is no space. */
export function menuPlace(editor: Editor, paper: HTMLElement | null, pos: number): { left: number; top: number } {
  const at = editor.view.coordsAtPos(pos);
  const box = paper?.getBoundingClientRect();
  if (!box || !paper) return { left: 0, top: 0 };
  const below = at.bottom - box.top + paper.scrollTop + 6;
  const above = at.top - box.top + paper.scrollTop - size.height + 8;
  const fits = at.bottom + size.height < box.bottom || above < 0;
  return { left: Math.max(8, Math.min(at.left - box.left, box.width - size.width)), top: fits ? below : above };
}

// What ProseMirror's own packages call, and its published types leave out.
import "prosemirror-transform";

declare module "prosemirror-transform" {
  interface Mapping {
    /** Marks two steps, by their indexes, as inversions of each other: positions deleted by one are found again after the other. */
    setMirror(n: number, m: number): void;
  }
}

/** Comments of the newsroom about a place of the working copy. */
export type ExportedThread = {
  /** The block in which the text begins; "" is the whole story. */
  blockId: string;
  /** The text in the working copy, as positions of the document; null: the whole block. */
  from: number | null;
  to: number | null;
  quote: string;
  createdAt: string;
  resolvedAt: string | null;
  /** Mentions are "@[name](id)". */
  comments: { at: string; editedAt: string | null; by: string; text: string }[];
};

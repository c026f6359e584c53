type Name = { id: string; name: string };

/**
 * Times are ISO instants. `text` is as stored, with mentions. A guest wrote by a review link, whose id is in
 * place of that of a person.
 */
export type CommentLine = {
  id: string;
  person: Name & { isGuest?: true };
  at: string;
  text: string;
  editedAt: string | null;
};

export type Thread = {
  id: string;
  /** The block that it is about, or in which its text began; "" where there is none. */
  blockId: string;
  /** The position of its text; both ends are equal if the text was deleted. Null: the whole block, or the whole story. */
  place: { from: number; to: number } | null;
  /** The text as it was when the thread began. */
  quote: string;
  resolved: { at: string; by: Name } | null;
  /** In the order in which they were written; never empty. */
  comments: CommentLine[];
};

/** Places are true at this version of the document. */
export type StoryThreads = { version: number; threads: Thread[] };

/** A conversation that is not resolved: who began it, with the first words. */
export type OpenComment = { id: string; by: string; block: string; text: string };

/** A snippet as lists show it. */
export type SnippetRow = {
  id: string;
  name: string;
  isBound: boolean;
  /** Its plain text. */
  text: string;
  /** ISO instant. */
  updatedAt: string;
  updatedBy: string | null;
};

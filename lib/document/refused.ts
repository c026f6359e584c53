export type RefusalCode =
  | "UNKNOWN_STEP"
  | "STALE_STEP"
  | "INVALID_DOCUMENT"
  | "DUPLICATE_ID"
  | "TOO_DEEP"
  | "TOO_MANY_BLOCKS"
  | "TOO_LARGE"
  | "NOTHING_CHANGES"
  | "UNKNOWN_SCHEMA";

/**
 * A document or a change of one that the guard does not let in. `message` is one plain sentence for a person that
 * says what to do; `detail` is for the log only, for it may quote what was sent.
 */
export class DocumentRefused extends Error {
  readonly code: RefusalCode;
  readonly detail: string;
  constructor(code: RefusalCode, message: string, detail = "") {
    super(message);
    this.name = "DocumentRefused";
    this.code = code;
    this.detail = detail;
  }
}

/** The log fields for an error that a library threw. */
export const reasonOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

export const invalidDocument = (detail: string): DocumentRefused =>
  new DocumentRefused(
    "INVALID_DOCUMENT",
    "This change would leave the story in a form that readers could not be given. Undo it and try another way.",
    detail,
  );

export const unstorableText = (): DocumentRefused =>
  new DocumentRefused(
    "INVALID_DOCUMENT",
    "This text holds a character that cannot be stored. Paste it again as plain text.",
  );

/**
 * Codes of what may go wrong in a way that a person can mend. `lib` throws them, a door (action or route) turns them
 * into a result, and the wording lives in the interface (components/newsroom/messages.ts).
 */
export type ErrorCode =
  | "SIGNED_OUT"
  | "SUSPENDED"
  | "NOT_FOUND"
  | "NOT_ALLOWED"
  | "INVALID"
  | "WRONG_STATE"
  | "NOT_READY"
  | "CHANGED_MEANWHILE"
  | "TAKEN"
  | "IN_USE"
  | "LAST_ADMIN"
  | "LINK_GONE"
  | "WRONG_PASSWORD"
  | "TOO_MANY_TRIES"
  | "TOO_LARGE"
  | "NOT_A_PICTURE"
  | "DOCUMENT_REFUSED"
  | "LOG_GONE"
  /** `detail.now`: the database's time. */
  | "IN_THE_PAST"
  /** `detail.until`: nothing of the story may be published before. */
  | "EMBARGOED"
  | "BUSY";

export class DomainError extends Error {
  readonly code: ErrorCode;
  readonly detail: Record<string, unknown>;
  constructor(code: ErrorCode, detail: Record<string, unknown> = {}) {
    super(code);
    this.name = "DomainError";
    this.code = code;
    this.detail = detail;
  }
}

export type FieldProblems = Record<string, string>;

/** What a door answers. `detail` holds facts for the wording, never text of ours. */
export type Failure = {
  ok: false;
  code: ErrorCode | "UNEXPECTED";
  fields?: FieldProblems;
  detail?: Record<string, unknown>;
};
export type Result<T> = { ok: true; data: T } | Failure;

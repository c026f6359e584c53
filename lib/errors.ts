import type { CheckCode } from "./checks/questions.ts";
import type { Missing } from "./document/project-live.ts";
import type { MediaRefusal } from "./media/types.ts";
import type { RefusalReason } from "./pictures/types.ts";
import type { RightsFinding } from "./rights/types.ts";
import type { Privilege } from "./roles/types.ts";

/** Facts about a failure for the wording, by its code: never text of ours, but for a refused document. */
export type ErrorDetails = {
  SIGNED_OUT: NoDetail;
  SUSPENDED: { name?: string };
  NOT_FOUND: NoDetail;
  /** The privilege that the role lacks, and the section in which: its id, and its name where a person reads the message. */
  NOT_ALLOWED: { verb?: string; privilege?: Privilege; sectionId?: string | null; section?: string };
  INVALID: {
    /** The field of the form that is wrong, where no schema could say so. */
    field?: string;
    /** What the role of a new API key does not allow. */
    privilege?: Privilege;
    /** No address can be made of it; "" for a name without a letter. */
    slug?: string;
    openQuote?: true;
    /** The address that leads back to itself. */
    loop?: string;
    /** The name of somebody who cannot be mentioned. */
    mention?: string;
    /** The name of a desk that cannot be mentioned. */
    desk?: string;
    /** The id of a picture that does not exist. */
    portrait?: string;
    /** The email that the person has already. */
    ownEmail?: string;
    /** Which of two scheduled times has to come first. */
    order?: "END" | "PUBLICATION";
    reason?: string;
    /** Why a regular expression of the house style cannot be used, in the words of its parser. */
    pattern?: string;
    /** A sentence that a rule of the house style gets wrong. */
    example?: string;
  };
  /** `why`: a code of the policy. */
  WRONG_STATE: { verb?: string; why?: string | null; copy?: string; publication?: string; state?: string };
  NOT_READY: { missing?: Missing["code"][] };
  /** Checks that block publishing unless the editor gives a reason. */
  CHECKS_BLOCK: { codes?: CheckCode[] };
  /** The version or the published revision that there is now; a field that somebody else has changed, and to what. */
  CHANGED_MEANWHILE: {
    version?: number;
    published?: number;
    field?: string;
    theirs?: string | number | null;
    /** In how many of the things that were to be changed at once. */
    count?: number;
  };
  TAKEN: { path?: string; email?: string; template?: string; snippet?: string; role?: string };
  /** Of a picture or another file: its name, and how many published stories, pages and authors show it. */
  IN_USE: {
    stories?: number;
    openWork?: number;
    name?: string;
    what?: "MEDIA";
    snippet?: string;
    role?: string;
    people?: number;
  };
  /** Pictures of a story whose rights do not allow its publication. */
  PICTURE_RIGHTS: { pictures?: RightsFinding[] };
  LAST_ADMIN: NoDetail;
  LINK_GONE: NoDetail;
  /** Only the provider of that name signs people in. */
  PROVIDER_ONLY: { provider?: string };
  WRONG_PASSWORD: NoDetail;
  /** The first factor was right, and the account has a second one. */
  CODE_NEEDED: NoDetail;
  WRONG_CODE: NoDetail;
  /** The first step of the sign-in is too long ago, or the password has changed since. */
  TICKET_GONE: NoDetail;
  /** The passkey is unknown, belongs to another site or person, or its challenge was answered before or is too old. */
  WRONG_PASSKEY: NoDetail;
  /** The act needs a recent proof of who the person is. */
  CONFIRM_NEEDED: NoDetail;
  /** The session opens only the page on which a second factor is set up or another password chosen. */
  SETUP_NEEDED: NoDetail;
  /** An instant. */
  TOO_MANY_TRIES: { until?: string };
  /** `limit`: bytes that fit; the others: how many there are. */
  TOO_LARGE: { limit?: number; lines?: number; passkeys?: number; threads?: number; comments?: number };
  NOT_A_PICTURE: { reason?: RefusalReason };
  NOT_MEDIA: Partial<MediaRefusal>;
  /** `sentence` is for the person as it is: the guard alone knows what was wrong. */
  DOCUMENT_REFUSED: {
    reason?: string;
    sentence?: string;
    words?: number;
    field?: string;
    fields?: string[];
    kind?: string;
  };
  /** The version after which the log is gone. */
  LOG_GONE: { from?: number };
  /** The database's time. */
  IN_THE_PAST: { now?: string };
  /** Nothing of the story may be published before. */
  EMBARGOED: { until?: string };
  BUSY: NoDetail;
  /** The store that holds the files does not answer or refuses, or the disk is full or cannot be written. */
  STORE_UNAVAILABLE: NoDetail;
};
type NoDetail = Record<never, never>;

/**
 * Codes of what may go wrong in a way that a person can mend. `lib` throws them, a door (action or route) turns them
 * into a result, and the wording lives in the interface (components/newsroom/messages.ts).
 */
export type ErrorCode = keyof ErrorDetails;

export class DomainError<Code extends ErrorCode = ErrorCode> extends Error {
  readonly code: Code;
  readonly detail: ErrorDetails[Code];
  constructor(code: Code, detail: ErrorDetails[Code] = {}) {
    super(code);
    this.name = "DomainError";
    this.code = code;
    this.detail = detail;
  }
}

export type FieldProblems = Record<string, string>;

type Failures = {
  [Code in ErrorCode]: { ok: false; code: Code; fields?: FieldProblems; detail?: ErrorDetails[Code] };
};
/** What a door answers. */
export type Failure =
  | Failures[ErrorCode]
  | { ok: false; code: "UNEXPECTED"; fields?: FieldProblems; detail?: undefined };
export type Result<T> = { ok: true; data: T } | Failure;

/** The answer of a code without details. (TypeScript cannot match a code that is one of so many with the union by itself.) */
export const failureOf = (code: ErrorCode): Failure => ({ ok: false, code }) as Failure;

// What went wrong in the newsroom, as a problem for programs.
import type { ErrorCode, ErrorDetails, Failure } from "../errors.ts";
import { ApiError, type Problem } from "./problem.ts";

type Wording = { status: number; title: string; detail?: string };

const wordings: Partial<Record<ErrorCode | "UNEXPECTED", Wording>> = {
  NOT_FOUND: { status: 404, title: "There is no such story, or the account of the key may not see it" },
  NOT_ALLOWED: { status: 403, title: "The role of the key does not allow this" },
  WRONG_STATE: { status: 409, title: "This is not possible in the state that the story is in" },
  CHANGED_MEANWHILE: {
    status: 409,
    title: "Somebody else has changed this meanwhile",
    detail: "Read the working copy again, and send the request with its version.",
  },
  TAKEN: { status: 409, title: "Something else has this address" },
  NOT_READY: { status: 422, title: "The story cannot be published yet", detail: "Fill in what is missing." },
  CHECKS_BLOCK: {
    status: 422,
    title: "Checks block publication",
    detail: "Mend what they found, or send `override` with the reason for publishing nevertheless.",
  },
  PICTURE_RIGHTS: { status: 422, title: "The rights of a picture do not allow publication" },
  EMBARGOED: { status: 422, title: "The story is under embargo" },
  IN_THE_PAST: { status: 422, title: "This time is in the past" },
  DOCUMENT_REFUSED: { status: 422, title: "The text was refused" },
  INVALID: { status: 422, title: "The request was refused" },
  TOO_LARGE: { status: 413, title: "This is too large" },
  NOT_A_PICTURE: { status: 415, title: "This is no picture that can be read" },
  TOO_MANY_TRIES: { status: 429, title: "Too many requests" },
  BUSY: { status: 503, title: "The server is busy", detail: "Try again in a few seconds." },
  STORE_UNAVAILABLE: { status: 503, title: "Pictures cannot be stored now", detail: "Try again in a few seconds." },
  UNEXPECTED: { status: 500, title: "Something went wrong on the server" },
};

/** "CHANGED_MEANWHILE" becomes "changed-meanwhile". */
const typeOf = (code: string): string => code.toLowerCase().replaceAll("_", "-");

export function problemOf({ code, detail, fields }: Failure): Problem {
  const { status, title, detail: advice } = wordings[code] ?? { status: 422, title: "The request was refused" };
  const sentence = (detail as ErrorDetails["DOCUMENT_REFUSED"] | undefined)?.sentence;
  return {
    type: typeOf(code),
    title,
    status,
    ...(sentence || advice ? { detail: sentence ?? advice ?? "" } : {}),
    ...(fields ? { fields } : {}),
    ...(detail && Object.keys(detail).length > 0 ? { facts: detail } : {}),
  };
}

export const asApiError = (failed: Failure): ApiError => new ApiError(problemOf(failed), retryOf(failed.code));

const retryOf = (code: string): Record<string, string> =>
  code === "BUSY" || code === "STORE_UNAVAILABLE" ? { "retry-after": "5" } : {};

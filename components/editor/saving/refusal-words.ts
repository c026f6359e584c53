import { messages } from "#components/newsroom/messages.ts";
import type { Failure } from "#lib/errors.ts";

/** Why the server refused a change, with the document guard's own message if there is one. */
export function refusalSentence({ code, detail }: Failure): string {
  if (code === "DOCUMENT_REFUSED" && detail?.sentence !== undefined) return detail.sentence;
  return code === "TOO_LARGE" ? "It is too large to be saved in one piece. Add it in smaller parts." : messages[code];
}

/** Codes of a connection that its other end gave up. */
const gone = new Set(["EPIPE", "ERR_STREAM_PREMATURE_CLOSE", "ERR_STREAM_DESTROYED", "ABORT_ERR"]);
/** What Next and its parsers throw about requests that no page of this build sends: a form that breaks off, or an action of a former build. */
const malformed =
  /^(?:aborted$|The operation was aborted|Unexpected end of (?:form|multipart)|Malformed |Multipart: |Missing boundary|Unsupported content type|Failed to parse body as FormData|Body exceeded |Failed to find Server Action|The Server Reference ID |Invalid Server Actions request|Invalid character in header content)/i;

/** True for what the other end of a connection did: a closed tab, a lost network, a request that makes no sense. No fault of ours. */
export function isClientFault(error: unknown): boolean {
  const { code, message, name, stack, syscall } = (error ?? {}) as Record<string, unknown>;
  // A reset of our own connection to the database names the system call that failed.
  const isReset = code === "ECONNRESET" && syscall === undefined;
  // `request.json()` on a body that is no JSON. A SyntaxError from anywhere else is ours.
  const isBody = name === "SyntaxError" && /\bparseJSONFromBytes\b/.test(String(stack));
  return isBody || isReset || gone.has(String(code)) || name === "ResponseAborted" || malformed.test(String(message));
}

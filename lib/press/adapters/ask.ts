/** Timeout of a purge request. An editor may be waiting for it. */
const timeoutMs = 8_000;
/** Characters of an error answer that are shown to people. */
const maxShownChars = 200;

/** The CDN asks for a pause (429, with Retry-After if given). */
export class RetryLater extends Error {
  readonly seconds: number;
  constructor(message: string, seconds: number) {
    super(message);
    this.seconds = seconds;
  }
}

type Request = { method: string; headers: Record<string, string>; body?: string };

/** One request to a CDN. @throws an error with a message for people when there is no answer or an error status */
export async function ask(address: string, request: Request): Promise<{ headers: Headers; text: string }> {
  const signal = AbortSignal.timeout(timeoutMs);
  const once = () => answerOf(address, request, signal);
  // A kept-alive connection may have been closed meanwhile, so one retry follows. Purging twice does no harm.
  const { response, text } = await once()
    .catch((error) => (signal.aborted ? Promise.reject(error) : once()))
    .catch((error: Error) => {
      const cause = error.cause instanceof Error ? error.cause.message : error.message;
      throw new Error(`${new URL(address).host} does not answer: ${cause}`);
    });
  if (response.ok) return { headers: response.headers, text };
  const message = `${new URL(address).host} answered ${response.status}: ${text.replace(/\s+/g, " ").slice(0, maxShownChars)}`;
  const waitSeconds = Number(response.headers.get("retry-after"));
  throw response.status === 429 ? new RetryLater(message, waitSeconds > 0 ? waitSeconds : 30) : new Error(message);
}

async function answerOf(address: string, request: Request, signal: AbortSignal) {
  const response = await fetch(address, { ...request, redirect: "error", signal }); // a redirect would leak the token to another host
  return { response, text: await response.text() };
}

/** Splits a list into batches that the CDN accepts. */
export const inBatches = <T>(all: readonly T[], size: number): T[][] =>
  Array.from({ length: Math.ceil(all.length / size) }, (_, at) => all.slice(at * size, (at + 1) * size));

/** Longer no cache is waited for: an editor may be waiting too. */
const patienceMs = 8_000;
/** Of an answer that refuses, so much is shown to people. */
const mostShown = 200;

/** The cache asks to be left alone for a while. */
export class RetryLater extends Error {
  readonly seconds: number;
  constructor(message: string, seconds: number) {
    super(message);
    this.seconds = seconds;
  }
}

type Request = { method: string; headers: Record<string, string>; body?: string };

/** One request to a cache. @throws with words for people when there is no answer, or one that refuses */
export async function ask(address: string, request: Request): Promise<{ headers: Headers; text: string }> {
  const signal = AbortSignal.timeout(patienceMs);
  const once = () => answerOf(address, request, signal);
  // A connection that was kept open may have been closed meanwhile. To purge twice does no harm.
  const { response, text } = await once()
    .catch((error) => (signal.aborted ? Promise.reject(error) : once()))
    .catch((error: Error) => {
      const cause = error.cause instanceof Error ? error.cause.message : error.message;
      throw new Error(`${new URL(address).host} does not answer: ${cause}`);
    });
  if (response.ok) return { headers: response.headers, text };
  const said = `${new URL(address).host} answered ${response.status}: ${text.replace(/\s+/g, " ").slice(0, mostShown)}`;
  const wait = Number(response.headers.get("retry-after"));
  throw response.status === 429 ? new RetryLater(said, wait > 0 ? wait : 30) : new Error(said);
}

async function answerOf(address: string, request: Request, signal: AbortSignal) {
  const response = await fetch(address, { ...request, redirect: "error", signal }); // else the token could go elsewhere
  return { response, text: await response.text() };
}

/** In pieces of a size that the other side takes. */
export const inBatches = <T>(all: readonly T[], size: number): T[][] =>
  Array.from({ length: Math.ceil(all.length / size) }, (_, at) => all.slice(at * size, (at + 1) * size));

import type { Result } from "#lib/errors.ts";
import { networkOr } from "./network-or.ts";
import { unreachable } from "./publish/use-verb.ts";

/** Milliseconds between two attempts. */
const retryMs = 5_000;

/**
 * Reads something for the screen until the server answers. A request that did not arrive, or that met a busy server, is sent
 * again after five seconds, or as soon as the browser is online. A request that was refused is not sent again, nor one for an
 * action that an updated server no longer has: `refused` is called then.
 * @returns a function that ends it, as the cleanup of an effect: neither is called after that
 */
export function keepReading<T>(
  read: () => Promise<Result<T>>,
  take: (data: T) => void,
  refused?: () => void,
): () => void {
  let isEnded = false;
  const attempt = async (): Promise<void> => {
    const answer = await read().catch(unlessUnknown);
    if (isEnded) return;
    if (answer?.ok) take(answer.data);
    else if (answer?.code === "BUSY") {
      await networkOr(retryMs);
      if (!isEnded) await attempt();
    } else refused?.();
  };
  void attempt();
  return () => {
    isEnded = true;
  };
}

/** What an error of a request means: the server could not be reached, or null if it no longer has the action. */
const unlessUnknown = (error: unknown) =>
  error instanceof Error && error.name === "UnrecognizedActionError" ? null : unreachable();

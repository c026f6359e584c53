/**
 * Calls `act` once the server answers, and returns a function that gives up. Without a network the router would replace the
 * newsroom with the error page of the browser.
 */
export function whenReachable(act: () => void): () => void {
  const given = new AbortController();
  const { signal } = given;
  const attempt = async () => {
    try {
      await fetch("/api/health", { method: "HEAD", cache: "no-store", signal });
    } catch {
      if (!signal.aborted) addEventListener("online", () => void attempt(), { once: true, signal });
      return;
    }
    if (!signal.aborted) act();
  };
  void attempt();
  return () => given.abort();
}

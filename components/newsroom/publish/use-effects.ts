import { useEffect, useState } from "react";
import type { Failure, Result } from "#lib/errors.ts";
import type { Effects } from "#lib/stories/publishing/effects-data.ts";
import type { EffectsInput } from "#lib/stories/publishing/effects-schema.ts";
import { unreachable } from "./use-verb.ts";

/** ms in which an editor may choose more changes before the server is asked. */
const restMs = 400;

/** What this would change for readers, asked anew when it is another change; the previous answer is kept until then. */
export function useEffects(intent: EffectsInput) {
  const [effects, setEffects] = useState<Effects | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);
  const [attempt, setAttempt] = useState(0);
  const asked = JSON.stringify(intent);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another attempt asks the same again
  useEffect(() => {
    const end = new AbortController();
    const timer = setTimeout(async () => {
      const answer = await ask(asked, end.signal);
      if (end.signal.aborted) return;
      setFailure(answer.ok ? null : answer);
      if (answer.ok) setEffects(answer.data);
    }, restMs);
    return () => {
      clearTimeout(timer);
      end.abort();
    };
  }, [asked, attempt]);
  return { effects, failure, retry: () => setAttempt((count) => count + 1) };
}

async function ask(body: string, signal: AbortSignal): Promise<Result<Effects>> {
  try {
    const headers = { "content-type": "application/json" };
    const answer = await fetch("/api/effects", { method: "POST", headers, body, signal });
    return (await answer.json()) as Result<Effects>;
  } catch {
    return unreachable();
  }
}

"use client";
import { useCallback, useEffect, useMemo, useState } from "react";
import type { Failure } from "#lib/errors.ts";
import { readChanges } from "#lib/stories/publishing/actions.ts";
import type { PublicationChanges } from "#lib/stories/publishing/changes-data.ts";
import { useActor } from "../newsroom-context.tsx";
import { listed } from "./listed-changes.ts";
import { unreachable } from "./use-verb.ts";

/** Loads the unpublished changes. `read` loads them again and keeps the previous list until then. */
export function useChanges(storyId: string) {
  const { id } = useActor();
  const [given, setGiven] = useState<PublicationChanges | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);
  const read = useCallback(async () => {
    setFailure(null);
    const answer = await readChanges({ storyId }).catch(unreachable);
    if (!answer.ok) setFailure(answer);
    else if (answer.data) setGiven(answer.data);
    else setFailure({ ok: false, code: "WRONG_STATE" }); // no longer published
  }, [storyId]);
  useEffect(() => {
    void read();
  }, [read]);
  const changes = useMemo(() => given && listed(given, id), [given, id]);
  return { changes, failure, read };
}

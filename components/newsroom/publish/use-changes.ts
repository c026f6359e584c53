"use client";
import { useCallback, useEffect, useMemo, useState } from "react";
import { type KnownNames, knownNames } from "#components/editor/history/known-names.ts";
import { documentFromJson } from "#lib/document/build.ts";
import { type BlockChange, compareDocuments } from "#lib/document/compare.ts";
import type { FieldChange } from "#lib/document/compare-fields.ts";
import { changeKey, listChanges } from "#lib/document/partial.ts";
import type { Failure } from "#lib/errors.ts";
import type { PublicationChanges } from "#lib/stories/changes-data.ts";
import { readChanges } from "#lib/stories/publishing-actions.ts";
import type { Name } from "#lib/stories/types.ts";
import { useActor } from "../newsroom-context.tsx";
import { unreachable } from "./use-verb.ts";

export type ListedChange = {
  key: string;
  change: BlockChange | FieldChange;
  /** Null is Galley itself; empty where nobody is known. */
  by: readonly (Name | null)[];
  /** Nobody else had a hand in it. */
  isMine: boolean;
};

/** What readers do not have yet, in reading order, fields first. */
export type Changes = {
  list: ListedChange[];
  names: KnownNames;
  language: string;
  version: number;
  /** Number of the revision that readers have. */
  published: number;
};

export const countOf = (changes: number): string =>
  changes === 1 ? "1 change" : `${changes.toLocaleString("en-GB")} changes`;

export function listed(given: PublicationChanges, personId: string): Changes {
  const { before, after, changedBy, names, version, published } = given;
  const list = listChanges(compareDocuments(documentFromJson(before), documentFromJson(after))).map((change) => {
    const key = changeKey(change);
    const by = changedBy[key] ?? [];
    return { key, change, by, isMine: by.length > 0 && by.every((one) => one?.id === personId) };
  });
  return { list, names: knownNames(null, [names]), language: String(after.attrs?.language ?? ""), version, published };
}

/** Reads what the working copy has that readers do not. `read` does it again, and shows the former list until it has come. */
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

"use client";
import type { Editor } from "@tiptap/core";
import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import { useUnsentKey } from "#components/newsroom/newsroom-context.tsx";
import {
  adoptUnsent,
  dropKept,
  keepAside,
  readKept,
  type Unsent,
  UnsentStore,
} from "#components/newsroom/unsent/unsent-store.ts";
import { newId } from "#lib/ids.ts";
import type { Here } from "#lib/presence/types.ts";
import { namesOfStory, saveSteps } from "#lib/stories/actions.ts";
import type { OpenStory, StoryStatus } from "#lib/stories/types.ts";
import { markCreated } from "../new-story/new-stories.ts";
import type { Cursors } from "../presence/cursors.ts";
import { readyToSend } from "../suggesting/extension.ts";
import { fieldsAmong, type Kept } from "./kept.ts";
import { StoryLoop } from "./loop.ts";
import { isSameField, type KeptField, type LostField } from "./lost-field.ts";
import { recover } from "./recover.ts";
import type { SaveState } from "./save-state.ts";
import { saySetAside } from "./say-refused.ts";
import { serverRequests } from "./server-requests.ts";

export type Saving = {
  state: SaveState;
  /** False while the server does not have the story, because nothing was written or nothing has arrived yet. */
  isCreated: boolean;
  status: StoryStatus;
  setStatus: (status: StoryStatus) => void;
  kept: Kept[];
  dropKept: (id: string) => void;
  lostFields: LostField[];
  dropLostField: (field: LostField) => void;
  /** Keeps a value that was typed into a field and not decided on. */
  keepField: (field: KeptField) => void;
  /** Who set a field last while this tab was open, and when. */
  whoSet: (field: Pick<KeptField, "node" | "field">) => { personId: string | null; at: string } | null;
  /** Unsent work on a text older than the log; its author takes over by hand what is still needed. */
  stranded: Stranded | null;
  /** Reloads the page with the current text; unsent work stays in this browser and is shown beside it. */
  reopen: () => void;
  /** Number of changes recovered from a closed tab. */
  recovered: number;
  /** A counter that grows with every new comment. */
  comments: number;
  /** A counter that grows with every change of the story's status. */
  news: number;
  /** The other tabs in the story, and the id of this one. */
  others: Here[];
  tabId: string | null;
  retry: () => void;
  /** The person confirms deleting all of a long text. */
  confirmEmptying: () => void;
  /** Saves unsent changes; false if that failed, or if a new story has nothing to store. */
  flush: () => Promise<boolean>;
};

/** `settle(true)` deletes the record; `settle(false)` keeps it. */
export type Stranded = { record: Unsent; settle: (isDone: boolean) => void };

const reopen = () => location.reload();

/** Runs the saving loop of an open story while its editor is mounted. */
export function useStoryLoop(editor: Editor, story: OpenStory, personId: string, cursors: Cursors): Saving {
  const [state, setState] = useState<SaveState>({ kind: "saved", at: story.status.editedAt });
  const [isCreated, setIsCreated] = useState(story.creates === undefined);
  const isKnown = useRef(isCreated);
  const [status, setStatus] = useState(story.status);
  const [kept, setKept] = useState<Kept[]>([]);
  const [recovered, setRecovered] = useState(0);
  const [comments, setComments] = useState(0);
  const [news, setNews] = useState(0);
  const [stranded, setStranded] = useState<Stranded | null>(null);
  const [others, setOthers] = useState<Here[]>([]);
  const [tabId, setTabId] = useState<string | null>(null);
  const loopRef = useRef<StoryLoop | null>(null);
  const keep = useRef<(more: Kept[]) => void>(() => {});
  const setters = useRef(new Map<string, { personId: string | null; at: string }>());
  const storyId = story.id;
  const unsentKey = useUnsentKey();
  // The initial data: a refresh of the page around the editor must not restart the loop.
  const [savedAt] = useState(story.status.editedAt);
  const [creates] = useState(story.creates);

  useEffect(() => {
    const doors = serverRequests(saveSteps);
    const clientId = newId();
    setTabId(clientId);
    const store = new UnsentStore(clientId, unsentKey);
    const takeKept = (more: Kept[]) => {
      for (const one of more) void keepAside(one, unsentKey);
      setKept((now) => {
        // Of several values of one field only the last one counts.
        const isReplaced = ({ field }: Kept) =>
          field !== undefined && more.some((one) => one.field && isSameField(one.field, field));
        for (const one of now.filter(isReplaced)) void dropKept(one.id);
        return [...now.filter((one) => !isReplaced(one)), ...more];
      });
    };
    keep.current = takeKept;
    const loop = new StoryLoop(
      {
        get state() {
          return editor.state;
        },
        dispatch: (tr) => editor.view.dispatch(tr),
      },
      {
        storyId,
        personId,
        clientId,
        doors,
        store,
        savedAt,
        creates,
        onCreated: () => {
          isKnown.current = true;
          setIsCreated(true);
          markCreated(storyId);
        },
        onSaveState: setState,
        onStatus: (next) => setStatus((now) => (next.version < now.version ? now : next)),
        onNews: () => setNews((now) => now + 1),
        onKept: takeKept,
        onRefused: saySetAside,
        onLog: (from, steps) => cursors.took(from, steps),
        readyToSend: (confirmed, leaving) => editor.isDestroyed || readyToSend(editor.view, confirmed, leaving),
        onPresence: (here) => setOthers(here.filter((one) => one.tabId !== clientId)),
        onComments: () => setComments((now) => now + 1),
        onFieldSet: (field, who) => setters.current.set(`${field.node}/${field.field}`, who),
      },
    );
    loopRef.current = loop;

    const onTransaction = ({ transaction }: { transaction: Parameters<StoryLoop["noticed"]>[0] }) =>
      loop.noticed(transaction);
    editor.on("transaction", onTransaction);
    let ended = false;
    loop.listen();
    void readKept(storyId, personId, unsentKey).then(
      (found) => !ended && found.length > 0 && setKept((now) => [...found, ...now]),
    );
    let giveUp = () => {};
    /** Holds the record's lock, so that no other tab takes it, until the person has decided or the page closes. */
    const decided = (record: Unsent): Promise<boolean> =>
      new Promise<boolean>((resolve) => {
        giveUp = () => resolve(false);
        setStranded({ record, settle: resolve });
      }).finally(() => setStranded(null));
    void adoptUnsent(
      personId,
      unsentKey,
      (id) => id === storyId,
      async (record) => {
        const { done, changes, kept: rest, isGone } = await recover(record, doors);
        if (ended) return done;
        if (done) loop.created();
        if (changes > 0) setRecovered((now) => now + changes);
        if (rest.length > 0) takeKept(rest);
        return isGone ? decided(record) : done;
      },
    );

    /** Another tab with this new story may have written into it meanwhile. */
    const findCreated = async () => {
      const answer = await namesOfStory({ storyId }).catch(() => null);
      if (answer?.ok && !ended) loop.created();
    };
    const onVisible = () => {
      if (document.visibilityState === "hidden") void loop.flush();
      else if (!isKnown.current && !loop.hasUnsent) void findCreated();
      else if (loop.state.kind !== "saved" && loop.state.kind !== "saving") loop.retry();
    };
    const onOnline = () => loop.retry();
    const onLeave = () => loop.sendOnLeave();
    const onAsk = (event: BeforeUnloadEvent) => {
      // Work that is too old to be sent survives a reload in this browser.
      if (loop.hasUnsent && !(loop.isGone && store.works)) event.preventDefault();
    };
    document.addEventListener("visibilitychange", onVisible);
    addEventListener("online", onOnline);
    addEventListener("pagehide", onLeave);
    addEventListener("beforeunload", onAsk);
    return () => {
      ended = true;
      giveUp();
      document.removeEventListener("visibilitychange", onVisible);
      removeEventListener("online", onOnline);
      removeEventListener("pagehide", onLeave);
      removeEventListener("beforeunload", onAsk);
      if (!editor.isDestroyed) editor.off("transaction", onTransaction);
      loop.sendOnLeave();
      loop.close();
      loopRef.current = null;
      void store.release();
    };
  }, [editor, storyId, personId, savedAt, cursors, unsentKey, creates]);

  const drop = useCallback((id: string) => {
    void dropKept(id);
    setKept((now) => now.filter((one) => one.id !== id));
  }, []);
  const whoSet = useCallback(
    ({ node, field }: Pick<KeptField, "node" | "field">) => setters.current.get(`${node}/${field}`) ?? null,
    [],
  );
  const keepField = useCallback(
    (field: KeptField) => {
      const who = whoSet(field);
      const at = new Date().toISOString();
      keep.current([{ id: newId(), storyId, personId, at, text: "", slice: null, by: who?.personId ?? null, field }]);
    },
    [storyId, personId, whoSet],
  );
  const lostFields = useMemo(() => fieldsAmong(kept), [kept]);

  const flush = useCallback(async () => (await loopRef.current?.flushAll()) === true && isKnown.current, []);

  return {
    state,
    isCreated,
    status,
    setStatus,
    kept,
    dropKept: drop,
    lostFields,
    dropLostField: (lost) => {
      for (const { id, field } of kept) if (field && isSameField(field, lost)) drop(id);
    },
    keepField,
    whoSet,
    stranded,
    reopen,
    recovered,
    comments,
    news,
    others,
    tabId,
    retry: () => loopRef.current?.retry(),
    confirmEmptying: () => loopRef.current?.confirmEmptying(),
    flush,
  };
}

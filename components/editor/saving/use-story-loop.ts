"use client";
import type { Editor } from "@tiptap/core";
import { useCallback, useEffect, useRef, useState } from "react";
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
import { serverDoors } from "./doors.ts";
import type { Kept } from "./kept.ts";
import { StoryLoop } from "./loop.ts";
import type { LostField } from "./lost-field.ts";
import { recover } from "./recover.ts";
import type { SaveState } from "./save-state.ts";
import { saySetAside } from "./say-refused.ts";

export type Saving = {
  state: SaveState;
  /** False while the server does not have the story: nothing was written yet, or nothing arrived. */
  isCreated: boolean;
  status: StoryStatus;
  setStatus: (status: StoryStatus) => void;
  kept: Kept[];
  dropKept: (id: string) => void;
  lostFields: LostField[];
  dropLostField: (field: LostField) => void;
  /** Unsent work on a text that is older than the log: its person takes over what is still wanted. */
  stranded: Stranded | null;
  /** Loads the page with today's text; what is unsent waits in this browser and is shown beside it. */
  reopen: () => void;
  /** Changes that came from a tab that had died. */
  recovered: number;
  /** Grows whenever somebody commented. */
  comments: number;
  /** Grows whenever the story's state changed. */
  news: number;
  /** Every other tab in the story, and the name of this one. */
  others: Here[];
  tabId: string | null;
  retry: () => void;
  /** The person means to take out all of a long text. */
  confirmEmptying: () => void;
  /** Sends what is unsent; false when it could not, or when a new story has nothing to be stored. */
  flush: () => Promise<boolean>;
};

/** `settle`: true when all that is wanted of it was taken over; false leaves it where it is. */
export type Stranded = { record: Unsent; settle: (isDone: boolean) => void };

const sameField = (a: LostField, b: LostField): boolean => a.node === b.node && a.field === b.field;

const reopen = () => location.reload();

/** Runs the loop of one open story as long as its editor is on the screen. */
export function useStoryLoop(editor: Editor, story: OpenStory, personId: string, cursors: Cursors): Saving {
  const [state, setState] = useState<SaveState>({ kind: "saved", at: story.status.editedAt });
  const [isCreated, setIsCreated] = useState(story.creates === undefined);
  const isKnown = useRef(isCreated);
  const [status, setStatus] = useState(story.status);
  const [kept, setKept] = useState<Kept[]>([]);
  const [lostFields, setLostFields] = useState<LostField[]>([]);
  const [recovered, setRecovered] = useState(0);
  const [comments, setComments] = useState(0);
  const [news, setNews] = useState(0);
  const [stranded, setStranded] = useState<Stranded | null>(null);
  const [others, setOthers] = useState<Here[]>([]);
  const [tabId, setTabId] = useState<string | null>(null);
  const loopRef = useRef<StoryLoop | null>(null);
  const storyId = story.id;
  const unsentKey = useUnsentKey();
  // What the page was opened with: a page that is refreshed around the editor must not start it anew.
  const [savedAt] = useState(story.status.editedAt);
  const [creates] = useState(story.creates);

  useEffect(() => {
    const doors = serverDoors(saveSteps);
    const clientId = newId();
    setTabId(clientId);
    const store = new UnsentStore(clientId, unsentKey);
    const takeKept = (more: Kept[]) => {
      for (const one of more) void keepAside(one, unsentKey);
      setKept((now) => [...now, ...more]);
    };
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
        onLostField: (field) => setLostFields((now) => [...now.filter((one) => !sameField(one, field)), field]),
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
    /** Holds the record, so that no other tab takes it, until its person has decided or the page goes. */
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

    /** Another tab with this new story may have written in it meanwhile. */
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
    const onLeave = () => loop.lastWords();
    const onAsk = (event: BeforeUnloadEvent) => {
      // What is too old to be sent is not lost by a reload: it waits in this browser.
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
      loop.lastWords();
      loop.close();
      loopRef.current = null;
      void store.release();
    };
  }, [editor, storyId, personId, savedAt, cursors, unsentKey, creates]);

  const flush = useCallback(async () => (await loopRef.current?.flushAll()) === true && isKnown.current, []);

  return {
    state,
    isCreated,
    status,
    setStatus,
    kept,
    dropKept: (id) => {
      void dropKept(id);
      setKept((now) => now.filter((one) => one.id !== id));
    },
    lostFields,
    dropLostField: (field) => setLostFields((now) => now.filter((one) => !sameField(one, field))),
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

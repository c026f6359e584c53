"use client";
import { useCallback, useEffect, useRef, useState } from "react";
import type { Failure } from "#lib/errors.ts";
import type { changeFront, readFront, readFrontSince } from "#lib/fronts/actions.ts";
import type { CardStory, FrontView } from "#lib/fronts/desk-data.ts";
import { applyEdit, compareLayouts, inverseOf } from "#lib/fronts/edit-policy.ts";
import type { FrontEdit } from "#lib/fronts/layout-schema.ts";
import { explainFront } from "./front-words.ts";

/** How often the page asks whether others have changed the front. */
const pollMs = 4_000;
/** After so many of these the front is read even so: stories are published meanwhile. */
const pollsUntilRead = 15;
const maxUndo = 100;
const unreachable: Failure = { ok: false, code: "BUSY" };

const retryMs = 2_000;
const notReached =
  "The server cannot be reached. Your changes are kept on this page and sent again; do not close it until they are saved.";

/** An edit may be sent twice: it does the same the second time. */
async function saveUntilReached(server: FrontServer, front: string, edit: FrontEdit, onFailure: () => void) {
  for (;;) {
    const saved = await server.changeFront({ front, edit }).catch(() => unreachable);
    if (saved.ok || saved.code !== "BUSY") return saved;
    onFailure();
    await new Promise((resolve) => setTimeout(resolve, retryMs));
  }
}

/** The server actions that this needs. */
export type FrontServer = {
  changeFront: typeof changeFront;
  readFront: typeof readFront;
  readFrontSince: typeof readFrontSince;
};

export type FrontDraft = {
  view: FrontView;
  problem: string | null;
  isSaving: boolean;
  /** Changes the draft, on screen at once and on the server in the order of the calls. */
  edit: (edit: FrontEdit, story?: CardStory) => void;
  undo: () => void;
  canUndo: boolean;
  /** Reads the front anew, after all changes are saved. */
  refresh: () => Promise<FrontView | null>;
  /** The front as it is on screen, once every change is saved; null if one was refused. */
  settled: () => Promise<FrontView | null>;
  showProblem: (problem: string | null) => void;
};

/** The draft of a front in this browser: what this person changes and what others change. */
export function useFront(first: FrontView, server: FrontServer): FrontDraft {
  const [view, setView] = useState(first);
  const [problem, showProblem] = useState<string | null>(null);
  const [waiting, setWaiting] = useState(0);
  const [undoable, setUndoable] = useState(0);
  const current = useRef(first);
  const queue = useRef<Promise<boolean>>(Promise.resolve(true));
  const count = useRef(0);
  const undoes = useRef<FrontEdit[]>([]);
  const id = first.id;

  const show = useCallback((next: FrontView) => {
    if (next.version < current.current.version) return; // an answer that others have overtaken
    current.current = next;
    setView(next);
  }, []);

  const refresh = useCallback(async () => {
    await queue.current;
    const read = await server.readFront({ front: id }).catch(() => unreachable);
    if (!read.ok) {
      showProblem(explainFront(read));
      return null;
    }
    if (count.current === 0) show(read.data);
    return read.data;
  }, [id, server, show]);

  const save = useCallback(
    (edit: FrontEdit) => {
      count.current++;
      setWaiting(count.current);
      const earlier = queue.current;
      queue.current = (async () => {
        await earlier;
        const saved = await saveUntilReached(server, id, edit, () => showProblem(notReached));
        if (saved.ok) showProblem((now) => (now === notReached ? null : now));
        count.current--;
        setWaiting(count.current);
        if (saved.ok) {
          if (count.current === 0) show(saved.data); // else a later change is on screen, whose answer follows
          return true;
        }
        undoes.current = [];
        setUndoable(0);
        const read = await server.readFront({ front: id }).catch(() => unreachable);
        if (read.ok && count.current === 0) show(read.data);
        showProblem(explainFront(saved));
        return false;
      })();
    },
    [id, server, show],
  );

  const change = useCallback(
    (edit: FrontEdit, story?: CardStory): FrontEdit | null => {
      const now = current.current;
      const layout = applyEdit(now.layout, edit);
      if (typeof layout === "string") {
        showProblem(explainFront({ ok: false, code: "WRONG_STATE", detail: { why: layout } }));
        return null;
      }
      const inverse = inverseOf(now.layout, edit);
      showProblem(null);
      show({
        ...now,
        layout,
        hasDraft: true,
        changes: compareLayouts(now.liveLayout, layout),
        stories: story ? { ...now.stories, [story.id]: story } : now.stories,
      });
      save(edit);
      return inverse;
    },
    [save, show],
  );

  const edit = useCallback(
    (given: FrontEdit, story?: CardStory) => {
      const inverse = change(given, story);
      if (!inverse) return;
      undoes.current = [...undoes.current, inverse].slice(-maxUndo);
      setUndoable(undoes.current.length);
    },
    [change],
  );
  const undo = useCallback(() => {
    const last = undoes.current.pop();
    setUndoable(undoes.current.length);
    if (last) change(last);
  }, [change]);

  const settled = useCallback(async () => ((await queue.current) ? current.current : null), []);

  useEffect(() => {
    let polls = 0;
    const timer = setInterval(async () => {
      if (document.visibilityState !== "visible" || count.current > 0) return;
      const { version, live } = current.current;
      const isDue = ++polls % pollsUntilRead === 0;
      const read = await (isDue
        ? server.readFront({ front: id })
        : server.readFrontSince({ front: id, version, number: live?.number ?? 0 })
      ).catch(() => unreachable);
      if (read.ok && read.data && count.current === 0) show(read.data);
    }, pollMs);
    return () => clearInterval(timer);
  }, [id, server, show]);

  return { view, problem, isSaving: waiting > 0, edit, undo, canUndo: undoable > 0, refresh, settled, showProblem };
}

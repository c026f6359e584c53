"use client";
import type { Editor } from "@tiptap/core";
import { useEditorState } from "@tiptap/react";
import { useCallback, useEffect, useRef, useState } from "react";
import { keepReading } from "#components/newsroom/keep-reading.ts";
import { useActor, useUnsentKey } from "#components/newsroom/newsroom-context.tsx";
import * as doors from "#lib/comments/actions.ts";
import { type Mention, withMentions } from "#lib/comments/mention-schema.ts";
import type { StoryThreads, Thread } from "#lib/comments/types.ts";
import type { Result } from "#lib/errors.ts";
import { newId } from "#lib/ids.ts";
import { readThread } from "#lib/inbox/actions.ts";
import {
  type AnchorState,
  aboutSelection,
  anchorStates,
  confirmedDraft,
  draftId,
  markActive,
  markDraft,
  reveal,
  showThreads,
} from "./anchors.ts";
import { type Draft, Drafts } from "./drafts.ts";

export type Comments = {
  storyId: string;
  /** Open threads in the order of the text; null until they are loaded. */
  open: PlacedThread[] | null;
  resolved: Thread[];
  /** The people and desks that a comment can mention. */
  people: readonly Mention[];
  drafts: Drafts;
  active: string | null;
  /** The new thread that is being written. */
  draft: Draft | null;
  /** Opens a thread and scrolls to its text; null closes. */
  choose: (threadId: string | null) => void;
  /** Begins a thread about the selection, else about the story. */
  begin: (about: "selection" | "story") => void;
  drop: () => void;
  send: (draft: Draft) => Promise<Result<unknown>>;
  reply: (threadId: string, draft: Draft) => Promise<Result<unknown>>;
  edit: (commentId: string, draft: Draft) => Promise<Result<unknown>>;
  settle: (threadId: string, resolved: boolean) => Promise<Result<unknown>>;
};
export type PlacedThread = Thread & { gone: boolean };

/** An empty draft. */
export const emptyDraft = (): Draft => ({ text: "", chosen: [], commentId: newId() });

type Around = {
  editor: Editor;
  storyId: string;
  /** Whether the story is stored on the server. */
  isCreated: boolean;
  /** A counter that grows with every new comment. */
  news: number;
  /** Saves unsent changes, because a comment refers to a version on the server. */
  flush: () => Promise<boolean>;
};

/** The threads of an open story: the stored ones, the highlighted ones, and the draft. */
export function useComments({ editor, storyId, isCreated, news, flush }: Around): Comments {
  const actor = useActor();
  const unsentKey = useUnsentKey();
  const [drafts] = useState(() => new Drafts(actor.id, storyId, unsentKey));
  const [threads, setThreads] = useState<Thread[] | null>(null);
  const [people, setPeople] = useState<readonly Mention[]>([]);
  const [active, setActive] = useState<string | null>(null);
  const [draft, setDraft] = useState<Draft | null>(null);
  const newest = useRef(0);

  const show = useCallback(
    (answer: StoryThreads) => {
      setThreads(answer.threads);
      if (!editor.isDestroyed) editor.view.dispatch(showThreads(editor.state, answer));
    },
    [editor],
  );

  // biome-ignore lint/correctness/useExhaustiveDependencies: they are read again whenever `news` changes
  useEffect(() => {
    if (!isCreated) return undefined;
    const asked = ++newest.current;
    return keepReading(
      () => doors.listThreads({ storyId }),
      (answer) => asked === newest.current && show(answer),
    );
  }, [storyId, isCreated, news, show]);
  useEffect(() => {
    if (!isCreated) return undefined;
    void drafts.read(draftId).then((kept) => kept && setDraft((now) => now ?? kept));
    return keepReading(() => doors.listMentionable({ storyId }), setPeople);
  }, [storyId, isCreated, drafts]);

  const stand = useEditorState({
    editor,
    selector: ({ editor: { state } }) => anchorStates(state),
    equalityFn: (a, b) => b !== null && sameStandings(a, b),
  });

  const taken = async (answer: Result<StoryThreads>): Promise<Result<unknown>> => {
    if (answer.ok) {
      newest.current++;
      show(answer.data);
    }
    return answer;
  };

  const desks = people.filter(({ isDesk }) => isDesk);
  const stored = ({ text, chosen }: Draft) => withMentions(text, chosen, desks);

  const open = threads
    ?.filter(({ resolved }) => resolved === null)
    .map((thread) => ({ ...thread, gone: stand.get(thread.id)?.gone ?? false }))
    .sort((a, b) => (stand.get(a.id)?.order ?? -1) - (stand.get(b.id)?.order ?? -1));

  const choose = useCallback(
    (threadId: string | null) => {
      setActive(threadId);
      if (editor.isDestroyed) return;
      editor.view.dispatch(markActive(editor.state, threadId));
      if (threadId) reveal(editor.view, threadId);
    },
    [editor],
  );
  // The thread of the address or of an early click is shown once the threads are loaded, and then counts as read.
  const isThere = active !== null && (threads?.some(({ id }) => id === active) ?? false);
  useEffect(() => {
    if (!isThere || active === null) return;
    reveal(editor.view, active);
    void readThread({ threadId: active }).catch(() => {});
  }, [isThere, active, editor]);

  return {
    storyId,
    open: open ?? null,
    resolved: threads?.filter(({ resolved }) => resolved !== null) ?? [],
    people,
    drafts,
    active,
    draft,
    choose,
    begin: (about) => {
      if (draft?.text.trim()) return choose(draftId); // a draft with text keeps its anchor
      const selected = about === "selection" ? aboutSelection(editor.state) : null;
      const ids = { ...emptyDraft(), threadId: newId() };
      setActive(draftId);
      setDraft({
        ...ids,
        quote: selected?.quote ?? "",
        about: selected?.kind === "block" ? { blockId: selected.blockId } : {},
      });
      editor.view.dispatch(markDraft(editor.state, selected));
      editor.view.dispatch(markActive(editor.state, draftId));
      if (selected?.kind === "words") {
        const place = confirmedDraft(editor.state);
        if (place) setDraft({ ...ids, quote: selected.quote, about: { ...place, quote: selected.quote } });
      }
    },
    drop: () => {
      setDraft(null);
      choose(null);
      editor.view.dispatch(markDraft(editor.state, null));
    },
    send: async (written) => {
      if (!(await flush())) return { ok: false, code: "BUSY" };
      const place = confirmedDraft(editor.state);
      const about = place && place.from < place.to ? { ...place, quote: written.quote ?? "" } : (written.about ?? {});
      const threadId = written.threadId ?? newId();
      const answer = await doors.beginThread({
        storyId,
        threadId,
        commentId: written.commentId,
        about,
        text: stored(written),
      });
      await taken(answer);
      return answer;
    },
    reply: async (threadId, written) =>
      taken(await doors.replyToThread({ threadId, commentId: written.commentId, text: stored(written) })),
    edit: async (commentId, written) => taken(await doors.editComment({ commentId, text: stored(written) })),
    settle: async (threadId, resolved) =>
      taken(await (resolved ? doors.resolveThread({ threadId }) : doors.reopenThread({ threadId }))),
  };
}

const sameStandings = (a: Map<string, AnchorState>, b: Map<string, AnchorState>): boolean =>
  a.size === b.size && [...a].every(([id, { order, gone }]) => b.get(id)?.order === order && b.get(id)?.gone === gone);

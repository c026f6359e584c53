"use client";
import { useCallbackRef } from "@mantine/hooks";
import { notifications } from "@mantine/notifications";
import { type Editor, useEditorState } from "@tiptap/react";
import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import { KeysDialog } from "#components/newsroom/key-help/key-help.tsx";
import { lazyPart } from "#components/newsroom/lazy-part.tsx";
import { useActor } from "#components/newsroom/newsroom-context.tsx";
import { LazyPicker } from "#components/newsroom/pictures/picker/lazy-picker.tsx";
import { headlineOf } from "#lib/document/text.ts";
import { canSaveSnippet } from "#lib/snippets/policy.ts";
import type { OpenStory } from "#lib/stories/types.ts";
import { directionOf } from "#lib/times.ts";
import { AddSheet } from "./bars/add-menu.tsx";
import { BlockMenuItems } from "./bars/block-menu.tsx";
import { ToolBar } from "./bars/tool-bar.tsx";
import { useOwnLinks } from "./bars/use-own-links.ts";
import { useBeside } from "./beside/use-beside.ts";
import type { BlockChoice } from "./blocks/part.ts";
import { useComments } from "./comments/use-comments.ts";
import { useThreadAddress } from "./comments/use-ways-in.ts";
import { copyText } from "./copy-text.ts";
import { ownWork } from "./history/own-work.ts";
import { usePast } from "./history/use-past.ts";
import { useWhoWrote } from "./history/use-who-wrote.ts";
import { type Lookup, useNames } from "./lookup.ts";
import { askForMedia } from "./media/media-view.ts";
import { type NewStory, newStory } from "./new-story/new-story.ts";
import { useTypedAhead } from "./new-story/use-typed-ahead.ts";
import { PanelContext } from "./panel/panel-context.ts";
import { type PanelTab, StoryPanel } from "./panel/story-panel.tsx";
import { useShowDetails } from "./panel/use-show-details.ts";
import { useDropBeside } from "./pictures/use-drop-beside.ts";
import { usePictures } from "./pictures/use-pictures.ts";
import type { Cursors } from "./presence/cursors.ts";
import { usePresence } from "./presence/use-presence.ts";
import { unsavedText } from "./saving/kept.ts";
import { useSaveNow } from "./saving/save-key.ts";
import { continueEvent } from "./saving/undo-events.ts";
import { UnsentWaits } from "./saving/unsent-waits.tsx";
import { useStoryLoop } from "./saving/use-story-loop.ts";
import { StoryBar } from "./story-bar.tsx";
import { type OpenDialog, preloadDialogs, StoryDialogs } from "./story-dialogs.tsx";
import classes from "./story-screen.module.css";
import { preloadTabs, useStoryTabs } from "./story-tabs.tsx";
import { ModeSwitch } from "./suggesting/mode-switch.tsx";
import suggestingClasses from "./suggesting/suggesting.module.css";
import { useSuggestionKeys } from "./suggesting/use-suggestion-keys.ts";
import { useSuggestions } from "./suggesting/use-suggestions.ts";
import { TextColumn } from "./text-column.tsx";
import { useFocusMode } from "./use-focus-mode.ts";
import { usePageShortcut } from "./use-page-shortcut.ts";
import { usePreload } from "./use-preload.ts";
import { useSpelling } from "./use-spelling.ts";
import { type Hands, useStoryText } from "./use-story-text.ts";
import { triggerOf } from "./writing/add-trigger.ts";
import { takesMark } from "./writing/marks.ts";
import { useShownPasteReport } from "./writing/show-paste-report.tsx";

const FindDialog = lazyPart("Find and replace", () =>
  import("./finding/find-dialog.tsx").then((part) => part.FindDialog),
);
/** Loaded when they are opened. */
const ComparisonView = lazyPart("The comparison", () =>
  import("./history/comparison-view.tsx").then((part) => part.ComparisonView),
);
const BesidePane = lazyPart("The second story", () =>
  import("./beside/beside-pane.tsx").then((part) => part.BesidePane),
);
const KeptWork = lazyPart("Your unsaved work", () => import("./saving/kept-work.tsx").then((part) => part.KeptWork));
const UnsentView = lazyPart("The comparison", () =>
  import("./history/unsent-view.tsx").then((part) => part.UnsentView),
);

const phone = "(width < 48rem)";
const narrow = "(width < 64rem)";

/** The editor of a story, once it is loaded, and everything around it. */
export function StoryScreen({ story: given }: { story: OpenStory | NewStory }) {
  const actor = useActor();
  const [begun] = useState(() => ("document" in given ? null : newStory(given)));
  const story = begun ?? (given as OpenStory);
  const hands = useRef<Hands>({
    onAddKey: () => false,
    onLink: () => {},
    onFind: () => {},
    onThread: () => {},
    onPictures: () => {},
    onPasted: () => {},
    onSuggestion: () => {},
  });
  const { editor, lookup, cursors } = useStoryText(story, actor, hands);
  return editor && <OpenScreen story={story} editor={editor} lookup={lookup} cursors={cursors} hands={hands} />;
}

type ScreenProps = { story: OpenStory; editor: Editor; lookup: Lookup; cursors: Cursors; hands: { current: Hands } };

/** Loaded in idle time: keys that open one of these must not end up in the text. */
const preloads = [
  KeptWork.preload,
  ...preloadTabs,
  ...preloadDialogs,
  FindDialog.preload,
  KeysDialog.preload,
  BlockMenuItems.preload,
];

/** Bar, tools, text and panel. */
function OpenScreen({ story, editor, lookup, cursors, hands }: ScreenProps) {
  const actor = useActor();
  const [dialog, setDialog] = useState<OpenDialog>(null);
  const [adding, setAdding] = useState<"menu" | "sheet" | null>(null);
  const [finding, setFinding] = useState(0); // the number of requests; 0: the dialog is closed
  const [panel, setPanel] = useState(false);
  const focus = useFocusMode(editor);
  const { leave } = focus;
  const beside = useBeside(story.id);
  const { close: hideBeside } = beside;
  const openPanel = useCallback(() => {
    setPanel(true);
    leave();
    hideBeside();
  }, [leave, hideBeside]);
  const toggleBeside = () => {
    if (!beside.isOpen) leave();
    beside.toggle();
  };
  const closeBeside = useCallback(() => {
    hideBeside();
    document.getElementById("second-story")?.focus();
  }, [hideBeside]);
  const closePanel = useCallback(() => setPanel(false), []);
  const [tab, setTab] = useState<PanelTab>("details");
  const isNewLine = useRef(false); // the list of blocks was opened in an empty line made for it
  const addKeys = useRef<((event: KeyboardEvent) => boolean) | null>(null);
  const pictures = usePictures(editor, lookup); // before the loop, which still sends what this removes when the page closes
  const saving = useStoryLoop(editor, story, actor.id, cursors);
  const { isCreated } = saving;
  usePresence(editor, cursors, story.id, saving.others, isCreated ? saving.tabId : null);
  useTypedAhead(editor, story);
  useSaveNow(saving);
  useShownPasteReport();
  const comments = useComments({ editor, storyId: story.id, isCreated, news: saving.comments, flush: saving.flush });
  const past = usePast({
    editor,
    storyId: story.id,
    news: saving.news,
    isListed: tab === "history" && isCreated,
    flush: saving.flush,
    onStatus: saving.setStatus,
  });
  const openThread = useCallback(
    (threadId: string) => {
      setTab("comments");
      openPanel();
      comments.choose(threadId);
    },
    [comments.choose, openPanel],
  );
  const comment = useCallbackRef(() => {
    comments.begin("selection");
    setTab("comments");
    openPanel();
  });
  const retry = useRef(saving.retry);
  retry.current = saving.retry;
  const suggestions = useSuggestions(
    editor,
    saving.status,
    useCallback(() => retry.current(), []),
  );
  const openSuggestion = (id: string, reveal: boolean) => {
    setTab("suggestions");
    suggestions.choose(id, reveal);
  };
  useSuggestionKeys(editor, suggestions, openSuggestion);
  useThreadAddress(openThread);
  const { stranded } = saving;
  const work = useMemo(() => stranded && ownWork(stranded.record, editor.schema), [stranded, editor]);
  const [deciding, setDeciding] = useState(true);
  const unsent = deciding ? work : null;
  const isBehind = past.sides !== null || unsent !== null;
  useDropBeside(editor, (files, pos) => {
    if (isBehind) notifications.show({ message: "Close the comparison before you drop pictures onto the text." });
    else pictures.add(files, pos);
  });
  usePageShortcut("KeyM", saving.status.may.comment && !isBehind ? comment : null);
  const writers = useWhoWrote(editor, story.id, saving.flush);
  usePageShortcut("KeyY", isBehind ? null : writers.ask);
  hands.current = {
    onAddKey: (event) => addKeys.current?.(event) ?? false,
    onLink: () => takesMark(editor.state, "link") && setDialog("link"),
    onFind: () => setFinding((request) => request + 1),
    // On a narrow screen the panel covers the text; a tap while typing sets the caret and does not open it.
    onThread: (threadId) =>
      editor.isEditable && matchMedia(narrow).matches ? comments.choose(threadId) : openThread(threadId),
    onPictures: pictures.add,
    onPasted: pictures.fill,
    onSuggestion: (id) => openSuggestion(id, false),
  };
  usePreload(preloads);
  useNames(lookup);
  useOwnLinks(editor, lookup);
  useSpelling(editor);

  const now = useEditorState({
    editor,
    selector: ({ editor: { state } }) => ({
      headline: headlineOf(state.doc),
      language: String(state.doc.attrs.language),
    }),
  });

  const { status } = saving;
  useEffect(() => {
    editor.view.dom.lang = now.language;
    editor.view.dom.dir = directionOf(now.language);
  }, [editor, now.language]);

  // Loads the names of those who changed something whenever the story's status changes.
  const people = useRef(new Map<string, string>());
  if (status.editedBy) people.current.set(status.editedBy.id, status.editedBy.name);
  for (const { personId, name } of saving.others) people.current.set(personId, name);
  const nameOf = useCallback(
    (personId: string | null) => (personId && people.current.get(personId)) || "Somebody else",
    [],
  );
  const panelContext = useMemo(
    () => ({
      lostFields: saving.lostFields,
      dropLostField: saving.dropLostField,
      keepField: saving.keepField,
      whoSet: saving.whoSet,
      nameOf,
    }),
    [saving.lostFields, saving.dropLostField, saving.keepField, saving.whoSet, nameOf],
  );

  useEffect(() => {
    if (saving.recovered > 0)
      notifications.show({
        message: `${saving.recovered === 1 ? "1 change" : `${saving.recovered} changes`} that had not been saved when a window closed have been added to the story.`,
        autoClose: 10_000,
      });
  }, [saving.recovered]);

  useShowDetails(() => {
    openPanel();
    setTab("details");
  });

  // Memoised, so that a save does not render it again while the person types.
  const add = useCallbackRef(() => setAdding(matchMedia(phone).matches ? "sheet" : "menu"));
  const link = useCallbackRef(() => setDialog("link"));
  const decide = useCallbackRef(() => {
    setTab("details");
    openPanel();
  });
  const saveSnippet = useCallbackRef(() => setDialog("saveSnippet"));
  const addPicture = useCallbackRef(() => void pictures.choose());
  const addInLine = useCallback((isNew: boolean) => {
    isNewLine.current = isNew;
    setAdding("menu");
  }, []);
  const closeAdding = useCallback(() => {
    isNewLine.current = false;
    setAdding(null);
  }, []);
  const takeKeys = useCallback((handler: ((event: KeyboardEvent) => boolean) | null) => {
    addKeys.current = handler;
  }, []);

  const choose = (choice: BlockChoice) => {
    const isContinued = isNewLine.current || triggerOf(editor.state) !== null;
    closeAdding();
    const trigger = triggerOf(editor.state);
    if (trigger) editor.view.dispatch(editor.state.tr.delete(trigger.from, trigger.to));
    if (choice.act === "picture") void pictures.choose();
    else if (choice.act === "mainPicture") void pictures.chooseMain();
    else if (choice.act === "gallery") void pictures.chooseGallery("grid");
    else if (choice.act === "pair") void pictures.chooseGallery("row");
    else if (
      choice.act === "related" ||
      choice.act === "snippet" ||
      choice.act === "wire" ||
      choice.act === "character"
    )
      setDialog(choice.act);
    else if (choice.act === "video" || choice.act === "audio" || choice.act === "file") askForMedia(choice.act);
    else {
      // The letters after the slash, or the line made for the block, belong to the choice: one undo reverts both.
      // The focus comes first: a block that asks for something moves it to its field.
      editor.view.focus();
      choice.act(editor.state, (tr) => editor.view.dispatch(isContinued ? continueEvent(tr) : tr), editor.view);
    }
  };
  const tabs = useStoryTabs({
    story,
    headline: now.headline,
    editor,
    lookup,
    saving,
    comments,
    suggestions,
    past,
    closePanel,
  });
  return (
    <PanelContext value={panelContext}>
      <div className={classes.desk}>
        <StoryBar
          story={{ id: story.id, headline: now.headline }}
          editor={editor}
          saving={saving}
          signIn={() => setDialog("signIn")}
          panel={panel}
          togglePanel={() => setPanel(!panel)}
          focus={focus}
          beside={{ isOpen: beside.isOpen, toggle: toggleBeside }}
          sections={lookup.sections}
        />
        {!isBehind && (
          <div className={suggestingClasses.row}>
            <ToolBar
              editor={editor}
              onAdd={add}
              onLink={link}
              onPicture={addPicture}
              onComment={status.may.comment ? comment : undefined}
            />
            <ModeSwitch isOn={suggestions.isOn} only={suggestions.only} may={suggestions.may} turn={suggestions.turn} />
          </div>
        )}
        <div className={classes.sides}>
          <TextColumn
            storyId={story.id}
            editor={editor}
            lookup={lookup}
            saving={saving}
            isBehind={isBehind}
            suggestsOnly={suggestions.only}
            writers={writers}
            adding={adding}
            choose={choose}
            closeAdding={closeAdding}
            onAdd={addInLine}
            takeKeys={takeKeys}
            onLink={link}
            onComment={status.may.comment ? comment : undefined}
            onSnippet={canSaveSnippet(actor, false) ? saveSnippet : undefined}
            onDecide={decide}
          />
          {finding > 0 && !isBehind && <FindDialog editor={editor} request={finding} close={() => setFinding(0)} />}
          {stranded && unsent && (
            <UnsentView
              editor={editor}
              lookup={lookup}
              work={unsent}
              copyText={() => copyText(unsavedText(unsent.mine))}
              later={() => {
                setDeciding(false);
                requestAnimationFrame(() => editor.view.focus());
              }}
              done={() => {
                stranded.settle(true);
                requestAnimationFrame(() => editor.view.focus());
              }}
            />
          )}
          {past.sides && !unsent && (
            <ComparisonView
              editor={editor}
              lookup={lookup}
              storyId={story.id}
              history={past.history}
              sides={past.sides}
              choose={past.choose}
              restore={status.may.verbs.includes("restoreRevision") ? past.restore : null}
              close={past.close}
            />
          )}
          {beside.isOpen && <BesidePane storyId={story.id} beside={beside} close={closeBeside} />}
          <StoryPanel
            parts={tabs}
            tab={tab}
            choose={setTab}
            open={panel}
            close={closePanel}
            above={
              <>
                {work && !deciding && <UnsentWaits compare={() => setDeciding(true)} />}
                {(saving.kept.length > 0 || saving.lostFields.length > 0) && (
                  <KeptWork editor={editor} lookup={lookup} saving={saving} />
                )}
              </>
            }
          />
        </div>
      </div>
      <AddSheet opened={adding === "sheet"} close={closeAdding} choose={choose} />
      <StoryDialogs
        dialog={dialog}
        storyId={story.id}
        close={() => setDialog(null)}
        editor={editor}
        lookup={lookup}
        retry={saving.retry}
      />
      {pictures.question && (
        <LazyPicker
          isMultiple={pictures.question.isMultiple}
          choose={pictures.question.answer}
          close={() => pictures.question?.answer(null)}
        />
      )}
    </PanelContext>
  );
}

"use client";
import { ActionIcon, Tooltip } from "@mantine/core";
import { useMediaQuery } from "@mantine/hooks";
import {
  IconAdjustmentsHorizontal,
  IconArrowsMaximize,
  IconArrowsMinimize,
  IconChevronLeft,
  IconColumns2,
} from "@tabler/icons-react";
import type { Editor } from "@tiptap/react";
import Link from "next/link";
import { PresenceInitials, peopleOf } from "#components/newsroom/events/presence-initials.tsx";
import { useActor } from "#components/newsroom/newsroom-context.tsx";
import type { SectionChoice } from "#components/newsroom/publish/file-dialog.tsx";
import { StoryVerbs } from "#components/newsroom/publish/story-verbs.tsx";
import { isChanged } from "#components/newsroom/publish/verb-arrangement.ts";
import { StatusWord } from "#components/newsroom/state-word.tsx";
import { copyText } from "./copy-text.ts";
import { showKeys } from "./keys/show-keys.ts";
import { setField } from "./panel/field-steps.ts";
import { PlannedLength } from "./planned-length.tsx";
import { undo } from "./saving/history.ts";
import { unsavedText } from "./saving/kept.ts";
import { StateLine } from "./saving/state-line.tsx";
import type { Saving } from "./saving/use-story-loop.ts";
import { StoryLength } from "./story-length.tsx";
import classes from "./story-screen.module.css";

type Props = {
  story: { id: string; headline: string };
  editor: Editor;
  saving: Saving;
  signIn: () => void;
  /** Whether the panel is open; on wide screens it always is. */
  panel: boolean;
  togglePanel: () => void;
  sections: SectionChoice["sections"];
  focus: { isOn: boolean; toggle: () => void };
  /** The second story of the window. */
  beside: { isOpen: boolean; toggle: () => void };
};

/** The bar of a story: saving state, status, length, people present, and the actions on the story. */
export function StoryBar({ story, editor, saving, signIn, panel, togglePanel, sections, focus, beside }: Props) {
  const actor = useActor();
  const isPhone = useMediaQuery("(width < 48rem)");
  const { status } = saving;
  const isPage = status.kind === "PAGE";
  return (
    <header className={classes.bar}>
      <ActionIcon
        component={Link}
        href={isPage ? "/desk/pages" : "/desk"}
        aria-label={isPage ? "Back to pages" : "Back to stories"}
        className={classes.back ?? ""}
      >
        <IconChevronLeft size={18} aria-hidden="true" />
      </ActionIcon>
      <div className={classes.standing}>
        {(saving.isCreated || saving.state.kind !== "saved") && (
          <StateLine
            state={saving.state}
            retry={saving.retry}
            copyText={() => copyText(unsavedText(editor.state.doc))}
            signIn={signIn}
            empty={saving.confirmEmptying}
            reopen={saving.reopen}
            putBack={() => {
              undo(editor.state, editor.view.dispatch);
              editor.view.focus();
            }}
          />
        )}
        <span className={classes.where}>
          <StatusWord
            copy={status.copy}
            publication={status.publication}
            changed={status.publication === "LIVE" && isChanged(status)}
          />
        </span>
        {saving.isCreated && !isPage ? (
          <PlannedLength storyId={story.id} status={status} editor={editor} />
        ) : (
          <StoryLength editor={editor} length={null} />
        )}
      </div>
      <span className={classes.space} />
      <PresenceInitials people={peopleOf(saving.others, actor.id)} most={isPhone ? 1 : 4} />
      <Tooltip label="A second story beside the text">
        <ActionIcon
          id="second-story"
          className={classes.toFocus ?? ""}
          aria-label="Second story"
          aria-pressed={beside.isOpen}
          onClick={beside.toggle}
        >
          <IconColumns2 size={18} aria-hidden="true" />
        </ActionIcon>
      </Tooltip>
      <Tooltip label={`Focus mode  ${showKeys("Mod Shift F")}`}>
        <ActionIcon
          className={classes.toFocus ?? ""}
          aria-label="Focus mode"
          aria-pressed={focus.isOn}
          onClick={focus.toggle}
        >
          {focus.isOn ? (
            <IconArrowsMinimize size={18} aria-hidden="true" />
          ) : (
            <IconArrowsMaximize size={18} aria-hidden="true" />
          )}
        </ActionIcon>
      </Tooltip>
      <ActionIcon
        className={classes.toPanel ?? ""}
        aria-label="Details"
        aria-haspopup="dialog"
        aria-expanded={panel}
        aria-controls="story-panel"
        onClick={togglePanel}
      >
        <IconAdjustmentsHorizontal size={18} aria-hidden="true" />
      </ActionIcon>
      <StoryVerbs
        story={story}
        status={status}
        isEmpty={!saving.isCreated && saving.state.kind === "saved"}
        beforeVerb={async () => {
          if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
          return saving.flush();
        }}
        onStatus={saving.setStatus}
        section={{
          sections,
          choose: (sectionId) => {
            const tr = setField(editor.state, { node: null, field: "section" }, sectionId);
            if (tr) editor.view.dispatch(tr);
          },
        }}
      />
    </header>
  );
}

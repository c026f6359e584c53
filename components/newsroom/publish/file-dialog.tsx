"use client";
import { NativeSelect } from "@mantine/core";
import { useEffect, useState } from "react";
import type { Failure } from "#lib/errors.ts";
import { fileStory } from "#lib/stories/actions.ts";
import { readPublishBrief } from "#lib/stories/publishing/actions.ts";
import type { BriefWithComments } from "#lib/stories/publishing/data.ts";
import type { StoryStatus } from "#lib/stories/types.ts";
import { keepReading } from "../keep-reading.ts";
import { CheckList } from "./check-list.tsx";
import { goTo } from "./go-to.ts";
import { NoteField } from "./note-field.tsx";
import classes from "./publish.module.css";
import { VerbDialog } from "./verb-dialog.tsx";

/** The sections of the paper, and a function that puts the open story into one. */
export type SectionChoice = {
  sections: { id: string; name: string }[];
  choose: (sectionId: string) => void;
};

type Props = {
  story: { id: string; headline: string };
  kind: StoryStatus["kind"];
  section: SectionChoice;
  /** Saves unsaved changes; false if that failed. */
  save: () => Promise<boolean>;
  onClose: () => void;
  onDone: (answer: { status: StoryStatus }) => void;
};

const notSaved: Failure = { ok: false, code: "BUSY" };

/** Files a story: asks for a section, shows what is missing without requiring it, and takes a note. */
export function FileDialog({ story, kind, section, save, onClose, onDone }: Props) {
  const [brief, setBrief] = useState<BriefWithComments | null>(null);
  const [chosen, setChosen] = useState("");
  const [note, setNote] = useState("");
  useEffect(() => keepReading(() => readPublishBrief({ storyId: story.id }), setBrief), [story.id]);

  const needsSection = kind === "STORY" && brief !== null && brief.section === null;
  const missing = brief?.missing.filter(({ code }) => code !== "SECTION") ?? [];
  const { questions = [], comments = [], suggestions = [] } = brief ?? {};
  const hints = missing.length + questions.length + comments.length + suggestions.length;
  const file = async (input: { storyId: string; note: string }) => {
    if (needsSection && chosen) {
      section.choose(chosen);
      if (!(await save())) return notSaved;
    }
    return fileStory(input);
  };
  return (
    <VerbDialog
      title={`File ${story.headline ? `“${story.headline}”` : "this story"}?`}
      verb="File"
      action={file}
      input={{ storyId: story.id, note }}
      onClose={onClose}
      onDone={onDone}
    >
      {needsSection && (
        <NativeSelect
          label="Section"
          description="The editors of the section look for it there."
          value={chosen}
          onChange={(event) => setChosen(event.currentTarget.value)}
          data={[
            { value: "", label: "Choose a section" },
            ...section.sections.map(({ id, name }) => ({ value: id, label: name })),
          ]}
        />
      )}
      <NoteField
        label="Note to the editors"
        description="They see it at the top of the story. Readers do not."
        minRows={2}
        value={note}
        onChange={setNote}
      />
      {hints > 0 && (
        <section aria-label="Not finished yet" className={classes.hints}>
          <h3>Not finished yet</h3>
          <p className="small dim">You can file it anyway.</p>
          <CheckList
            kind={kind}
            missing={missing}
            questions={questions}
            comments={comments}
            suggestions={suggestions}
            onGo={(check) => {
              onClose();
              // The dialog returns the focus to its button first.
              setTimeout(() => goTo(check), 50);
            }}
          />
        </section>
      )}
    </VerbDialog>
  );
}

"use client";
import { Button, NativeSelect, Textarea, TextInput } from "@mantine/core";
import { IconBulb } from "@tabler/icons-react";
import { type FormEvent, useState } from "react";
import { createIdea } from "#lib/assignments/actions.ts";
import { maxBrief, maxPictureWish } from "#lib/assignments/policy.ts";
import type { Assignable } from "#lib/assignments/types.ts";
import type { Name } from "#lib/stories/types.ts";
import { SaveDialog, textOf } from "../admin/save-dialog.tsx";
import { useTimes } from "../newsroom-context.tsx";
import { useServerAction } from "../use-server-action.ts";
import { useWallTime, WallQuestion } from "../use-wall-time.tsx";
import classes from "./assignments.module.css";

type Props = {
  sections: Name[];
  /** To whom the person may give the idea. */
  people: Assignable[];
};

/** What was entered into the dialog before it was closed without creating the idea. */
type Kept = { fields: Record<string, string>; dueAt: string | null };
const nothing: Kept = { fields: {}, dueAt: null };

/** Plans a story before anybody writes it: a headline, a brief, and who is to write it until when. */
export function NewIdea(props: Props) {
  const [isOpen, setOpen] = useState(false);
  const [kept, setKept] = useState<Kept>(nothing);
  return (
    <>
      <Button aria-label="New idea" className={classes.idea ?? ""} onClick={() => setOpen(true)}>
        <IconBulb size={18} stroke={1.6} aria-hidden="true" />
        <span className={classes.ideaName}>New idea</span>
      </Button>
      {isOpen && (
        <IdeaDialog
          {...props}
          kept={kept}
          onClose={(now) => {
            setKept(now);
            setOpen(false);
          }}
        />
      )}
    </>
  );
}

type DialogProps = Props & { kept: Kept; onClose: (kept: Kept) => void };

/** Closing it by mistake loses nothing: it opens with the same input again. */
function IdeaDialog({ sections, people, kept, onClose }: DialogProps) {
  const { zone } = useTimes();
  const { send, pending, failure } = useServerAction(createIdea);
  const [dueAt, setDueAt] = useState(kept.dueAt);
  const [fields, setFields] = useState(kept.fields);
  const due = useWallTime(dueAt, setDueAt);
  const error = (name: string) => failure?.fields?.[name];
  const submit = (form: FormData) => {
    if (due.question) return;
    const length = textOf(form, "length").trim();
    send(
      {
        headline: textOf(form, "headline"),
        brief: textOf(form, "brief"),
        sectionId: textOf(form, "sectionId") || null,
        personId: textOf(form, "personId") || null,
        dueAt,
        length: length === "" ? null : Number(length),
        pictureWish: textOf(form, "pictureWish"),
      },
      () => onClose(nothing),
    );
  };
  const keep = ({ target }: FormEvent) => {
    const { name, value } = target as HTMLInputElement;
    if (name) setFields((now) => ({ ...now, [name]: value }));
  };
  const choices = (named: (Name & { label?: string })[], none: string) => [
    { value: "", label: none },
    ...named.map(({ id, name, label = name }) => ({ value: id, label })),
  ];
  return (
    <SaveDialog
      opened
      onClose={() => onClose({ fields, dueAt })}
      title="New idea"
      verb="Create idea"
      fields={["headline", "brief", "sectionId", "personId", "dueAt", "length", "pictureWish"]}
      pending={pending}
      failure={failure}
      onSubmit={submit}
    >
      <div className={classes.fields} onInput={keep}>
        <TextInput
          label="Headline"
          description="A working headline. The writer can change it."
          name="headline"
          defaultValue={kept.fields.headline ?? ""}
          maxLength={200}
          required
          data-autofocus
          error={error("headline")}
        />
        <Textarea
          label="Brief"
          name="brief"
          defaultValue={kept.fields.brief ?? ""}
          maxLength={maxBrief}
          autosize
          minRows={3}
          maxRows={10}
          error={error("brief")}
        />
        <div className={classes.pair}>
          <NativeSelect
            label="Section"
            name="sectionId"
            defaultValue={kept.fields.sectionId ?? ""}
            data={choices(sections, "Not decided yet")}
            error={error("sectionId")}
          />
          <NativeSelect
            label="Assigned to"
            name="personId"
            defaultValue={kept.fields.personId ?? ""}
            data={choices(people, "Nobody")}
            error={error("personId")}
          />
          <TextInput
            type="datetime-local"
            label="Due"
            description={`Time zone: ${zone}`}
            value={due.wall}
            onChange={(event) => due.type(event.currentTarget.value)}
            error={error("dueAt")}
          />
          <TextInput
            label="Length"
            description="In words"
            name="length"
            defaultValue={kept.fields.length ?? ""}
            inputMode="numeric"
            maxLength={6}
            error={error("length")}
          />
        </div>
        <WallQuestion question={due.question} />
        <TextInput
          label="Picture"
          description="The picture you want."
          name="pictureWish"
          defaultValue={kept.fields.pictureWish ?? ""}
          maxLength={maxPictureWish}
          error={error("pictureWish")}
        />
      </div>{" "}
    </SaveDialog>
  );
}

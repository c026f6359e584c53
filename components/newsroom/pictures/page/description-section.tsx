"use client";
import { TagsInput, Textarea, TextInput } from "@mantine/core";
import { useMounted } from "@mantine/hooks";
import { useState } from "react";
import { useTimes } from "#components/newsroom/newsroom-context.tsx";
import { useLeaveGuard } from "#components/newsroom/use-leave-guard.tsx";
import { type SavedField, useUnloadQuestion } from "#components/newsroom/use-saved-field.ts";
import { useWallTime, WallQuestion } from "#components/newsroom/use-wall-time.tsx";
import { maxLengths } from "#lib/pictures/library/schema.ts";
import type { PictureDetails } from "#lib/pictures/library/types.ts";
import { usePictureField } from "../use-picture-field.ts";
import { Clash } from "./clash.tsx";
import classes from "./picture-page.module.css";

const trimmed = (text: string): string => text.trim();
const asList = (items: string[]): string[] => items;

/** Caption, credit and so on of a picture. Each field is saved while it is typed. */
export function DescriptionSection({ picture: atFirst }: { picture: PictureDetails }) {
  const [picture, setPicture] = useState(atFirst);
  // Answers may arrive in another order than they were asked for.
  const onSaved = (now: PictureDetails) => setPicture((before) => (now.version < before.version ? before : now));
  const given = { picture, onSaved };
  const caption = usePictureField({ ...given, field: "caption", toValue: trimmed });
  const alt = usePictureField({ ...given, field: "alt", toValue: trimmed });
  const credit = usePictureField({ ...given, field: "credit", toValue: trimmed });
  const source = usePictureField({ ...given, field: "source", toValue: trimmed });
  const copyright = usePictureField({ ...given, field: "copyright", toValue: trimmed });
  const place = usePictureField({ ...given, field: "place", toValue: trimmed });
  const people = usePictureField({ ...given, field: "people", toValue: asList });
  const keywords = usePictureField({ ...given, field: "keywords", toValue: asList });
  const takenAt = usePictureField({ ...given, field: "takenAt", toValue: (instant: string) => instant || null });
  const fields = [caption, alt, credit, source, copyright, place, people, keywords, takenAt];

  const isUnsaved = fields.some((field) => field.isUnsaved);
  useUnloadQuestion(isUnsaved);
  // Everything else is saved when the page is left.
  const question = useLeaveGuard(fields.some((field) => field.isUnsaved && (field.hasClash || field.problem !== null)));
  // Until the script of the page runs nobody can type: React would replace the words.
  const isReady = useMounted();
  const text = { picture, readOnly: !picture.mayEdit || !isReady };
  return (
    <section className={classes.section} aria-labelledby="description-title">
      <h2 id="description-title">Description</h2>
      {!picture.mayEdit && (
        <p className="dim small">You can read this. Only its uploader and reporters or editors change it.</p>
      )}
      <TextField {...text} label="Caption" name="caption" field={caption} lines={3} />
      <TextField
        {...text}
        label="Alt text"
        name="alt"
        field={alt}
        lines={2}
        hint="Describes the picture to readers who cannot see it. Stories propose this text."
      />
      <TextField {...text} label="Credit" name="credit" field={credit} />
      <TextField {...text} label="Source" name="source" field={source} />
      <TextField {...text} label="Copyright" name="copyright" field={copyright} />
      <TextField {...text} label="Place" name="place" field={place} />
      <ListField {...text} label="People" name="people" field={people} />
      <ListField {...text} label="Keywords" name="keywords" field={keywords} />
      <TakenField {...text} field={takenAt} />
      <p className={classes.state} role="status">
        {!picture.mayEdit ? "" : isUnsaved ? "Not saved yet" : "All changes saved"}
      </p>
      {question}
    </section>
  );
}

type FieldProps<Input> = {
  picture: PictureDetails;
  readOnly: boolean;
  label: string;
  field: SavedField<Input>;
};
type TextName = "caption" | "alt" | "credit" | "source" | "copyright" | "place";

function TextField(props: FieldProps<string> & { name: TextName; lines?: number; hint?: string }) {
  const { picture, readOnly, label, name, field, lines = 1, hint } = props;
  const text = field.draft ?? picture[name];
  const max = maxLengths[name];
  const common = {
    label,
    value: text,
    readOnly,
    ...(hint && { description: hint }),
    error:
      text.length > max
        ? `${text.length.toLocaleString("en-GB")} of ${max.toLocaleString("en-GB")} characters. Shorten this; it is not saved yet.`
        : field.problem,
    onChange: (event: { currentTarget: { value: string } }) => field.type(event.currentTarget.value),
    onBlur: field.leave,
  };
  return (
    <Clash field={field} theirs={picture[name]}>
      {lines > 1 ? <Textarea {...common} autosize minRows={lines} maxRows={12} /> : <TextInput {...common} />}
    </Clash>
  );
}

function ListField(props: FieldProps<string[]> & { name: "people" | "keywords" }) {
  const { picture, readOnly, label, name, field } = props;
  // An entry that is still being typed is not part of the list yet.
  const [typed, setTyped] = useState("");
  useUnloadQuestion(typed.trim() !== "");
  return (
    <Clash field={field} theirs={picture[name].join(", ")}>
      <TagsInput
        label={label}
        searchValue={typed}
        onSearchChange={setTyped}
        value={field.draft ?? picture[name]}
        readOnly={readOnly}
        maxTags={maxLengths.items}
        acceptValueOnBlur
        clearable={false}
        splitChars={[",", ";"]}
        error={field.problem}
        onChange={field.type}
        onBlur={field.leave}
      />
    </Clash>
  );
}

function TakenField({ picture, readOnly, field }: Omit<FieldProps<string>, "label">) {
  const times = useTimes();
  const taken = useWallTime(field.draft === null ? picture.takenAt : field.draft || null, (instant) =>
    field.type(instant ?? ""),
  );
  return (
    <Clash field={field} theirs={picture.takenAt && times.full(new Date(picture.takenAt))}>
      <TextInput
        type="datetime-local"
        label="Taken"
        description={taken.shown ? `${taken.shown}.` : `Time zone: ${times.zone}.`}
        value={taken.wall}
        readOnly={readOnly}
        error={field.problem}
        onChange={(event) => taken.type(event.currentTarget.value)}
        onBlur={field.leave}
      />
      <WallQuestion question={taken.question} />
    </Clash>
  );
}

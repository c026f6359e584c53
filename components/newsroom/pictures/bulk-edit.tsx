"use client";
import { Button, NativeSelect, TagsInput, TextInput } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { type FormEvent, useState } from "react";
import type { Failure } from "#lib/errors.ts";
import { describePictures } from "#lib/pictures/library/actions.ts";
import { maxLengths } from "#lib/pictures/library/schema.ts";
import type { LibraryPicture } from "#lib/pictures/library/types.ts";
import { canManageRights } from "#lib/pictures/policy.ts";
import type { PictureRights } from "#lib/postgres/generated/enums.ts";
import { Dialog, DialogFoot } from "../dialog.tsx";
import { explain } from "../messages.ts";
import { useActor } from "../newsroom-context.tsx";
import { Problem } from "../problem.tsx";
import { useServerAction } from "../use-server-action.ts";
import classes from "./library.module.css";
import { rightsNames, rightsOptions } from "./rights-names.ts";

type Field = "credit" | "source" | "rights";
type Values = { credit: string; source: string; rights: string };

/** The value that all pictures share; empty if they differ. */
function shared(pictures: readonly LibraryPicture[], field: Field): string {
  const [first] = pictures;
  return first && pictures.every((picture) => picture[field] === first[field]) ? first[field] : "";
}

export const countPictures = (count: number): string => (count === 1 ? "1 picture" : `${count} pictures`);

/** Changes credit, source, keywords and rights of the selected pictures at once. */
export function BulkEdit({ pictures, onClose }: { pictures: LibraryPicture[]; onClose: () => void }) {
  // What the person saw when the dialog opened, so that nothing newer is replaced unseen.
  const [seen] = useState(pictures);
  const [atFirst] = useState<Values>(() => ({
    credit: shared(pictures, "credit"),
    source: shared(pictures, "source"),
    rights: shared(pictures, "rights"),
  }));
  const [values, setValues] = useState(atFirst);
  const actor = useActor();
  const [addKeywords, setAdded] = useState<string[]>([]);
  const [removeKeywords, setRemoved] = useState<string[]>([]);
  const { send, pending, failure } = useServerAction(describePictures);
  const present = [...new Set(pictures.flatMap(({ keywords }) => keywords))].sort();

  const set = {
    ...(values.credit !== atFirst.credit && { credit: values.credit.trim() }),
    ...(values.source !== atFirst.source && { source: values.source.trim() }),
    ...(values.rights !== atFirst.rights && values.rights !== "" && { rights: values.rights as PictureRights }),
  };
  // A refused change names the field; pressing the button again confirms that the newer values are to be replaced.
  const isAgain = failure?.code === "CHANGED_MEANWHILE";
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const seenOf = ({ credit, source, rights }: LibraryPicture) => (isAgain ? {} : { credit, source, rights });
    send(
      {
        pictures: seen.map((picture) => ({ id: picture.id, seen: seenOf(picture) })),
        set,
        addKeywords,
        removeKeywords,
      },
      ({ changed }) => {
        notifications.show({ message: `${countPictures(changed)} changed.`, color: "green" });
        onClose();
      },
    );
  };
  const text = (field: "credit" | "source", label: string) => (
    <TextInput
      label={label}
      value={values[field]}
      maxLength={maxLengths[field]}
      placeholder={atFirst[field] === "" && pictures.some((picture) => picture[field] !== "") ? "Several values" : ""}
      onChange={(event) => setValues({ ...values, [field]: event.currentTarget.value })}
    />
  );
  return (
    <Dialog opened onClose={onClose} title={`Edit ${countPictures(pictures.length)}`}>
      <form aria-label="Edit pictures" className={classes.fields} onSubmit={submit}>
        <p className="dim small">Fields that you leave as they are stay the same in every picture.</p>
        {text("credit", "Credit")}
        {text("source", "Source")}
        {canManageRights(actor) && (
          <NativeSelect
            label="Rights"
            value={values.rights}
            onChange={(event) => setValues({ ...values, rights: event.currentTarget.value })}
            data={[...(atFirst.rights === "" ? [{ value: "", label: "Several values" }] : []), ...rightsOptions]}
          />
        )}
        <TagsInput
          label="Add keywords"
          description="Press Enter or a comma after each."
          value={addKeywords}
          onChange={setAdded}
          acceptValueOnBlur
          splitChars={[",", ";"]}
          maxTags={maxLengths.items}
        />
        <TagsInput
          label="Remove keywords"
          value={removeKeywords}
          onChange={setRemoved}
          data={present}
          acceptValueOnBlur
          splitChars={[",", ";"]}
          disabled={present.length === 0}
        />
        {failure?.code === "CHANGED_MEANWHILE" ? (
          <p role="alert" className={classes.problem}>
            {explainNewer(failure)}
          </p>
        ) : (
          <Problem failure={failure?.code === "NOT_ALLOWED" ? null : failure} />
        )}
        {failure?.code === "NOT_ALLOWED" && (
          <p role="alert" className={classes.problem}>
            You can edit only pictures that you have uploaded. Nothing was changed; deselect the others and try again.
          </p>
        )}
        <DialogFoot>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" variant="filled" loading={pending}>
            {isAgain ? "Replace and save" : "Save"}
          </Button>
        </DialogFoot>
      </form>
    </Dialog>
  );
}

const fieldNames: Record<string, string> = { credit: "credit", source: "source", rights: "rights" };

function explainNewer(failure: Extract<Failure, { code: "CHANGED_MEANWHILE" }>): string {
  const { field = "", theirs, count = 1 } = failure.detail ?? {};
  const name = fieldNames[field];
  if (!name) return explain(failure);
  const value = field === "rights" ? rightsNames[String(theirs) as PictureRights] : String(theirs ?? "");
  const where = count === 1 ? "one of these pictures" : `${count} of these pictures`;
  return `Nothing was changed: somebody else has just changed the ${name} of ${where} to “${value}”. Save again to replace it, or cancel.`;
}

"use client";
import { Button, Loader, NativeSelect, TagsInput, TextInput } from "@mantine/core";
import { useCallback, useEffect, useState } from "react";
import type { Failure } from "#lib/errors.ts";
import { deletePreset, readPresets, savePreset } from "#lib/pictures/library/actions.ts";
import { maxLengths } from "#lib/pictures/library/schema.ts";
import type { PresetItem } from "#lib/pictures/library/types.ts";
import { Dialog, DialogFoot } from "../dialog.tsx";
import { Problem } from "../problem.tsx";
import { unreachable } from "../publish/use-verb.ts";
import { useServerAction } from "../use-server-action.ts";
import classes from "./library.module.css";
import { rightsNames, rightsOptions } from "./rights-names.ts";

type Draft = Omit<PresetItem, "id"> & { id: string | null };
const empty: Draft = {
  id: null,
  name: "",
  credit: "",
  source: "",
  copyright: "",
  keywords: [],
  rights: "UNKNOWN",
  rightsNote: "",
};

/** The presets that can be chosen for an upload, with a form for one of them. */
export function PresetsDialog({ onClose }: { onClose: () => void }) {
  const [presets, setPresets] = useState<PresetItem[] | null>(null);
  const [problem, setProblem] = useState<Failure | null>(null);
  const [draft, setDraft] = useState<Draft | null>(null);
  const read = useCallback(async () => {
    const answer = await readPresets({}).catch(unreachable);
    if (answer.ok) setPresets(answer.data);
    else setProblem(answer);
  }, []);
  useEffect(() => void read(), [read]);
  if (draft)
    return (
      <PresetForm
        draft={draft}
        onChange={setDraft}
        onDone={() => {
          setDraft(null);
          void read();
        }}
        onBack={() => setDraft(null)}
        onClose={onClose}
      />
    );
  return (
    <Dialog opened onClose={onClose} title="Upload presets">
      <p className="dim">A preset fills in credit, source and rights of the pictures of an upload.</p>
      <Problem failure={problem} />
      {!presets && !problem && <Loader />}
      {presets && presets.length > 0 && (
        <ul className={classes.presets}>
          {presets.map((preset) => (
            <li key={preset.id}>
              <span>
                <b>{preset.name}</b>
                <small className="dim">
                  {[preset.credit, preset.source, rightsNames[preset.rights]].filter(Boolean).join(" · ")}
                </small>
              </span>
              <Button size="compact-sm" aria-label={`Edit ${preset.name}`} onClick={() => setDraft(preset)}>
                Edit
              </Button>
            </li>
          ))}
        </ul>
      )}
      <DialogFoot>
        <Button onClick={onClose}>Close</Button>
        <Button variant="filled" onClick={() => setDraft(empty)}>
          New preset
        </Button>
      </DialogFoot>
    </Dialog>
  );
}

type FormProps = {
  draft: Draft;
  onChange: (draft: Draft) => void;
  onDone: () => void;
  onBack: () => void;
  onClose: () => void;
};

function PresetForm({ draft, onChange, onDone, onBack, onClose }: FormProps) {
  const saving = useServerAction(savePreset);
  const deleting = useServerAction(deletePreset);
  const failure = saving.failure ?? deleting.failure;
  const { id } = draft;
  const text = (field: "name" | "credit" | "source" | "copyright" | "rightsNote", label: string, max: number) => (
    <TextInput
      label={label}
      value={draft[field]}
      maxLength={max}
      {...(field === "name" && { "data-autofocus": true, required: true })}
      error={
        field === "name" && failure?.code === "TAKEN"
          ? "There is a preset of this name already."
          : failure?.fields?.[field]
      }
      onChange={(event) => onChange({ ...draft, [field]: event.currentTarget.value })}
    />
  );
  return (
    <Dialog opened onClose={onClose} title={id === null ? "New preset" : "Edit preset"}>
      <form
        className={classes.fields}
        aria-label="Preset"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          saving.send(draft, onDone);
        }}
      >
        {text("name", "Name", 100)}
        {text("credit", "Credit", maxLengths.credit)}
        {text("source", "Source", maxLengths.source)}
        {text("copyright", "Copyright", maxLengths.copyright)}
        <TagsInput
          label="Keywords"
          value={draft.keywords}
          onChange={(keywords) => onChange({ ...draft, keywords })}
          acceptValueOnBlur
          splitChars={[",", ";"]}
        />
        <NativeSelect
          label="Rights"
          value={draft.rights}
          data={rightsOptions}
          onChange={(event) => onChange({ ...draft, rights: event.currentTarget.value as PresetItem["rights"] })}
        />
        {text("rightsNote", "Terms", 1000)}
        <Problem failure={failure?.code === "TAKEN" ? null : failure} marked={["name", "credit", "source"]} />
        <DialogFoot>
          {id !== null && (
            <Button c="var(--down)" loading={deleting.pending} onClick={() => deleting.send({ id }, onDone)}>
              Delete preset
            </Button>
          )}
          <Button onClick={onBack}>Back</Button>
          <Button type="submit" variant="filled" loading={saving.pending}>
            Save
          </Button>
        </DialogFoot>
      </form>
    </Dialog>
  );
}

"use client";
import { Button, Textarea, TextInput } from "@mantine/core";
import { type FormEvent, useEffect, useState } from "react";
import { Dialog, DialogFoot } from "#components/newsroom/dialog.tsx";
import { explain } from "#components/newsroom/messages.ts";
import type { FieldProblems } from "#lib/errors.ts";
import { openMedia, updateMedia } from "#lib/media/actions.ts";
import type { StoredMedia } from "#lib/media/types.ts";
import { transcriptOf } from "#lib/media/vtt.ts";
import type { Lookup } from "../lookup.ts";
import { chooseFile, learnMedia } from "./choose-media.ts";
import classes from "./media.module.css";

type Values = Pick<StoredMedia, "captions" | "captionsLanguage" | "transcript">;

/** Captions as WebVTT, and the transcript, of a video or a sound. */
export function CaptionsDialog({ id, lookup, close }: { id: string; lookup: Lookup; close: () => void }) {
  const [media, setMedia] = useState<StoredMedia | null>(null);
  const [values, setValues] = useState<Values>({ captions: "", captionsLanguage: "", transcript: "" });
  const [problems, setProblems] = useState<FieldProblems>({});
  const [failure, setFailure] = useState("");
  const [pending, setPending] = useState(false);

  useEffect(() => {
    let isOpen = true;
    void openMedia({ id }).then((answer) => {
      if (!isOpen) return;
      if (!answer.ok) return setFailure(explain(answer));
      const { captions, captionsLanguage, transcript } = answer.data;
      setMedia(answer.data);
      setValues({ captions, captionsLanguage, transcript });
    });
    return () => {
      isOpen = false;
    };
  }, [id]);

  const set = (change: Partial<Values>) => {
    setValues((now) => ({ ...now, ...change }));
    setProblems({});
  };
  const load = async () => {
    const file = await chooseFile(".vtt,.srt,text/vtt");
    if (file) set({ captions: await file.text() });
  };
  const save = async (event: FormEvent) => {
    event.preventDefault();
    if (!media || pending) return;
    setPending(true);
    setFailure("");
    const answer = await updateMedia({ id, version: media.version, ...values });
    setPending(false);
    if (answer.ok) {
      learnMedia(lookup, answer.data);
      close();
      return;
    }
    setProblems(answer.fields ?? {});
    if (!answer.fields) setFailure(explain(answer));
  };
  const fromCaptions = values.captions === "" ? "" : transcriptOf(values.captions).join("\n\n");

  return (
    <Dialog opened onClose={close} title="Captions and transcript" size={720}>
      <form className={classes.form} onSubmit={(event) => void save(event)}>
        {failure && <p role="alert">{failure}</p>}
        <TextInput
          label="Language"
          description="Of what is said: a language tag such as en-GB or de."
          value={values.captionsLanguage}
          error={problems.captionsLanguage}
          disabled={!media}
          onChange={(event) => set({ captionsLanguage: event.currentTarget.value })}
        />
        <Textarea
          label="Captions"
          description="WebVTT. A file in SubRip (.srt) is converted."
          classNames={{ input: classes.code ?? "" }}
          rows={10}
          spellCheck={false}
          value={values.captions}
          error={problems.captions}
          disabled={!media}
          onChange={(event) => set({ captions: event.currentTarget.value })}
        />
        <div>
          <Button variant="default" size="compact-sm" disabled={!media} onClick={() => void load()}>
            Load from a file
          </Button>
        </div>
        <Textarea
          label="Transcript"
          description="Leave it empty to give readers the text of the captions."
          placeholder={fromCaptions.slice(0, 300)}
          rows={6}
          value={values.transcript}
          error={problems.transcript}
          disabled={!media}
          onChange={(event) => set({ transcript: event.currentTarget.value })}
        />
        <DialogFoot>
          <Button variant="default" onClick={close}>
            Cancel
          </Button>
          <Button type="submit" variant="filled" loading={pending} disabled={!media}>
            Save
          </Button>
        </DialogFoot>
      </form>
    </Dialog>
  );
}

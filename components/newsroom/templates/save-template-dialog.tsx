"use client";
import { Loader, NativeSelect, Textarea, TextInput } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useEffect, useState } from "react";
import type { Failure } from "#lib/errors.ts";
import { listManagedTemplates, saveTemplate } from "#lib/templates/actions.ts";
import type { TemplateRow } from "#lib/templates/types.ts";
import { SaveForm, textOf } from "../admin/save-dialog.tsx";
import { Dialog } from "../dialog.tsx";
import { Problem } from "../problem.tsx";
import { unreachable, useVerb } from "../publish/use-verb.ts";

/** Keeps the text and fields of a story for new stories of its kind. */
export function SaveTemplateDialog({ storyId, onClose }: { storyId: string; onClose: () => void }) {
  const [templates, setTemplates] = useState<TemplateRow[] | null>(null);
  const [lost, setLost] = useState<Failure | null>(null);
  const [replaced, setReplaced] = useState("");
  const { send, pending, failure } = useVerb(saveTemplate);
  useEffect(() => {
    void listManagedTemplates({})
      .catch(unreachable)
      .then((answer) => (answer.ok ? setTemplates(answer.data) : setLost(answer)));
  }, []);
  const now = templates?.find(({ id }) => id === replaced);
  const submit = (form: FormData) => {
    const [name, checklist] = [textOf(form, "name"), textOf(form, "checklist")];
    send({ storyId, templateId: replaced || null, name, checklist }, () => {
      notifications.show({ message: `Saved as the template “${name.trim()}”.`, color: "green" });
      onClose();
    });
  };
  return (
    <Dialog opened onClose={onClose} title="Save as template">
      {templates ? (
        <SaveForm
          title="Save as template"
          verb="Save template"
          fields={["name", "checklist"]}
          pending={pending}
          failure={failure}
          onCancel={onClose}
          onSubmit={submit}
        >
          <p>
            New stories begin with this text and these fields, without the byline, dates and the URL. Stories that began
            from a template before do not change.
          </p>
          {templates.length > 0 && (
            <NativeSelect
              label="Save as"
              value={replaced}
              onChange={(event) => setReplaced(event.currentTarget.value)}
              data={[
                { value: "", label: "A new template" },
                ...templates.map(({ id, name }) => ({ value: id, label: `In place of “${name}”` })),
              ]}
            />
          )}
          <TextInput
            key={`name ${replaced}`}
            data-autofocus
            label="Name"
            name="name"
            maxLength={80}
            placeholder="Match report"
            defaultValue={now?.name ?? ""}
            error={failure?.fields?.name}
          />
          <ChecklistField key={`list ${replaced}`} now={now?.checklist ?? []} failure={failure} />
        </SaveForm>
      ) : lost ? (
        <Problem failure={lost} />
      ) : (
        <Loader aria-label="Loading the templates" />
      )}
    </Dialog>
  );
}

export const ChecklistField = ({ now, failure }: { now: string[]; failure: Failure | null }) => (
  <Textarea
    label="Checklist"
    description="Optional, one item in each line. It can be ticked in the details of each story."
    name="checklist"
    autosize
    minRows={3}
    maxRows={10}
    defaultValue={now.join("\n")}
    error={failure?.fields && Object.entries(failure.fields).find(([field]) => field.startsWith("checklist"))?.[1]}
  />
);

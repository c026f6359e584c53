"use client";
import { Button, NativeSelect, Select, Switch, TextInput } from "@mantine/core";
import { useState } from "react";
import { savePartner } from "#lib/partners/actions.ts";
import { formatNames, partnerFormats } from "#lib/partners/policy.ts";
import type { PartnerRow } from "#lib/partners/types.ts";
import { SaveForm, textOf } from "../admin/save-dialog.tsx";
import { CopyLink } from "../copy-link.tsx";
import { Dialog, DialogFoot } from "../dialog.tsx";
import { useServerAction } from "../use-server-action.ts";
import { useWallTime, WallQuestion } from "../use-wall-time.tsx";
import { TopicSelect } from "../wires/topic-select.tsx";

export type PartnerSection = { id: string; name: string };

type Props = { partner: PartnerRow | null; sections: PartnerSection[]; opened: boolean; onClose: () => void };

/** What the server refuses beyond the fields' own rules. */
const problems: Record<string, string> = {
  words: "Enter at least one word that stories must have, not only words to exclude.",
  sectionId: "This section does not exist any more. Choose another one.",
  topicId: "This topic does not exist any more. Choose another one.",
};

/** Creates a partner, or changes one. The key of a new one is shown once. */
export function PartnerDialog({ partner, sections, opened, onClose }: Props) {
  const { send, pending, failure } = useServerAction(savePartner);
  const [token, setToken] = useState<string | null>(null);
  const [sectionId, setSectionId] = useState<string | null>(partner?.sectionId ?? null);
  const [topicId, setTopicId] = useState<string | null>(partner?.topicId ?? null);
  const [isFullText, setFullText] = useState(partner?.isFullText ?? true);
  const [hasPictures, setPictures] = useState(partner?.hasPictures ?? true);
  const [endsAt, setEndsAt] = useState<string | null>(partner?.endsAt ?? null);
  const end = useWallTime(endsAt, setEndsAt);
  const refused = failure?.code === "INVALID" ? (failure.detail?.field ?? "") : "";
  const problemOf = (field: string) => (refused === field ? problems[field] : failure?.fields?.[field]);

  const submit = (form: FormData) =>
    send(
      {
        partnerId: partner?.id ?? null,
        name: textOf(form, "name"),
        format: partnerFormats.find((one) => one === textOf(form, "format")) ?? "NINJS",
        sectionId,
        topicId,
        words: textOf(form, "words"),
        language: textOf(form, "language").trim(),
        isFullText,
        hasPictures,
        endsAt,
      },
      (saved) => (saved.token === null ? onClose() : setToken(saved.token)),
    );

  const title = token ? "Copy the key" : partner ? "Change partner" : "New partner";
  return (
    <Dialog opened={opened} onClose={onClose} title={title}>
      {token ? (
        <ShownKey token={token} onDone={onClose} />
      ) : (
        <SaveForm
          title={title}
          verb={partner ? "Save" : "Create partner"}
          fields={["name", "format", "words", "language", "endsAt"]}
          pending={pending}
          failure={problems[refused] ? null : failure}
          onCancel={onClose}
          onSubmit={submit}
        >
          <TextInput
            label="Name"
            name="name"
            maxLength={100}
            autoComplete="off"
            data-autofocus
            defaultValue={partner?.name ?? ""}
            error={problemOf("name")}
          />
          <NativeSelect
            label="Format"
            name="format"
            mt="md"
            data={partnerFormats.map((value) => ({ value, label: formatNames[value] }))}
            defaultValue={partner?.format ?? "NINJS"}
            error={problemOf("format")}
          />
          <Select
            label="Section"
            description="Sub-sections are included. Stories must fit everything that is chosen here."
            mt="md"
            data={sections.map(({ id, name }) => ({ value: id, label: name }))}
            value={sectionId}
            onChange={setSectionId}
            error={problemOf("sectionId")}
            searchable
            clearable
          />
          <div style={{ marginTop: "var(--mantine-spacing-md)" }}>
            <TopicSelect topicId={topicId} name={partner?.topic ?? null} onChange={setTopicId} />
          </div>
          <TextInput
            label="Words"
            description="As in the search of the site: “quoted phrases” and -excluded words."
            name="words"
            mt="md"
            maxLength={200}
            autoComplete="off"
            defaultValue={partner?.words ?? ""}
            error={problemOf("words")}
          />
          <TextInput
            label="Language"
            description="A code such as “en” or “de-AT”."
            name="language"
            mt="md"
            maxLength={35}
            autoComplete="off"
            defaultValue={partner?.language ?? ""}
            error={problemOf("language")}
          />
          <Switch
            label="Full text"
            description="Without it, the partner gets headline, standfirst and main picture."
            mt="md"
            checked={isFullText}
            onChange={(event) => setFullText(event.currentTarget.checked)}
          />
          <Switch
            label="Pictures"
            description="Only staff pictures and Creative Commons, without an end date, a territory or a limit of uses."
            mt="md"
            checked={hasPictures}
            onChange={(event) => setPictures(event.currentTarget.checked)}
          />
          <TextInput
            type="datetime-local"
            label="Ends"
            description="The key is refused from then on."
            mt="md"
            value={end.wall}
            onChange={(event) => end.type(event.currentTarget.value)}
            error={problemOf("endsAt")}
          />
          <WallQuestion question={end.question} />
        </SaveForm>
      )}
    </Dialog>
  );
}

export const ShownKey = ({ token, onDone }: { token: string; onDone: () => void }) => (
  <>
    <p>Give it to the partner. It is not shown again.</p>
    <CopyLink label="Key" link={token} verb="Copy key" />
    <DialogFoot>
      <Button onClick={onDone}>Done</Button>
    </DialogFoot>
  </>
);

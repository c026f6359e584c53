"use client";
import { Button, NativeSelect, Radio, TextInput } from "@mantine/core";
import { useState } from "react";
import { shareStory } from "#lib/reviews/actions.ts";
import { defaultDays, maxDays } from "#lib/reviews/policy.ts";
import type { ReviewRight, StoryReviews } from "#lib/reviews/types.ts";
import { SaveForm } from "../admin/save-dialog.tsx";
import { CopyLink } from "../copy-link.tsx";
import { Dialog, DialogFoot } from "../dialog.tsx";
import { useVerb } from "../publish/use-verb.ts";

type Props = { storyId: string; mayShare: boolean; close: () => void; onShared: (reviews: StoryReviews) => void };

export const rightNames: Record<ReviewRight, string> = {
  VIEW: "Read",
  COMMENT: "Read and comment",
  APPROVE: "Read, comment and approve",
};
const days = [1, 3, defaultDays, 14, maxDays];

/** Makes a link for one person without an account. */
export function ShareDialog({ storyId, mayShare, close, onShared }: Props) {
  const [made, setMade] = useState<{ name: string; email: string; link: string; isMailed: boolean } | null>(null);
  const { send, pending, failure } = useVerb(shareStory);
  const submit = (form: FormData) => {
    const [name, email] = [String(form.get("name")).trim(), String(form.get("email")).trim()];
    send(
      {
        storyId,
        name,
        email,
        may: form.get("may") as ReviewRight,
        isFixed: form.get("shows") === "fixed",
        days: Number(form.get("days")),
      },
      ({ reviews, ...shared }) => {
        setMade({ name, email, ...shared });
        onShared(reviews);
      },
    );
  };
  if (!mayShare)
    return (
      <Dialog opened onClose={close} title="You cannot share this story">
        <p>
          Only people who may change a story can share it with somebody outside the newsroom. Ask the writer of the
          story or an editor to share it.
        </p>
        <DialogFoot>
          <Button onClick={close}>Close</Button>
        </DialogFoot>
      </Dialog>
    );
  return (
    <Dialog opened onClose={close} title={made ? `Link for ${made.name}` : "Share for review"}>
      {made ? (
        <>
          <p>
            {made.isMailed
              ? `A link was mailed to ${made.email}. If it does not arrive, send it yourself. It is not shown again.`
              : `Send this link to ${made.name} yourself. It is not shown again.`}
            {made.email !== "" && !made.isMailed && " Mail is not set up, so Galley sent none."}
          </p>
          <CopyLink label="Review link" link={made.link} />
          <DialogFoot>
            <Button onClick={() => setMade(null)}>Share with another person</Button>
            <Button onClick={close}>Done</Button>
          </DialogFoot>
        </>
      ) : (
        <SaveForm
          title="Share for review"
          verb="Create link"
          fields={["name", "email"]}
          pending={pending}
          failure={failure}
          note="You can end the link at any time."
          onCancel={close}
          onSubmit={submit}
        >
          <TextInput
            label="Name"
            description="One link for each person. The name is on the page and on each comment."
            name="name"
            autoComplete="off"
            data-autofocus
            error={failure?.fields?.name}
          />
          <TextInput
            label="Email"
            description="Optional. The link is mailed there."
            name="email"
            type="email"
            inputMode="email"
            autoComplete="off"
            error={failure?.fields?.email}
          />
          <NativeSelect
            label="May"
            name="may"
            defaultValue="COMMENT"
            data={Object.entries(rightNames).map(([value, label]) => ({ value, label }))}
          />
          <Radio.Group label="Shows" name="shows" defaultValue="current">
            <Radio mt={6} value="current" label="The story as it is whenever the link is opened" />
            <Radio mt={6} value="fixed" label="The version of this moment" />
          </Radio.Group>
          <NativeSelect
            label="Works for"
            name="days"
            defaultValue={String(defaultDays)}
            data={days.map((count) => ({ value: String(count), label: count === 1 ? "1 day" : `${count} days` }))}
          />
        </SaveForm>
      )}
    </Dialog>
  );
}

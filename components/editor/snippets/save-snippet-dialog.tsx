"use client";
import { Button, Checkbox, Loader, NativeSelect, TextInput } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import type { Editor } from "@tiptap/core";
import { useEffect, useState } from "react";
import { SaveForm } from "#components/newsroom/admin/save-dialog.tsx";
import { Dialog, DialogFoot } from "#components/newsroom/dialog.tsx";
import { useActor } from "#components/newsroom/newsroom-context.tsx";
import { Problem } from "#components/newsroom/problem.tsx";
import { unreachable, useVerb } from "#components/newsroom/publish/use-verb.ts";
import type { Failure } from "#lib/errors.ts";
import { listSnippets, saveSnippet } from "#lib/snippets/actions.ts";
import { canSaveSnippet } from "#lib/snippets/policy.ts";
import type { SnippetRow } from "#lib/snippets/types.ts";
import { selectedBlocks } from "./snippet-blocks.ts";

/** Keeps the selected blocks for other stories. */
export function SaveSnippetDialog({ editor, close }: { editor: Editor; close: () => void }) {
  const actor = useActor();
  const [blocks] = useState(() => selectedBlocks(editor.state));
  const [snippets, setSnippets] = useState<SnippetRow[] | null>(null);
  const [lost, setLost] = useState<Failure | null>(null);
  const [replaced, setReplaced] = useState("");
  const { send, pending, failure } = useVerb(saveSnippet);
  useEffect(() => {
    void listSnippets({})
      .catch(unreachable)
      .then((answer) => (answer.ok ? setSnippets(answer.data) : setLost(answer)));
  }, []);
  const now = snippets?.find(({ id }) => id === replaced);
  const mine = snippets?.filter(({ isBound }) => canSaveSnippet(actor, isBound)) ?? [];
  const submit = (form: FormData) => {
    const name = String(form.get("name"));
    const isBound = now?.isBound ?? form.has("isBound");
    send({ snippetId: replaced || null, name, isBound, blocks: JSON.stringify(blocks) }, ({ erasure }) => {
      const isEverywhere = !now?.isBound || erasure === "EVERYWHERE";
      notifications.show({
        message: isEverywhere
          ? `Saved as the snippet “${name.trim()}”.`
          : `Saved as the snippet “${name.trim()}”. Some servers may show the earlier text for a few seconds.`,
        color: "green",
      });
      close();
      requestAnimationFrame(() => editor.view.focus());
    });
  };
  if (blocks.length === 0)
    return (
      <Dialog opened onClose={close} title="Save as snippet">
        <p>
          Select text in the body of the story first. Headline, standfirst and other zones cannot be kept as a snippet.
        </p>
        <DialogFoot>
          <Button onClick={close}>Close</Button>
        </DialogFoot>
      </Dialog>
    );
  return (
    <Dialog opened onClose={close} title="Save as snippet">
      {snippets ? (
        <SaveForm
          title="Save as snippet"
          verb="Save snippet"
          fields={["name"]}
          pending={pending}
          failure={failure}
          onCancel={close}
          onSubmit={submit}
        >
          <p>
            {blocks.length === 1 ? "The selected block is kept" : `The ${blocks.length} selected blocks are kept`} for
            other stories. Open suggestions are left out.
          </p>
          {mine.length > 0 && (
            <NativeSelect
              label="Save as"
              value={replaced}
              onChange={(event) => setReplaced(event.currentTarget.value)}
              data={[
                { value: "", label: "A new snippet" },
                ...mine.map(({ id, name }) => ({ value: id, label: `In place of “${name}”` })),
              ]}
            />
          )}
          <TextInput
            key={replaced}
            data-autofocus
            label="Name"
            name="name"
            maxLength={80}
            placeholder="About this series"
            defaultValue={now?.name ?? ""}
            error={failure?.fields?.name}
          />
          {now?.isBound && <p>Every story with this snippet changes at once, published ones as well.</p>}
          {!now && canSaveSnippet(actor, true) && (
            <Checkbox
              name="isBound"
              label="Change in every story at once"
              description="Stories show this text as it is at the moment. Without it they get a copy, which each story can edit."
            />
          )}
        </SaveForm>
      ) : lost ? (
        <Problem failure={lost} />
      ) : (
        <Loader aria-label="Loading the snippets" />
      )}
    </Dialog>
  );
}

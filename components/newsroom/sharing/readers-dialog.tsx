"use client";
import { Checkbox, Loader, MultiSelect } from "@mantine/core";
import { useEffect, useState } from "react";
import { readAssignable } from "#lib/assignments/actions.ts";
import type { Failure } from "#lib/errors.ts";
import { nameReaders, readReaders } from "#lib/stories/sharing/actions.ts";
import type { StoryReaders } from "#lib/stories/sharing/types.ts";
import type { Name } from "#lib/stories/types.ts";
import { SaveDialog } from "../admin/save-dialog.tsx";
import { Dialog } from "../dialog.tsx";
import { Problem } from "../problem.tsx";
import { unreachable, useVerb } from "../publish/use-verb.ts";

type Props = { storyId: string; onClose: () => void };

/** With whom a story is shared, and whether it is confidential. */
export function ReadersDialog({ storyId, onClose }: Props) {
  const [readers, setReaders] = useState<StoryReaders | null>(null);
  const [options, setOptions] = useState<readonly Name[]>([]);
  const [lost, setLost] = useState<Failure | null>(null);
  useEffect(() => {
    void Promise.all([readReaders({ storyId }).catch(unreachable), readAssignable({}).catch(unreachable)]).then(
      ([found, people]) => {
        if (!found.ok) return setLost(found);
        if (people.ok) setOptions(people.data);
        setReaders(found.data);
      },
    );
  }, [storyId]);
  if (readers) return <ReadersForm storyId={storyId} readers={readers} options={options} onClose={onClose} />;
  return (
    <Dialog opened onClose={onClose} title="Who may read this story">
      {lost ? <Problem failure={lost} /> : <Loader aria-label="Loading" />}
    </Dialog>
  );
}

type FormProps = Props & { readers: StoryReaders; options: readonly Name[] };

function ReadersForm({ storyId, readers, options, onClose }: FormProps) {
  const before = readers.people.map(({ id }) => id);
  const [isConfidential, setConfidential] = useState(readers.isConfidential);
  const [people, setPeople] = useState(before);
  const { send, pending, failure } = useVerb(nameReaders);
  const others = options.filter(({ id }) => !readers.people.some((person) => person.id === id));
  const owners = readers.owners.map(({ name }) => name).join(" and ");
  return (
    <SaveDialog
      opened
      onClose={onClose}
      title="Who may read this story"
      verb="Save"
      fields={["people"]}
      pending={pending}
      failure={failure}
      onSubmit={() =>
        send(
          { storyId, isConfidential, people, seen: { isConfidential: readers.isConfidential, people: before } },
          onClose,
        )
      }
    >
      <MultiSelect
        label="Share with"
        description="They read the story and comment on it, whatever their role."
        data={[...readers.people, ...others].map(({ id, name }) => ({ value: id, label: name }))}
        value={people}
        onChange={setPeople}
        disabled={!readers.mayChange}
        searchable
        data-autofocus
        error={failure?.fields?.people}
      />
      <Checkbox
        label="Confidential"
        description={`Only ${owners ? `${owners} and the people above` : "the people above"} see the unpublished story. Admins do not see it either.`}
        checked={isConfidential}
        disabled={!readers.mayChange}
        onChange={(event) => setConfidential(event.currentTarget.checked)}
      />
    </SaveDialog>
  );
}

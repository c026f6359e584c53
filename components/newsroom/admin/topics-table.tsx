"use client";
import { Textarea } from "@mantine/core";
import { IconTag } from "@tabler/icons-react";
import { topicPath } from "#lib/addresses/paths.ts";
import { addTopic, findTopics, joinTopics, removeTopic, saveTopic } from "#lib/topics/actions.ts";
import type { TopicRow } from "#lib/topics/data.ts";
import { type Column, DataTable, TwoLines } from "../data-table.tsx";
import { Confirm } from "../dialog.tsx";
import { EmptyList } from "../empty-list.tsx";
import { useServerAction } from "../use-server-action.ts";
import { aliasLine } from "./alias-line.ts";
import { MergeDialog } from "./merge-dialog.tsx";
import { NameAndSlug } from "./name-and-slug.tsx";
import { NewButton } from "./new-button.tsx";
import { RowMenu } from "./row-menu.tsx";
import { SaveDialog, textOf } from "./save-dialog.tsx";

const columns: Column<TopicRow>[] = [
  {
    head: "Name",
    phone: "title",
    cell: (topic) => <TwoLines first={topic.name} second={aliasLine(topic.aliases) || topic.description} />,
  },
  {
    head: "URL",
    width: 280,
    from: "wide",
    cell: ({ slug }) => (
      <a className="link" href={topicPath(slug)}>
        {topicPath(slug)}
      </a>
    ),
  },
  { head: "Stories", width: 90, align: "end", cell: ({ stories }) => stories.toLocaleString("en-GB") },
  {
    head: <span className="vh">Actions</span>,
    width: 72,
    align: "end",
    phone: "end",
    cell: (topic) => (
      <RowMenu
        name={topic.name}
        entries={[
          {
            label: "Edit",
            dialog: (opened, close) => <TopicDialog topic={topic} opened={opened} onClose={close} />,
          },
          {
            label: "Merge into another",
            dialog: (opened, close) => (
              <MergeDialog
                opened={opened}
                onClose={close}
                kind="topic"
                source={topic}
                find={findTopics}
                merge={({ source, into }) => joinTopics({ topicId: source, into })}
              />
            ),
          },
          {
            label: "Delete",
            danger: true,
            dialog: (opened, close) => <DeleteTopic topic={topic} opened={opened} onClose={close} />,
          },
        ]}
      />
    ),
  },
];

export function TopicsTable({ topics, isSearch }: { topics: TopicRow[]; isSearch: boolean }) {
  return (
    <DataTable
      label="Topics"
      columns={columns}
      rows={topics}
      keyOf={({ id }) => id}
      tall
      empty={
        <EmptyList
          icon={IconTag}
          title={isSearch ? "No topics found" : "No topics yet"}
          {...(isSearch ? {} : { text: "Readers find stories by topic. Add the first with “New topic”." })}
        />
      }
    />
  );
}

export const NewTopic = () => (
  <NewButton dialog={(opened, close) => <TopicDialog topic={null} opened={opened} onClose={close} />}>
    New topic
  </NewButton>
);

function DeleteTopic({ topic, opened, onClose }: { topic: TopicRow; opened: boolean; onClose: () => void }) {
  const { send, pending, failure } = useServerAction(removeTopic);
  return (
    <Confirm
      opened={opened}
      onClose={onClose}
      question={`Delete ${topic.name}?`}
      verb="Delete"
      danger
      pending={pending}
      failure={failure}
      onConfirm={() => send({ topicId: topic.id }, onClose)}
    >
      <p>Only a topic that no story has ever had can be deleted. Merge any other into the topic that replaces it.</p>
    </Confirm>
  );
}

type DialogProps = { topic: TopicRow | null; opened: boolean; onClose: () => void };

function TopicDialog({ topic, opened, onClose }: DialogProps) {
  const making = useServerAction(addTopic);
  const saving = useServerAction(saveTopic);
  const { pending, failure } = topic ? saving : making;
  const submit = (form: FormData) => {
    const fields = {
      name: textOf(form, "name"),
      slug: textOf(form, "slug"),
      description: textOf(form, "description"),
    };
    if (topic) saving.send({ topicId: topic.id, ...fields }, onClose);
    else making.send(fields, onClose);
  };
  return (
    <SaveDialog
      opened={opened}
      onClose={onClose}
      title={topic ? `Edit ${topic.name}` : "New topic"}
      verb={topic ? "Save" : "Create topic"}
      fields={["name", "slug", "description"]}
      pending={pending}
      failure={failure}
      onSubmit={submit}
    >
      <NameAndSlug now={topic} under="/topics" failure={failure} />
      <Textarea
        label="Description"
        description="Optional. Shown at the top of the topic page."
        name="description"
        maxLength={300}
        autosize
        minRows={2}
        defaultValue={topic?.description ?? ""}
        error={failure?.fields?.description}
      />
    </SaveDialog>
  );
}

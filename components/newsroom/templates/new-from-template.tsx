"use client";
import { Button, Menu } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { IconTemplate } from "@tabler/icons-react";
import { useRouter } from "next/navigation";
import { useState, useTransition } from "react";
import { newId } from "#lib/ids.ts";
import { beginFromTemplate, listTemplates } from "#lib/templates/actions.ts";
import type { TemplateChoice } from "#lib/templates/types.ts";
import { explainVerb } from "../publish/explain-verb.ts";
import { unreachable, useVerb } from "../publish/use-verb.ts";
import classes from "./templates.module.css";

/** Begins a story as a copy of a template. The templates are read when the menu is opened. */
export function NewFromTemplate() {
  const router = useRouter();
  const [templates, setTemplates] = useState<TemplateChoice[] | null>(null);
  const [problem, setProblem] = useState("");
  const { send, pending } = useVerb(beginFromTemplate);
  const [isLeaving, leave] = useTransition();
  const read = async () => {
    setProblem("");
    const answer = await listTemplates({}).catch(unreachable);
    if (answer.ok) setTemplates(answer.data);
    else setProblem(explainVerb(answer));
  };
  const begin = (templateId: string) =>
    send(
      { templateId, storyId: newId() },
      ({ id }) => leave(() => router.push(`/desk/stories/${id}`)),
      (failure) => notifications.show({ message: explainVerb(failure), color: "red", autoClose: 10_000 }),
    );
  return (
    <Menu width={260} onOpen={() => void read()}>
      <Menu.Target>
        <Button
          className={classes.from ?? ""}
          aria-label="Begin from a template"
          title="Begin a story from a template"
          loading={pending || isLeaving}
        >
          <IconTemplate size={18} aria-hidden="true" />
        </Button>
      </Menu.Target>
      <Menu.Dropdown className={classes.choices ?? ""}>
        <Menu.Label>Begin a story from a template</Menu.Label>
        {templates?.map(({ id, name }) => (
          <Menu.Item key={id} onClick={() => begin(id)}>
            {name}
          </Menu.Item>
        ))}
        {templates?.length === 0 && (
          <Menu.Item disabled>No templates yet. Editors save one from the menu of a story.</Menu.Item>
        )}
        {problem && <Menu.Item disabled>{problem}</Menu.Item>}
        {templates === null && !problem && <Menu.Item disabled>Loading…</Menu.Item>}
      </Menu.Dropdown>
    </Menu>
  );
}

"use client";
import { Button, Checkbox, NumberInput, Select, TextInput } from "@mantine/core";
import { useState } from "react";
import { labelNames } from "#lib/document/fields.ts";
import {
  type Arrangement,
  arrangements,
  type BackfillRule,
  type Container,
  containerSchema,
} from "#lib/fronts/layout-schema.ts";
import { Dialog, DialogFoot } from "../dialog.tsx";
import { useTimes } from "../newsroom-context.tsx";
import { useWallTime, WallQuestion } from "../use-wall-time.tsx";
import classes from "./compose.module.css";
import { arrangementNames } from "./front-words.ts";
import { takesCards } from "./places.ts";
import { TermField } from "./term-field.tsx";

type Props = {
  /** The container that is changed; null for a new one. */
  container: Container | null;
  newId: () => string;
  isFrontPage: boolean;
  sections: readonly { id: string; name: string }[];
  /** The name of the topic or author of its rule, where known. */
  subject: string;
  onSave: (container: Container) => void;
  onClose: () => void;
};

const sources: Record<BackfillRule["from"] | "none", string> = {
  newest: "The newest stories",
  section: "A section",
  topic: "A topic",
  author: "An author",
  collection: "A collection",
  none: "Nothing: placed stories only",
};
const emptyRule: BackfillRule = {
  from: "newest",
  id: "",
  label: "",
  language: "",
  maxAgeHours: null,
  needsPicture: false,
};

/** Heading, arrangement and rule of a container. */
export function ContainerDialog({ container, newId, isFrontPage, sections, subject, onSave, onClose }: Props) {
  const times = useTimes();
  const [fields, setFields] = useState<Container>(
    () => container ?? containerSchema.parse({ id: newId(), arrangement: "row", rule: emptyRule }),
  );
  const [linkProblem, setLinkProblem] = useState<string | null>(null);
  const set = (changes: Partial<Container>) => setFields((now) => ({ ...now, ...changes }));
  const time = useWallTime(fields.until, (until) => set({ until }));
  const rule = fields.rule;
  const setRule = (changes: Partial<BackfillRule>) => set({ rule: { ...(rule ?? emptyRule), ...changes } });
  const offered = arrangements.filter((one) => isFrontPage || one !== "sections");
  const choose = (arrangement: Arrangement) => {
    const from: BackfillRule["from"] | null =
      arrangement === "river" ? "section" : arrangement === "topic" ? "topic" : null;
    const next = !takesCards({ arrangement }) ? null : from ? { ...emptyRule, from } : (rule ?? emptyRule);
    set({ arrangement, rule: from && rule?.from === from ? rule : next });
  };
  const needsTerm = rule !== null && rule.from !== "newest" && rule.id === "";
  const title = container ? "Container settings" : "Add container";
  return (
    <Dialog opened onClose={onClose} title={title} size={560}>
      <form
        aria-label={title}
        onSubmit={(event) => {
          event.preventDefault();
          if (time.question || needsTerm) return;
          const parsed = containerSchema.safeParse(fields);
          if (!parsed.success) {
            setLinkProblem(parsed.error.issues.find(({ path }) => path[0] === "link")?.message ?? null);
            return;
          }
          onSave(parsed.data);
          onClose();
        }}
      >
        <TextInput
          label="Heading"
          description="Leave empty for none, or for the name of the section, topic or collection."
          data-autofocus
          maxLength={100}
          value={fields.title}
          onChange={(event) => set({ title: event.currentTarget.value })}
        />
        <Select
          label="Arrangement"
          allowDeselect={false}
          value={fields.arrangement}
          onChange={(value) => value && choose(value as Arrangement)}
          data={offered.map((value) => ({ value, label: arrangementNames[value] }))}
        />
        <TextInput
          label="Link"
          description="Where the heading leads: a path on this site, or a URL that begins with https://."
          value={fields.link}
          error={linkProblem}
          onChange={(event) => {
            setLinkProblem(null);
            set({ link: event.currentTarget.value });
          }}
        />
        {takesCards(fields) && (
          <fieldset className={classes.group}>
            <legend>Filled with</legend>
            <Select
              aria-label="Filled with"
              allowDeselect={false}
              value={rule?.from ?? "none"}
              onChange={(value) => {
                if (value === "none") set({ rule: null });
                else if (value) setRule({ from: value as BackfillRule["from"], id: "" });
              }}
              data={Object.entries(sources).map(([value, label]) => ({ value, label }))}
            />
            {rule?.from === "section" && (
              <Select
                label="Section"
                searchable
                allowDeselect={false}
                value={rule.id || null}
                onChange={(id) => setRule({ id: id ?? "" })}
                data={sections.map(({ id, name }) => ({ value: id, label: name }))}
              />
            )}
            {(rule?.from === "topic" || rule?.from === "author" || rule?.from === "collection") && (
              <TermField
                key={rule.from}
                kind={rule.from}
                id={rule.id}
                name={rule.id === container?.rule?.id ? subject : ""}
                onChoose={(id) => setRule({ id })}
              />
            )}
            {rule && (
              <>
                <Select
                  label="Label"
                  clearable
                  placeholder="Any"
                  value={rule.label || null}
                  onChange={(label) => setRule({ label: label ?? "" })}
                  data={Object.entries(labelNames).map(([value, label]) => ({ value, label }))}
                />
                <NumberInput
                  label="Not older than, in hours"
                  placeholder="Any age"
                  min={1}
                  max={8760}
                  allowDecimal={false}
                  value={rule.maxAgeHours ?? ""}
                  onChange={(value) => setRule({ maxAgeHours: typeof value === "number" && value >= 1 ? value : null })}
                />
                <Checkbox
                  label="Only stories with a picture"
                  checked={rule.needsPicture}
                  onChange={(event) => setRule({ needsPicture: event.currentTarget.checked })}
                />
              </>
            )}
          </fieldset>
        )}
        <Checkbox
          label="Hide on phones"
          checked={fields.hidesOnPhone}
          onChange={(event) => set({ hidesOnPhone: event.currentTarget.checked })}
        />
        <TextInput
          type="datetime-local"
          label="Until"
          description={`${time.shown ?? "Leave empty to keep the container until somebody removes it"}. Newsroom time: ${times.zone}.`}
          value={time.wall}
          onChange={(event) => time.type(event.currentTarget.value)}
        />
        <WallQuestion question={time.question} />
        <DialogFoot note={needsTerm ? `Choose ${sources[rule.from].toLowerCase()}.` : undefined}>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" variant="filled" disabled={needsTerm || time.question !== null}>
            {container ? "Save container" : "Add"}
          </Button>
        </DialogFoot>
      </form>
    </Dialog>
  );
}

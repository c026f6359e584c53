"use client";
import { Button, Select, Switch, TagsInput, TextInput } from "@mantine/core";
import { useState } from "react";
import { saveRule, tryRule } from "#lib/wires/actions.ts";
import { maxTried } from "#lib/wires/rule-policy.ts";
import type { TriedItem, WireRuleRow } from "#lib/wires/types.ts";
import { Dialog, DialogFoot } from "../dialog.tsx";
import { Problem } from "../problem.tsx";
import { useServerAction } from "../use-server-action.ts";
import { RuleTrial } from "./rule-trial.tsx";
import { TopicSelect } from "./topic-select.tsx";
import classes from "./wires.module.css";

type Option = { id: string; name: string };
export type RuleOptions = { sources: Option[]; sections: Option[]; people: Option[] };

type Props = { rule: WireRuleRow | null; options: RuleOptions; opened: boolean; onClose: () => void };

const toData = (options: readonly Option[]) => options.map(({ id, name }) => ({ value: id, label: name }));

/** In the order of the agencies: 1 is the most urgent. */
const urgencies = [
  { value: "1", label: "1: flash" },
  { value: "2", label: "2: bulletin" },
  { value: "3", label: "3: urgent" },
  ...["4", "5", "6", "7", "8"].map((value) => ({ value, label: value })),
];

/** What is wrong with an entry of a list is reported by its place in the list. */
const problemOf = (fields: Record<string, string> | undefined, name: string): string | undefined =>
  Object.entries(fields ?? {}).find(([field]) => field === name || field.startsWith(`${name}.`))?.[1];

/** Adds a rule or changes one, and tries it before it is saved. */
export function RuleDialog({ rule, options, opened, onClose }: Props) {
  const save = useServerAction(saveRule);
  const trial = useServerAction(tryRule);
  const [name, setName] = useState(rule?.name ?? "");
  const [isOn, setIsOn] = useState(rule?.isOn ?? true);
  const [words, setWords] = useState(rule?.words ?? []);
  const [categories, setCategories] = useState(rule?.categories ?? []);
  const [languages, setLanguages] = useState(rule?.languages ?? []);
  const [urgency, setUrgency] = useState(rule?.urgency?.toString() ?? null);
  const [sourceId, setSourceId] = useState(rule?.sourceId ?? null);
  const [isDropping, setIsDropping] = useState(rule?.isDropping ?? false);
  const [sectionId, setSectionId] = useState(rule?.sectionId ?? null);
  const [topicId, setTopicId] = useState(rule?.topicId ?? null);
  const [personId, setPersonId] = useState(rule?.personId ?? null);
  const [tried, setTried] = useState<TriedItem[] | null>(null);
  const given = {
    ...{ ruleId: rule?.id ?? null, name, isOn, words, categories, languages, sourceId, isDropping },
    ...{ urgency: urgency === null ? null : Number(urgency), sectionId, topicId, personId },
  };
  const failure = save.failure ?? trial.failure;
  const isTaken = failure?.code === "TAKEN";
  const title = rule ? "Change rule" : "New rule";
  return (
    <Dialog opened={opened} onClose={onClose} title={title} size={640}>
      <form
        aria-label={title}
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          trial.clear();
          save.send(given, onClose);
        }}
      >
        <TextInput
          label="Name"
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
          maxLength={100}
          autoComplete="off"
          data-autofocus
          error={isTaken ? "Another rule has this name. Choose another one." : failure?.fields?.name}
        />
        <fieldset className={classes.part}>
          <legend>If an item meets all of these</legend>
          <TagsInput
            label="Words"
            description="One of them is in the headline or the text. An asterisk matches any letters that follow: ferr*"
            value={words}
            onChange={setWords}
            error={problemOf(failure?.fields, "words")}
          />
          <TagsInput
            label="Categories"
            description="One of its subjects or keywords, as the agency writes it: Sport, medtop:*"
            value={categories}
            onChange={setCategories}
            error={problemOf(failure?.fields, "categories")}
          />
          <div className={classes.pair}>
            <TagsInput
              label="Languages"
              description="en, de-AT"
              value={languages}
              onChange={setLanguages}
              error={problemOf(failure?.fields, "languages")}
            />
            <Select
              label="Urgency"
              description="This or more urgent"
              data={urgencies}
              value={urgency}
              onChange={setUrgency}
              clearable
            />
          </div>
          <Select
            label="Wire"
            data={toData(options.sources)}
            value={sourceId}
            onChange={setSourceId}
            placeholder="All wires"
            searchable
            clearable
          />
        </fieldset>
        <fieldset className={classes.part}>
          <legend>Then</legend>
          <Switch
            label="Drop it"
            description="It is not in the list. It can be looked at under Dropped until it expires."
            checked={isDropping}
            onChange={(event) => setIsDropping(event.currentTarget.checked)}
          />
          {!isDropping && (
            <>
              <Select
                label="Section"
                description="Stories that are begun from it are filed there."
                data={toData(options.sections)}
                value={sectionId}
                onChange={setSectionId}
                error={failure?.fields?.sectionId}
                searchable
                clearable
              />
              <TopicSelect topicId={topicId} name={rule?.topic ?? null} onChange={setTopicId} />
              <Select
                label="Person"
                description="Is mailed, and finds the item under “For me”."
                data={toData(options.people)}
                value={personId}
                onChange={setPersonId}
                searchable
                clearable
              />
            </>
          )}
        </fieldset>
        <Switch
          label="Use this rule"
          mt="md"
          checked={isOn}
          onChange={(event) => setIsOn(event.currentTarget.checked)}
        />
        <Problem
          failure={isTaken ? null : failure}
          marked={["name", "words", "categories", "languages", "sectionId"]}
        />
        {tried && <RuleTrial items={tried} />}
        <DialogFoot
          note={
            <Button
              variant="subtle"
              loading={trial.pending}
              onClick={() => trial.send({ ...given, name: name || "This rule" }, setTried)}
            >
              Try on the last {maxTried} items
            </Button>
          }
        >
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" variant="filled" loading={save.pending}>
            {rule ? "Save" : "Add rule"}
          </Button>
        </DialogFoot>
      </form>
    </Dialog>
  );
}

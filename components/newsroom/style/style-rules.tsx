"use client";
import { MultiSelect, NativeSelect, Switch, Textarea, TextInput } from "@mantine/core";
import { IconTextSpellcheck } from "@tabler/icons-react";
import { changeStyleRule, createStyleRule, deleteStyleRule } from "#lib/house-style/actions.ts";
import { wasFound } from "#lib/house-style/policy.ts";
import type { ManagedRule, RuleWeek } from "#lib/house-style/types.ts";
import type { SectionOption } from "#lib/sections/data.ts";
import { NewButton } from "../admin/new-button.tsx";
import { RowMenu } from "../admin/row-menu.tsx";
import { SaveDialog, textOf } from "../admin/save-dialog.tsx";
import { type Column, DataTable, TwoLines } from "../data-table.tsx";
import { Confirm } from "../dialog.tsx";
import { EmptyList } from "../empty-list.tsx";
import { useServerAction } from "../use-server-action.ts";

const proposal = ({ pattern, replacement }: ManagedRule): string =>
  replacement === "" ? pattern : `${pattern} → ${replacement}`;

/** What became of the findings in a week. */
const weekWords = (week: RuleWeek): string =>
  wasFound(week) ? `${week.accepted} accepted, ${week.ignored} ignored, ${week.left} left` : "Not found";

const columnsFor = (sections: SectionOption[]): Column<ManagedRule>[] => [
  {
    head: "Rule and reason",
    phone: "title",
    cell: (rule) => <TwoLines first={proposal(rule)} second={rule.reason} />,
  },
  {
    head: "Kind",
    width: 150,
    from: "wide",
    cell: ({ isRegex, sections: ids }) => (
      <TwoLines
        first={isRegex ? "Expression" : "Words"}
        second={sections.flatMap(({ id, name }) => (ids.includes(id) ? name : [])).join(", ") || "all sections"}
      />
    ),
  },
  {
    head: "State",
    width: 90,
    phone: "below",
    cell: ({ isOn, severity }) => (isOn ? (severity === "BLOCK" ? "Blocks" : "Warns") : "Off"),
  },
  {
    head: "This week",
    width: 280,
    from: "wide",
    cell: ({ thisWeek, lastWeek }) => (
      <TwoLines first={weekWords(thisWeek)} second={`Last week: ${weekWords(lastWeek).toLowerCase()}`} />
    ),
  },
  {
    head: <span className="vh">Actions</span>,
    width: 72,
    align: "end",
    phone: "end",
    cell: (rule) => (
      <RowMenu
        name={rule.pattern}
        entries={[
          {
            label: "Change",
            dialog: (opened, close) => <RuleDialog rule={rule} sections={sections} opened={opened} onClose={close} />,
          },
          {
            label: "Delete",
            danger: true,
            dialog: (opened, close) => <DeleteDialog rule={rule} opened={opened} onClose={close} />,
          },
        ]}
      />
    ),
  },
];

export function StyleRules({ rules, sections }: { rules: ManagedRule[]; sections: SectionOption[] }) {
  return (
    <DataTable
      label="House style"
      columns={columnsFor(sections)}
      rows={rules}
      keyOf={({ id }) => id}
      tall
      empty={
        <EmptyList
          icon={IconTextSpellcheck}
          title="No rules yet"
          text="A rule names words that the paper writes in its own way. Writers see its reason beside the text and can replace the words with one click."
        />
      }
    />
  );
}

export const NewStyleRule = ({ sections }: { sections: SectionOption[] }) => (
  <NewButton dialog={(opened, close) => <RuleDialog rule={null} sections={sections} opened={opened} onClose={close} />}>
    New rule
  </NewButton>
);

type DialogProps = { opened: boolean; onClose: () => void };
const fields = ["pattern", "replacement", "reason", "finds", "leaves"];
const linesOf = (form: FormData, name: string): string[] =>
  textOf(form, name)
    .split("\n")
    .map((line) => line.trim())
    .filter(Boolean);

function RuleDialog({
  rule,
  sections,
  opened,
  onClose,
}: DialogProps & { rule: ManagedRule | null; sections: SectionOption[] }) {
  const create = useServerAction(createStyleRule);
  const change = useServerAction(changeStyleRule);
  const { pending, failure } = rule ? change : create;
  const submit = (form: FormData) => {
    const given = {
      pattern: textOf(form, "pattern"),
      isRegex: form.has("isRegex"),
      matchCase: form.has("matchCase"),
      replacement: textOf(form, "replacement"),
      reason: textOf(form, "reason"),
      severity: textOf(form, "severity") === "BLOCK" ? ("BLOCK" as const) : ("WARN" as const),
      sections: textOf(form, "sections").split(",").filter(Boolean),
      finds: linesOf(form, "finds"),
      leaves: linesOf(form, "leaves"),
      isOn: form.has("isOn"),
    };
    if (rule) change.send({ ...given, ruleId: rule.id }, onClose);
    else create.send(given, onClose);
  };
  return (
    <SaveDialog
      opened={opened}
      onClose={onClose}
      title={rule ? "Change the rule" : "New rule"}
      verb="Save"
      fields={fields}
      pending={pending}
      failure={failure}
      onSubmit={submit}
    >
      <TextInput
        data-autofocus
        label="Find"
        description="Words as they are written. Capitals at the beginning of a sentence are found as well."
        placeholder="utilise"
        name="pattern"
        maxLength={300}
        defaultValue={rule?.pattern ?? ""}
        error={failure?.fields?.pattern}
      />
      <Switch label="This is a regular expression" name="isRegex" value="yes" defaultChecked={rule?.isRegex ?? false} />
      <Switch label="Match capital letters" name="matchCase" value="yes" defaultChecked={rule?.matchCase ?? false} />
      <TextInput
        label="Write instead"
        description="Leave it empty if there is no single answer. In an expression, $1 is its first group."
        placeholder="use"
        name="replacement"
        maxLength={300}
        defaultValue={rule?.replacement ?? ""}
        error={failure?.fields?.replacement}
      />
      <TextInput
        label="Reason"
        description="Writers see it beside the text."
        placeholder="Prefer the shorter word."
        name="reason"
        maxLength={300}
        defaultValue={rule?.reason ?? ""}
        error={failure?.fields?.reason}
      />
      <NativeSelect
        label="At publishing"
        name="severity"
        defaultValue={rule?.severity ?? "WARN"}
        data={[
          { value: "WARN", label: "Warn" },
          { value: "BLOCK", label: "Block, unless the editor gives a reason" },
        ]}
      />
      <MultiSelect
        label="Sections"
        description="Empty: all sections."
        name="sections"
        hiddenInputValuesDivider=","
        data={sections.map(({ id, name }) => ({ value: id, label: name }))}
        defaultValue={rule?.sections ?? []}
        searchable
        clearable
      />
      <Textarea
        label="Sentences in which it finds something"
        description="One on each line. The rule is tried on them when it is saved."
        name="finds"
        autosize
        minRows={1}
        maxRows={6}
        defaultValue={rule?.finds.join("\n") ?? ""}
        error={failure?.fields?.finds}
      />
      <Textarea
        label="Sentences that it leaves alone"
        name="leaves"
        autosize
        minRows={1}
        maxRows={6}
        defaultValue={rule?.leaves.join("\n") ?? ""}
        error={failure?.fields?.leaves}
      />
      <Switch label="In use" name="isOn" value="yes" defaultChecked={rule?.isOn ?? true} />
    </SaveDialog>
  );
}

function DeleteDialog({ rule, opened, onClose }: DialogProps & { rule: ManagedRule }) {
  const { send, pending, failure } = useServerAction(deleteStyleRule);
  return (
    <Confirm
      opened={opened}
      onClose={onClose}
      question={`Delete the rule for “${rule.pattern}”?`}
      verb="Delete"
      danger
      pending={pending}
      failure={failure}
      onConfirm={() => send({ ruleId: rule.id }, onClose)}
    >
      <p>Writers no longer see it, and its counts are deleted too. To keep them, switch the rule off instead.</p>
    </Confirm>
  );
}

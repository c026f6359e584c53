"use client";
import { ActionIcon } from "@mantine/core";
import { IconArrowDown, IconArrowUp, IconFilter } from "@tabler/icons-react";
import Link from "next/link";
import { deleteRule, moveRule } from "#lib/wires/actions.ts";
import type { WireRuleRow } from "#lib/wires/types.ts";
import { NewButton } from "../admin/new-button.tsx";
import { RowMenu } from "../admin/row-menu.tsx";
import { type Column, DataTable, TwoLines } from "../data-table.tsx";
import { Confirm } from "../dialog.tsx";
import { EmptyList } from "../empty-list.tsx";
import { Problem } from "../problem.tsx";
import { useServerAction } from "../use-server-action.ts";
import { RuleDialog, type RuleOptions } from "./rule-dialog.tsx";
import classes from "./wires.module.css";

/** "ferry, harbour; category Sport; en; urgency 1 to 3; Agency" */
const conditionsOf = ({ words, categories, languages, urgency, source }: WireRuleRow): string =>
  [
    words.join(", "),
    categories.length > 0 ? `category ${categories.join(", ")}` : "",
    languages.join(", "),
    urgency === null ? "" : urgency === 1 ? "urgency 1" : `urgency 1 to ${urgency}`,
    source ?? "",
  ]
    .filter(Boolean)
    .join("; ");

function Outcome({ rule: { isDropping, droppedCount, section, topic, person } }: { rule: WireRuleRow }) {
  if (isDropping)
    return (
      <>
        Drops{" "}
        {droppedCount > 0 && (
          <Link className="link" href="/desk/wire?show=dropped">
            {droppedCount.toLocaleString("en-GB")} dropped
          </Link>
        )}
      </>
    );
  const parts = [section, topic, person && `for ${person}`].filter(Boolean);
  return parts.length > 0 ? parts.join(", ") : <span className={classes.bad}>Nothing: choose a section again</span>;
}

function Move({ rule, by, isOff }: { rule: WireRuleRow; by: 1 | -1; isOff: boolean }) {
  const { send, pending, failure } = useServerAction(moveRule);
  const Icon = by === 1 ? IconArrowDown : IconArrowUp;
  return (
    <>
      <ActionIcon
        aria-label={`Move ${rule.name} ${by === 1 ? "down" : "up"}`}
        disabled={isOff}
        loading={pending}
        onClick={() => send({ ruleId: rule.id, by })}
      >
        <Icon size={16} />
      </ActionIcon>
      <Problem failure={failure} />
    </>
  );
}

const columnsFor = (rules: WireRuleRow[], options: RuleOptions): Column<WireRuleRow>[] => [
  {
    head: "Rule",
    phone: "title",
    cell: (rule) => (
      <TwoLines
        first={
          <>
            {rule.name} {!rule.isOn && <span className="dim">(off)</span>}
          </>
        }
        second={conditionsOf(rule)}
      />
    ),
  },
  { head: "Outcome", width: 320, phone: "below", cell: (rule) => <Outcome rule={rule} /> },
  {
    head: <span className="vh">Order</span>,
    width: 88,
    align: "end",
    cell: (rule) => (
      <span className={classes.order}>
        <Move rule={rule} by={-1} isOff={rule.id === rules[0]?.id} />
        <Move rule={rule} by={1} isOff={rule.id === rules.at(-1)?.id} />
      </span>
    ),
  },
  {
    head: <span className="vh">Actions</span>,
    width: 72,
    align: "end",
    phone: "end",
    cell: (rule) => (
      <RowMenu
        name={rule.name}
        entries={[
          {
            label: "Change",
            dialog: (opened, close) => <RuleDialog rule={rule} options={options} opened={opened} onClose={close} />,
          },
          {
            label: "Delete",
            danger: true,
            dialog: (opened, close) => <DeleteRule rule={rule} opened={opened} onClose={close} />,
          },
        ]}
      />
    ),
  },
];

function DeleteRule({ rule, opened, onClose }: { rule: WireRuleRow; opened: boolean; onClose: () => void }) {
  const { send, pending, failure } = useServerAction(deleteRule);
  return (
    <Confirm
      opened={opened}
      onClose={onClose}
      question={`Delete the rule “${rule.name}”?`}
      verb="Delete"
      danger
      pending={pending}
      failure={failure}
      onConfirm={() => send({ ruleId: rule.id }, onClose)}
    >
      <p>It does not apply to items that arrive from now on. Items that it has dropped stay under Dropped.</p>
    </Confirm>
  );
}

/** The rules in the order in which they apply. */
export function RulesTable({ rules, options }: { rules: WireRuleRow[]; options: RuleOptions }) {
  return (
    <section className={classes.rules} aria-labelledby="wire-rules">
      <header>
        <h2 id="wire-rules">Rules</h2>
        <NewButton
          dialog={(opened, close) => <RuleDialog rule={null} options={options} opened={opened} onClose={close} />}
        >
          New rule
        </NewButton>
      </header>
      {rules.length > 0 && (
        <p>
          Rules apply in this order to items that arrive or change. The first section counts; topics and people add up.
          A rule that drops spares the items that a rule above it applies to.
        </p>
      )}
      <DataTable
        label="Rules"
        columns={columnsFor(rules, options)}
        rows={rules}
        keyOf={({ id }) => id}
        tall
        empty={
          <EmptyList
            icon={IconFilter}
            title="No rules yet"
            text="A rule gives items a section, a topic or a person by their words, category, language or urgency, or drops them."
          />
        }
      />
    </section>
  );
}

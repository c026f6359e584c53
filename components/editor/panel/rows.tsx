"use client";
import { type ReactNode, useId } from "react";
import { useTimes } from "#components/newsroom/newsroom-context.tsx";
import classes from "./panel.module.css";
import type { Clash, Field } from "./use-field.ts";

type RowProps = {
  label: string;
  hint?: ReactNode;
  /** Why the input is not saved. */
  problem?: string | undefined;
  field?: Field;
  /** A value of the field as people read it, where it is not its own words. */
  say?: (value: Clash["theirs"]) => string;
  children: (id: string) => ReactNode;
};

/** A label with its control, and a question below if two people changed it at the same time. */
export function Row({ label, hint, problem, field, say, children }: RowProps) {
  const id = useId();
  return (
    <div className={classes.row}>
      <label htmlFor={id}>{label}</label>
      <div>
        {children(id)}
        {problem ? (
          <p className={classes.problem} role="alert">
            {problem}
          </p>
        ) : (
          hint && <p className={classes.hint}>{hint}</p>
        )}
        {field?.clash && <ClashNote clash={field.clash} {...(say ? { say } : {})} />}
        {field?.refusal && <RefusalNote refusal={field.refusal} />}
      </div>
    </div>
  );
}

const shown = (value: Clash["theirs"]): string =>
  value === null || value === "" ? "nothing" : value === true ? "yes" : value === false ? "no" : `“${value}”`;

export function ClashNote({ clash, say = shown }: { clash: Clash; say?: (value: Clash["theirs"]) => string }) {
  const times = useTimes();
  return (
    <div className={classes.clash} role="alert">
      <b>
        {clash.who} changed this to {say(clash.theirs)}
      </b>
      {clash.at && `, ${times.full(new Date(clash.at))}`}. Yours is {say(clash.mine)}.
      <div>
        <button type="button" onClick={clash.keepMine}>
          Keep mine
        </button>
        <button type="button" onClick={clash.takeTheirs}>
          Keep theirs
        </button>
      </div>
    </div>
  );
}

function RefusalNote({ refusal }: { refusal: NonNullable<Field["refusal"]> }) {
  return (
    <div className={classes.clash} role="alert">
      <b>Your change was not saved.</b> {refusal.sentence}
      <div>
        <button type="button" onClick={refusal.close}>
          Close
        </button>
      </div>
    </div>
  );
}

type TextRowProps = {
  label: string;
  field: Field;
  max: number;
  placeholder?: string;
  hint?: ReactNode;
  lines?: number;
  /** Placeholder while the field is empty. */
  proposed?: string;
  /** Normalises the input. */
  form?: (text: string) => string;
  count?: boolean;
};

const oneLine = (text: string): string => text.replace(/[\n\r\t]+/g, " ");

export function TextRow({ label, field, max, lines = 1, form = oneLine, proposed = "", count, ...rest }: TextRowProps) {
  const { placeholder, hint } = rest;
  const text = typeof field.value === "string" && field.value !== "" ? field.value : proposed;
  const own = typeof field.value === "string" ? field.value.length : 0;
  const common = {
    value: text,
    disabled: field.disabled,
    "aria-invalid": field.invalid || undefined,
    ...(placeholder === undefined ? {} : { placeholder }),
    onChange: (event: { currentTarget: { value: string } }) => field.type(form(event.currentTarget.value)),
    onBlur: field.commit,
  };
  return (
    <Row
      label={label}
      field={field}
      problem={own > max ? `${own} of ${max} characters. Shorten this; it is not saved yet.` : undefined}
      hint={count && own > 0 ? `${own} of ${max}` : hint}
    >
      {(id) =>
        lines > 1 ? (
          <textarea id={id} rows={lines} {...common} />
        ) : (
          <input
            id={id}
            type="text"
            {...common}
            onKeyDown={(event) => {
              if (event.key !== "Enter") return;
              event.preventDefault();
              field.commit();
            }}
          />
        )
      }
    </Row>
  );
}

type Option = { value: string; name: string };

type SelectRowProps = {
  label: string;
  field: Field;
  /** Options in labelled groups. */
  options: readonly (Option | { label: string; options: readonly Option[] })[];
  /** Label of the empty option. */
  none?: string;
  /** Whether empty is stored as null instead of an empty text. */
  nullable?: boolean;
  hint?: ReactNode;
};

export function SelectRow({ label, field, options, none, nullable = false, hint }: SelectRowProps) {
  const value = typeof field.value === "string" ? field.value : "";
  const known =
    value === "" ||
    options.some((one) => ("options" in one ? one.options : [one]).some((option) => option.value === value));
  const say = (shownValue: Clash["theirs"]) => `“${nameOfOption(options, shownValue) ?? none ?? "nothing"}”`;
  return (
    <Row label={label} field={field} hint={hint} say={say}>
      {(id) => (
        <select
          id={id}
          value={value}
          disabled={field.disabled}
          data-none={value === "" || undefined}
          onChange={({ currentTarget }) =>
            field.set(currentTarget.value === "" && nullable ? null : currentTarget.value)
          }
        >
          {none !== undefined && <option value="">{none}</option>}
          {!known && <option value={value}>{value}</option>}
          <Options options={options} />
        </select>
      )}
    </Row>
  );
}

/** What a select calls a value; null for the empty one. */
function nameOfOption(options: SelectRowProps["options"], value: Clash["theirs"]): string | null {
  if (typeof value !== "string" || value === "") return null;
  const all = options.flatMap((one) => ("options" in one ? one.options : [one]));
  return all.find((one) => one.value === value)?.name ?? value;
}

/** The options of a select, in groups if there are any. */
export function Options({ options }: Pick<SelectRowProps, "options">): ReactNode {
  return options.map((one) =>
    "options" in one ? (
      <optgroup key={one.label} label={one.label}>
        <Options options={one.options} />
      </optgroup>
    ) : (
      <option key={one.value} value={one.value}>
        {one.name}
      </option>
    ),
  );
}

export function CheckRow({ label, field }: { label: string; field: Field }) {
  const id = useId();
  return (
    <div className={classes.check}>
      <input
        id={id}
        type="checkbox"
        checked={field.value === true}
        disabled={field.disabled}
        onChange={(event) => field.set(event.currentTarget.checked)}
      />
      <label htmlFor={id}>{label}</label>
      {field.clash && <ClashNote clash={field.clash} />}
      {field.refusal && <RefusalNote refusal={field.refusal} />}
    </div>
  );
}

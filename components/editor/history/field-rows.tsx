import type { ReactNode } from "react";
import { useTimes } from "#components/newsroom/newsroom-context.tsx";
import { type FieldChange, isListChange } from "#lib/document/compare-fields.ts";
import type { FieldName } from "#lib/document/fields.ts";
import { fieldName, fieldValue } from "./change-words.ts";
import classes from "./comparison.module.css";
import type { KnownNames } from "./known-names.ts";

type Props = {
  fields: readonly FieldChange[];
  names: KnownNames;
  /** The buttons of one field. */
  actsOf?: (field: FieldName) => ReactNode;
};

/** The fields that differ, shown above the text. */
export function FieldRows({ fields, names, actsOf }: Props) {
  return fields.map((change) => {
    const name = fieldName(change.field);
    return (
      <section
        key={change.field}
        className={classes.row}
        tabIndex={-1}
        data-row=""
        data-change="changed"
        aria-label={name}
      >
        <div className={classes.beside}>
          <b>{name}</b>
        </div>
        <p className={classes.field}>
          <FieldValues change={change} names={names} />
        </p>
        {actsOf && <div className={classes.rowActs}>{actsOf(change.field)}</div>}
      </section>
    );
  });
}

/** The earlier and the current value of a field. */
export function FieldValues({ change, names }: { change: FieldChange; names: KnownNames }) {
  const times = useTimes();
  const say = (value: unknown) => fieldValue(change.field, value, names, times);
  if (isListChange(change)) return <Items change={change} say={say} />;
  return (
    <>
      <Was value={say(change.before)} /> <Is value={say(change.after)} />
    </>
  );
}

const Was = ({ value }: { value: string }) =>
  value !== "" && (
    <del>
      <span className="vh">before: </span>
      {value}
    </del>
  );
const Is = ({ value }: { value: string }) =>
  value === "" ? (
    <span className={classes.empty}>empty</span>
  ) : (
    <ins>
      <span className="vh"> now: </span>
      {value}
    </ins>
  );

type ListChange = Extract<FieldChange, { added: string[] }>;
function Items({ change, say }: { change: ListChange; say: (id: string) => string }) {
  if (change.order) return <span>Only the order changed.</span>;
  return (
    <>
      {change.takenOut.map((id) => (
        <del key={id}>
          <span className="vh"> removed: </span>
          {say(id)}
        </del>
      ))}
      {change.added.map((id) => (
        <ins key={id}>
          <span className="vh"> added: </span>
          {say(id)}
        </ins>
      ))}
    </>
  );
}

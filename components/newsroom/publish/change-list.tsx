import { Checkbox } from "@mantine/core";
import { useId } from "react";
import { BlockText, ChangedValues } from "#components/editor/history/change-row.tsx";
import { changeLabelOf, fieldName } from "#components/editor/history/change-words.ts";
import { FieldValues } from "#components/editor/history/field-rows.tsx";
import { directionOf } from "#lib/times.ts";
import { useActor } from "../newsroom-context.tsx";
import classes from "./change-list.module.css";
import { changedByWords } from "./change-writers.ts";
import type { Changes, ListedChange } from "./listed-changes.ts";

type Props = {
  changes: Pick<Changes, "list" | "names" | "language">;
  /** With `onChoose`, each change has a checkbox. */
  isChosen?: (change: ListedChange) => boolean;
  onChoose?: (change: ListedChange, isOn: boolean) => void;
};

/** Unpublished changes: where they are, their text and who made them. */
export function ChangeList({ changes: { list, names, language }, isChosen, onChoose }: Props) {
  const { id: personId } = useActor();
  const id = useId();
  return (
    <ul className={classes.changes}>
      {list.map((one) => {
        const { key, change, by } = one;
        const { title, place } =
          "field" in change ? { title: fieldName(change.field), place: "" } : changeLabelOf(change);
        const writers = changedByWords(by, personId);
        const kind = "field" in change ? "changed" : change.kind;
        return (
          <li key={key} data-change={kind}>
            {onChoose ? (
              <Checkbox
                checked={isChosen?.(one) ?? false}
                onChange={(event) => onChoose(one, event.currentTarget.checked)}
                label={place ? `${title}, ${place}` : title}
                description={writers}
                styles={{ description: { paddingInlineStart: 10 } }}
                aria-describedby={`${id} ${key}`.replaceAll(" ", "-")}
              />
            ) : (
              <p>
                <b>{place ? `${title}, ${place}` : title}</b> <span className="dim">{writers}</span>
              </p>
            )}
            <div
              className={classes.text}
              id={`${id} ${key}`.replaceAll(" ", "-")}
              lang={language}
              dir={directionOf(language)}
            >
              {"field" in change ? (
                <p>
                  <FieldValues change={change} names={names} />
                </p>
              ) : (
                <>
                  <BlockText block={change} names={names} />
                  <ChangedValues block={change} names={names} />
                </>
              )}
            </div>
          </li>
        );
      })}
    </ul>
  );
}

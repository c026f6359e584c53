import { useEffect, useRef } from "react";
import type { TriedItem } from "#lib/wires/types.ts";
import classes from "./wires.module.css";

/** "Section Sport, topic Ferries, for Lena Brandt". */
export function outcomeOf({ droppedBy, section, topics, people }: TriedItem): string {
  if (droppedBy !== null) return `Dropped by “${droppedBy}”`;
  const parts = [
    ...(section === null ? [] : [`section ${section}`]),
    ...topics.map((topic) => `topic ${topic}`),
    ...(people.length === 0 ? [] : [`for ${people.join(" and ")}`]),
  ].join(", ");
  return parts === "" ? "In the list" : parts[0]?.toUpperCase() + parts.slice(1);
}

/** "The rule applies to 3 of the last 50 items. A rule above it decides about 2 more. All rules together drop 4." */
export function summaryOf(items: readonly TriedItem[]): string {
  if (items.length === 0) return "There are no items yet on which the rule could be tried.";
  const met = items.filter(({ isMet }) => isMet).length;
  const above = items.filter(({ isDecidedAbove }) => isDecidedAbove).length;
  const dropped = items.filter(({ droppedBy }) => droppedBy !== null).length;
  return [
    items.length === 1
      ? `The rule ${met === 1 ? "applies" : "does not apply"} to the only item.`
      : `The rule applies to ${met} of the last ${items.length} items.`,
    ...(above === 0 ? [] : [`A rule above it decides about ${above} more.`]),
    `All rules together drop ${dropped}.`,
  ].join(" ");
}

const orderOf = ({ isMet, isDecidedAbove }: TriedItem): number => (isMet ? 0 : isDecidedAbove ? 1 : 2);

/**
 * What all rules together would do with the newest items. Those that the rule applies to come first, then those that a rule above
 * it decides about.
 */
export function RuleTrial({ items }: { items: TriedItem[] }) {
  const result = useRef<HTMLElement>(null);
  // It appears below the fields, where a person who has just pressed the button does not look.
  useEffect(() => {
    if (items) result.current?.scrollIntoView({ block: "start" });
  }, [items]);
  return (
    <section ref={result} className={classes.trial} aria-label="Result of the trial" aria-live="polite">
      <p>{summaryOf(items)}</p>
      <ul>
        {[...items]
          .sort((a, b) => orderOf(a) - orderOf(b))
          .map((item) => (
            <li key={item.id} data-met={item.isMet || undefined}>
              <b dir="auto">{item.headline || "Item without a headline"}</b>
              <span>
                {outcomeOf(item)}
                {item.rules.length > 0 && item.droppedBy === null && ` (${item.rules.join(", ")})`}
                {item.isDecidedAbove && item.droppedBy === null && ", spared by a rule above"}
              </span>
            </li>
          ))}
      </ul>
    </section>
  );
}

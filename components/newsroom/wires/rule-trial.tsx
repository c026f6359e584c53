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

/** What all rules together would do with the newest items; those that the rule applies to come first. */
export function RuleTrial({ items }: { items: TriedItem[] }) {
  const result = useRef<HTMLElement>(null);
  // It appears below the fields, where a person who has just pressed the button does not look.
  useEffect(() => {
    if (items) result.current?.scrollIntoView({ block: "start" });
  }, [items]);
  const metCount = items.filter(({ isMet }) => isMet).length;
  const droppedCount = items.filter(({ droppedBy }) => droppedBy !== null).length;
  return (
    <section ref={result} className={classes.trial} aria-label="Result of the trial" aria-live="polite">
      <p>
        {items.length === 0
          ? "There are no items yet on which the rule could be tried."
          : `The rule applies to ${metCount} of the last ${items.length === 1 ? "item" : `${items.length} items`}. All rules together drop ${droppedCount}.`}
      </p>
      <ul>
        {[...items]
          .sort((a, b) => Number(b.isMet) - Number(a.isMet))
          .map((item) => (
            <li key={item.id} data-met={item.isMet || undefined}>
              <b dir="auto">{item.headline || "Item without a headline"}</b>
              <span>
                {outcomeOf(item)}
                {item.rules.length > 0 && item.droppedBy === null && ` (${item.rules.join(", ")})`}
              </span>
            </li>
          ))}
      </ul>
    </section>
  );
}

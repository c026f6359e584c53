import type { ChecklistLine } from "#lib/templates/types.ts";
import classes from "./publish.module.css";

/** What is not ticked on the checklist of the story: a reminder, which stops nobody. */
export function OpenItems({ lines }: { lines: readonly ChecklistLine[] }) {
  const open = lines.filter(({ done }) => done === null);
  if (open.length === 0) return null;
  return (
    <section aria-label="Checklist">
      <h3>
        Checklist: {open.length} of {lines.length} not ticked
      </h3>
      <ul className={classes.reminders}>
        {open.map(({ id, text }) => (
          <li key={id} dir="auto">
            {text}
          </li>
        ))}
      </ul>
    </section>
  );
}

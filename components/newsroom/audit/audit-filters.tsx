import Form from "next/form";
import Link from "next/link";
import type { EventsQuery } from "#lib/audit/schema.ts";
import classes from "./audit.module.css";
import { sentenceRules } from "./sentences.ts";

type Props = { asked: EventsQuery; people: { id: string; name: string }[]; zone: string };

const groups: Record<string, string> = {
  story: "Stories",
  review: "Review links",
  template: "Templates",
  snippet: "Snippets",
  front: "Fronts",
  collection: "Collections",
  promotion: "Promoted results",
  picture: "Pictures",
  section: "Sections",
  topic: "Topics",
  author: "Authors",
  person: "People",
  setting: "Settings",
};

/** Filters the log. A plain form that works without JavaScript. */
export function AuditFilters({ asked, people, zone }: Props) {
  const { q, person, action, from, to } = asked;
  const isFiltered = Boolean(q || person || action || from || to);
  return (
    <search>
      {/* The key changes with the address, so that the fields show the new values. */}
      <Form key={JSON.stringify(asked)} action="/admin/audit" className={classes.filters} aria-label="Filter the log">
        <label className={classes.wide}>
          <span>About</span>
          <input type="search" name="q" defaultValue={q} placeholder="Headline or name" maxLength={100} />
        </label>
        <label>
          <span>Person</span>
          <select name="person" defaultValue={person ?? ""}>
            <option value="">Anyone</option>
            <option value="system">Galley</option>
            {people.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </select>
        </label>
        <label>
          <span>Action</span>
          <select name="action" defaultValue={action ?? ""}>
            <option value="">Any action</option>
            {Object.entries(groups).map(([kind, label]) => (
              <optgroup key={kind} label={label}>
                {Object.entries(sentenceRules)
                  .filter(([name]) => name.startsWith(`${kind}.`))
                  .map(([name, saying]) => (
                    <option key={name} value={name}>
                      {saying.label}
                    </option>
                  ))}
              </optgroup>
            ))}
          </select>
        </label>
        <label>
          <span>From</span>
          <input type="date" name="from" defaultValue={from} title={`Date in ${zone}`} />
        </label>
        <label>
          <span>To</span>
          <input type="date" name="to" defaultValue={to} title={`Date in ${zone}`} />
        </label>
        <span className={classes.go}>
          <button type="submit">Show</button>
          {isFiltered && (
            <Link className="link" href="/admin/audit">
              Clear filters
            </Link>
          )}
        </span>
      </Form>
    </search>
  );
}

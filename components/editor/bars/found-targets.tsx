"use client";
import type { LinkTarget } from "#lib/stories/link-search-data.ts";
import classes from "./bars.module.css";
import type { TargetSearch } from "./use-link-targets.ts";

/** The kinds of results in the order in which they are listed. */
export const targetGroups: readonly { kind: LinkTarget["kind"]; name: string }[] = [
  { kind: "story", name: "Stories" },
  { kind: "section", name: "Sections" },
  { kind: "topic", name: "Topics" },
  { kind: "author", name: "People" },
];

type Props = { search: TargetSearch; choose: (target: LinkTarget) => void };

/** Search results by kind, each as a button. */
export function FoundTargets({ search: { found, failed }, choose }: Props) {
  return (
    <div className={classes.stories}>
      {failed && <p role="alert">The search did not answer. Try again in a moment.</p>}
      {found === null && !failed && <p className="dim">Searching…</p>}
      {targetGroups.map(({ kind, name }) => {
        const targets = found?.filter((target) => target.kind === kind) ?? [];
        if (targets.length === 0) return null;
        return (
          <section key={kind} aria-label={name}>
            <h3 className={classes.group}>{name}</h3>
            <ul aria-label={`${name} found`}>
              {targets.map((target) => (
                <li key={target.id}>
                  <button type="button" onClick={() => choose(target)}>
                    <b>{target.name || "Untitled"}</b>
                    <span>{target.path}</span>
                  </button>
                </li>
              ))}
            </ul>
          </section>
        );
      })}
      {found?.length === 0 && !failed && <p className="dim">Nothing of the paper’s pages was found.</p>}
    </div>
  );
}

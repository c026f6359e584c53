"use client";
import type { NodeState } from "#lib/press/report.ts";
import { When } from "../when.tsx";
import classes from "./press.module.css";

/** Each night a sample of pages is rendered again and compared with the cached copies. */
export function Checks({ nodes }: { nodes: NodeState[] }) {
  const checked = nodes.flatMap(({ id, name, checked }) =>
    checked && checked.pages > 0 ? [{ id, name, ...checked }] : [],
  );
  if (checked.length === 0) return null;
  return (
    <section aria-labelledby="checks-title">
      <h2 id="checks-title" className={classes.heading}>
        Cache check
      </h2>
      <ul className={classes.checks}>
        {checked.map(({ id, name, at, pages, wrong }) => (
          <li key={id}>
            <p>
              <When at={at} isAgo /> on {name}: {pages === 1 ? "1 page" : `${pages} pages`},{" "}
              {wrong.length === 0 ? "all up to date" : <b>{wrong.length} wrong, purged everywhere</b>}
            </p>
            {wrong.map(({ url, how }) => (
              <p key={url} className={classes.wrong}>
                <a className="link" href={url}>
                  {url}
                </a>{" "}
                {how}
              </p>
            ))}
          </li>
        ))}
      </ul>
    </section>
  );
}

import type { ReactNode } from "react";
import type { PictureHolder } from "#lib/partners/types.ts";
import type { PictureUses } from "#lib/picture-desk/use-data.ts";
import classes from "./picture-page.module.css";
import { StoriesUsing } from "./stories-using.tsx";

/** The stories, pages, authors, collections, fronts and sections that use a picture, as far as the person may see them, and the partners that have it. `children`: what can be done about it. */
export function WhereUsed({
  uses,
  partners,
  children,
}: {
  uses: PictureUses;
  partners: readonly PictureHolder[];
  children?: ReactNode;
}) {
  const { stories, authors, collections, fronts, fallbacks, unseenCount } = uses;
  const isUnused =
    stories.length + authors.length + collections.length + fronts.length + fallbacks.length + unseenCount === 0;
  return (
    <section className={classes.section} aria-labelledby="used-title">
      <h2 id="used-title">Where used</h2>
      {isUnused && <p className="small dim">No story, page, author, collection, front or section uses it.</p>}
      <StoriesUsing uses={uses} />
      {authors.length > 0 && (
        <div>
          <h3>Portrait of</h3>
          <ul className={classes.uses}>
            {authors.map(({ id, name }) => (
              <li key={id}>{name}</li>
            ))}
          </ul>
        </div>
      )}
      {collections.length > 0 && (
        <div>
          <h3>Cover of</h3>
          <ul className={classes.uses}>
            {collections.map(({ id, title }) => (
              <li key={id}>
                <a className="link" href={`/desk/collections/${id}`}>
                  {title}
                </a>
              </li>
            ))}
          </ul>
        </div>
      )}
      {fronts.length > 0 && (
        <div>
          <h3>Card on</h3>
          <ul className={classes.uses}>
            {fronts.map(({ id, name, place }) => (
              <li key={id}>
                <a className="link" href={`/desk/fronts/${id}`}>
                  {name === null ? "Front page" : `Front of ${name}`}
                </a>
                {place === "DRAFT" && <span className="dim"> (draft)</span>}
              </li>
            ))}
          </ul>
        </div>
      )}
      {fallbacks.length > 0 && (
        <div>
          <h3>Picture of</h3>
          <ul className={classes.uses}>
            {fallbacks.map(({ place, name }) => (
              <li key={place}>{name === null ? "The paper" : `Section ${name}`}</li>
            ))}
          </ul>
        </div>
      )}
      {partners.length > 0 && (
        <div>
          <h3>Fetched by partners</h3>
          <ul className={classes.uses}>
            {partners.map(({ partnerId, partner, isRecalled, isOutdated, isNoted }) => (
              <li key={partnerId}>
                {partner}
                {!isNoted && <span className={classes.alarm}> May have it. Tell it if you withdraw the picture.</span>}
                {isRecalled && (
                  <span className={isOutdated ? classes.alarm : "dim"}>
                    {isOutdated ? " Has not fetched the withdrawal" : " Has fetched the withdrawal"}
                  </span>
                )}
              </li>
            ))}
          </ul>
        </div>
      )}
      {!isUnused && children}
    </section>
  );
}

import { Picture } from "#components/story/picture.tsx";
import { hrefOf } from "#lib/addresses/paths.ts";
import { listLatest } from "#lib/published/card-data.ts";
import type { SiteSettings } from "#lib/site/schema.ts";
import { timesOf } from "#lib/times.ts";
import classes from "./door.module.css";

/** The current front page next to the sign-in form on wide screens. */
export async function TodaysPaper({ site }: { site: SiteSettings }) {
  const [lead, ...others] = await listLatest(3);
  return (
    <aside className={classes.today} aria-label="On the site now">
      <div>
        <p className={classes.plate}>{site.name}</p>
        <p className={classes.dateline}>
          <span>{timesOf(site.timeZone, site.language).day(new Date())}</span>
          <a href="/">{lead ? "On the site now" : "See the site"}</a>
        </p>
        {!lead && site.tagline && <p className={classes.tagline}>{site.tagline}</p>}
        {lead && (
          <div className={classes.lead}>
            {lead.picture && (
              <Picture id={lead.picture.id} facts={lead.picture.facts} alt="" sizes="(width < 48rem) 1px, 34rem" />
            )}
            <p className={classes.headline} lang={lead.language}>
              <a href={hrefOf(lead.path)}>{lead.headline}</a>
            </p>
            {lead.standfirst && <p className={classes.standfirst}>{lead.standfirst}</p>}
          </div>
        )}
        {others.length > 0 && (
          <ul className={classes.others}>
            {others.map((card) => (
              <li key={card.id} lang={card.language}>
                <a href={hrefOf(card.path)}>{card.headline}</a>
              </li>
            ))}
          </ul>
        )}
      </div>
    </aside>
  );
}

import type { SiteSettings } from "#lib/site/schema.ts";
import classes from "./door.module.css";

/** What readers get at this moment, beside the sign-in form on wide screens. */
export function TodaysPaper({ site }: { site: SiteSettings }) {
  const day = new Intl.DateTimeFormat(site.language, { dateStyle: "full", timeZone: site.timeZone }).format(new Date());
  return (
    <aside className={classes.today} aria-label="On the site now">
      <div>
        <p className={classes.plate}>{site.name}</p>
        <p className={classes.dateline}>
          <span>{day}</span>
          <a href="/">Read the paper</a>
        </p>
        {site.tagline && <p className={classes.tagline}>{site.tagline}</p>}
      </div>
    </aside>
  );
}

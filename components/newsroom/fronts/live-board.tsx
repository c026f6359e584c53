import type { FrontView } from "#lib/fronts/desk-data.ts";
import { When } from "../when.tsx";
import classes from "./compose.module.css";
import { paneId } from "./front-jumps.tsx";
import { nameOfContainer, type TrailNames, wordsOfChange, wordsOfTrace } from "./front-words.ts";
import { takesCards } from "./places.ts";

/** What readers see now, and how the draft differs from it. */
export function LiveBoard({ view }: { view: FrontView }) {
  const { live, liveLayout, shownLive, shown, stories, changes, trail } = view;
  const subject = (id: string) => [...shownLive, ...shown].find((one) => one.id === id)?.subject ?? "";
  const names: TrailNames = { headline: (story) => stories[story]?.headline || "a story", subject };
  return (
    <section id={paneId("live")} tabIndex={-1} className={classes.live} aria-label="Live">
      <h2>Live</h2>
      <p className={classes.since}>
        {live ? (
          <>
            Launch {live.number} by {live.by}, <When at={live.at} isAgo />
          </>
        ) : (
          "Filled automatically. Nobody has launched this front yet."
        )}
      </p>
      {changes.length > 0 && (
        <div className={classes.changes}>
          <h3>What the draft changes</h3>
          <ul>
            {changes.map((change) => (
              <li key={change.id}>
                <b>{nameOfContainer(change, subject(change.id))}</b>: {wordsOfChange(change)}
              </li>
            ))}
          </ul>
          {trail.length > 0 && (
            <ol className={classes.trail} aria-label="Who changed what">
              {trail.map((trace) => (
                <li key={`${trace.at} ${trace.kind} ${trace.story} ${(trace.to ?? trace.from)?.container}`}>
                  {wordsOfTrace(trace, names)}, <When at={trace.at} isAgo />
                </li>
              ))}
            </ol>
          )}
        </div>
      )}
      {liveLayout.containers.map((container) => {
        const shown = shownLive.find(({ id }) => id === container.id);
        const texts = new Map(container.cards.map((card) => [card.story, card.headline]));
        return (
          <div key={container.id} className={classes.liveContainer}>
            <h3>{nameOfContainer(container, shown?.subject)}</h3>
            {shown && shown.stories.length > 0 ? (
              <ol>
                {shown.stories.map((id) => (
                  <li key={id}>{texts.get(id) || stories[id]?.headline}</li>
                ))}
              </ol>
            ) : (
              <p className="dim">
                {takesCards(container) ? "No stories: readers do not see it." : "Filled automatically."}
              </p>
            )}
          </div>
        );
      })}
    </section>
  );
}

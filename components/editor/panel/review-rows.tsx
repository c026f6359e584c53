"use client";
import { notifications } from "@mantine/notifications";
import { useEffect, useState } from "react";
import { keepReading } from "#components/newsroom/keep-reading.ts";
import { lazyPart } from "#components/newsroom/lazy-part.tsx";
import { useTimes } from "#components/newsroom/newsroom-context.tsx";
import { explainVerb } from "#components/newsroom/publish/explain-verb.ts";
import { unreachable } from "#components/newsroom/publish/use-verb.ts";
import { listReviews, revokeReviewLink } from "#lib/reviews/actions.ts";
import type { ReviewLinkRow, StoryReviews } from "#lib/reviews/types.ts";
import classes from "./panel.module.css";

/** Loaded when it is opened. */
const ShareDialog = lazyPart("The dialog", () =>
  import("#components/newsroom/reviews/share-dialog.tsx").then((part) => part.ShareDialog),
);

type Props = {
  storyId: string;
  /** Grows with every change of the story's status, after which the links are read again. */
  news: number;
  /** Saves unsaved changes; false if that failed. */
  flush: () => Promise<boolean>;
};

/** The people without an account who read the story by a link, what they did, and the button that makes such a link. */
export function ReviewRows({ storyId, news, flush }: Props) {
  const [reviews, setReviews] = useState<StoryReviews | null>(null);
  const [isSharing, setSharing] = useState(false);
  // biome-ignore lint/correctness/useExhaustiveDependencies: they are read again whenever `news` changes
  useEffect(() => keepReading(() => listReviews({ storyId }), setReviews), [storyId, news]);

  const refuse = (message: string) => notifications.show({ message, color: "red", autoClose: 10_000 });
  const share = async () => {
    if (await flush()) setSharing(true);
    else refuse("Your latest changes are not saved yet. Wait for “Saved”, then share the story.");
  };
  const end = async (linkId: string) => {
    const answer = await revokeReviewLink({ linkId }).catch(unreachable);
    if (answer.ok) setReviews(answer.data);
    else refuse(explainVerb(answer));
  };
  const { links = [], mayShare = false } = reviews ?? {};
  const open = links.filter(({ state }) => state === "OPEN");
  const ended = links.filter(({ state }) => state !== "OPEN");
  return (
    <>
      <h3 className={classes.sub}>Review</h3>
      {open.length > 0 && (
        <ul className={classes.reviews} aria-label="Review links">
          {open.map((link) => (
            <Link key={link.id} link={link} end={mayShare ? end : null} />
          ))}
        </ul>
      )}
      {ended.length > 0 && (
        <details className={classes.ended} open={ended.some(({ approval }) => approval !== null)}>
          <summary>Ended links ({ended.length})</summary>
          <ul className={classes.reviews} aria-label="Ended review links">
            {ended.map((link) => (
              <Link key={link.id} link={link} end={null} />
            ))}
          </ul>
        </details>
      )}
      <button type="button" className={classes.plain} disabled={reviews === null} onClick={() => void share()}>
        Share for review
      </button>
      {isSharing && (
        <ShareDialog storyId={storyId} mayShare={mayShare} close={() => setSharing(false)} onShared={setReviews} />
      )}
    </>
  );
}

const mays: Record<ReviewLinkRow["may"], string> = {
  VIEW: "may read",
  COMMENT: "may comment",
  APPROVE: "may approve",
};

function Link({ link, end }: { link: ReviewLinkRow; end: ((linkId: string) => Promise<void>) | null }) {
  const times = useTimes();
  const { name, approval, openCount, openings } = link;
  const at = (instant: string) => times.full(new Date(instant));
  const until = { OPEN: `until ${at(link.expiresAt)}`, EXPIRED: "expired", REVOKED: "ended" }[link.state];
  return (
    <li>
      <p className={classes.guest}>
        <b>{name}</b> {mays[link.may]}
        {link.revision !== null && `, revision ${link.revision} only`}, {until}
        {end && (
          <button type="button" aria-label={`End the link of ${name}`} onClick={() => void end(link.id)}>
            End link
          </button>
        )}
      </p>
      {approval && (
        <p className={classes.approved}>
          Approved, {at(approval.at)}
          {approval.isOutdated && ". The text has changed since"}
          {approval.note && `: “${approval.note}”`}
        </p>
      )}
      {openCount === 0 ? (
        <p className={classes.opened}>Not opened yet</p>
      ) : (
        <details className={classes.opened}>
          <summary>{openCount === 1 ? "Opened once" : `Opened ${openCount} times`}</summary>
          <ul aria-label={`Last openings by ${name}`}>
            {openings.map((opening) => (
              <li key={opening}>{at(opening)}</li>
            ))}
          </ul>
        </details>
      )}
    </li>
  );
}

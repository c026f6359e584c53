import { Fragment } from "react";
import { hrefOf } from "#lib/addresses/paths.ts";
import { maxComment } from "#lib/comments/schema.ts";
import { shorten } from "#lib/document/text.ts";
import type { ReviewView } from "#lib/reviews/loaders.ts";
import { gives } from "#lib/reviews/policy.ts";
import { maxApprovalNote, reviewHref } from "#lib/reviews/schema.ts";
import { directionOf } from "#lib/times.ts";
import { StoryPage } from "../story/story-page.tsx";

const maxPassages = 400;
const maxPassage = 90;
/** Enough to cover the largest screens. */
const marks = Array.from({ length: 96 }, (_, index) => index);

/** Why something was not sent. What was typed is still in the form. */
const refusals: Readonly<Record<string, string>> = {
  TOO_MANY_TRIES: "That was a lot within an hour. Copy your text and send it again later.",
  CHANGED_MEANWHILE:
    "The newsroom changed the text while you were reading. Look at the new version above, then send this again.",
  TOO_LARGE: "There are too many open comments on this story. Ask the newsroom to resolve some.",
  NOT_ALLOWED: "This link does not allow that. Ask the newsroom for another one.",
};
const somethingWrong = "Fix the highlighted field and send it again.";

const thanks: Readonly<Record<string, string>> = {
  comment: "Your comment has been sent to the newsroom.",
  approve: "Thank you. The newsroom sees that you approve this version.",
};

/**
 * A story before its publication, for one person without an account.
 * @param done what that person has just sent
 */
export function ReviewPage({ view, done }: { view: ReviewView; done: string }) {
  const { preview, paper, times, origin, link, embargoUntil } = view;
  const { story } = preview;
  // Words around the story are the paper's.
  const own = story.language === paper.language ? {} : { lang: paper.language, dir: directionOf(paper.language) };
  return (
    <>
      <aside className="review-bar" aria-label="For review" {...own}>
        <div className="wrap">
          <p>
            <b>For review by {link.name}.</b> This is a working copy and not for publication. {link.sharer.name} of{" "}
            {paper.name} shares it with you alone: please do not pass it on.
          </p>
          {embargoUntil && (
            <p>
              <b>Embargoed until {times.full(embargoUntil)}.</b> Publish nothing of it before.
            </p>
          )}
          <p>
            {link.revisionId === null
              ? "You see the text as it is now; it may change until it is published."
              : "You see the text as it was when it was shared; the newsroom may have changed it since."}{" "}
            The link works until {times.full(link.expiresAt)}.{" "}
            {gives(link.may, "COMMENT") && (
              <a href="#review">{gives(link.may, "APPROVE") ? "Comment or approve" : "Comment"}</a>
            )}
          </p>
        </div>
      </aside>
      <StoryPage {...preview} isPrivate paper={paper} times={times} url={`${origin}${hrefOf(story.path)}`} />
      {gives(link.may, "COMMENT") && (
        <div className="wrap" {...own}>
          <section id="review" className="report review" aria-label="Your review">
            <h2>Your review</h2>
            <Answer view={view} done={done} />
            <Comments view={view} />
            <CommentForm view={view} />
            {gives(link.may, "APPROVE") && <Approval view={view} />}
          </section>
        </div>
      )}
      <div className="watermark" aria-hidden="true" dir="ltr">
        {marks.map((index) => (
          <span key={index}>{link.name}</span>
        ))}
      </div>
    </>
  );
}

type Part = { view: ReviewView };

function Answer({ view: { posted }, done }: Part & { done: string }) {
  if (posted)
    return (
      <p className="refused" role="alert">
        <b>Not sent.</b> {refusals[posted.problems.form ?? ""] ?? somethingWrong}
      </p>
    );
  const sentence = thanks[done];
  return sentence ? (
    <p className="sent" role="status">
      {sentence}
    </p>
  ) : null;
}

const Comments = ({ view: { comments, times } }: Part) =>
  comments.length > 0 && (
    <ol className="sent-comments" aria-label="Your comments">
      {comments.map(({ id, at, quote, text, isResolved }) => (
        <li key={id}>
          {quote && (
            <blockquote dir="auto">
              <p>{shorten(quote, maxPassage)}</p>
            </blockquote>
          )}
          <p dir="auto">
            {text.split("\n").map((line, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: lines of one text have no other name
              <Fragment key={index}>
                {index > 0 && <br />}
                {line}
              </Fragment>
            ))}
          </p>
          <p className="meta">
            <time dateTime={times.iso(at)}>{times.full(at)}</time>
            {isResolved && ". The newsroom has resolved it"}
          </p>
        </li>
      ))}
    </ol>
  );

function CommentForm({ view: { token, passages, commentId, posted } }: Part) {
  const given = posted?.values.act === "comment" ? posted : undefined;
  const problem = given?.problems.text;
  return (
    <form method="post" action={`${reviewHref(token)}#review`} noValidate>
      <input type="hidden" name="act" value="comment" />
      <input type="hidden" name="id" value={given?.values.id ?? commentId} />
      <label htmlFor="block">About</label>
      <select id="block" name="block" defaultValue={given?.values.block ?? ""}>
        <option value="">The whole story, its headline or a picture</option>
        {passages.slice(0, maxPassages).map(({ id, text }) => (
          <option key={id} value={id}>
            {shorten(text, maxPassage)}
          </option>
        ))}
      </select>
      <label htmlFor="text">Comment</label>
      {problem !== undefined && (
        <p className="problem" id="text-problem">
          {problem}
        </p>
      )}
      <textarea
        id="text"
        name="text"
        rows={5}
        maxLength={maxComment}
        required
        dir="auto"
        defaultValue={given?.values.text}
        {...(problem === undefined ? {} : { "aria-invalid": true as const, "aria-describedby": "text-problem" })}
      />
      <button type="submit">Send comment</button>
    </form>
  );
}

function Approval({ view: { token, link, preview, posted, times } }: Part) {
  const given = posted?.values.act === "approve" ? posted : undefined;
  const problem = given?.problems.note;
  if (link.approvedAt && link.approvedVersion === preview.version)
    return (
      <p className="sent">
        You approved this version, <time dateTime={times.iso(link.approvedAt)}>{times.full(link.approvedAt)}</time>.
      </p>
    );
  return (
    <form method="post" action={`${reviewHref(token)}#review`} noValidate>
      <input type="hidden" name="act" value="approve" />
      <input type="hidden" name="version" value={preview.version} />
      {link.approvedAt && (
        <p>
          You approved an earlier version,{" "}
          <time dateTime={times.iso(link.approvedAt)}>{times.full(link.approvedAt)}</time>. The text has changed since.
        </p>
      )}
      <label htmlFor="note">
        Note <small>(optional, with your approval)</small>
      </label>
      {problem !== undefined && (
        <p className="problem" id="note-problem">
          {problem}
        </p>
      )}
      <textarea
        id="note"
        name="note"
        rows={2}
        maxLength={maxApprovalNote}
        dir="auto"
        defaultValue={given?.values.note}
        {...(problem === undefined ? {} : { "aria-invalid": true as const, "aria-describedby": "note-problem" })}
      />
      <button type="submit">Approve this version</button>
    </form>
  );
}

/** For every link that does not work, without saying why. */
export function ReviewGonePage({ unsent }: { unsent: string }) {
  return (
    <div className="wrap">
      <main id="content" tabIndex={-1} className="report">
        <h1>This link does not work</h1>
        <p className="deck">
          It may be incomplete, have expired, or have been ended by the newsroom. Ask the person in the newsroom who
          sent it to you for a new one.
        </p>
        {unsent && (
          <>
            <label htmlFor="unsent">Your text was not sent. Copy it from here:</label>
            <textarea id="unsent" rows={7} readOnly dir="auto" defaultValue={unsent} />
          </>
        )}
      </main>
    </div>
  );
}

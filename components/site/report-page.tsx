import { hrefOf } from "#lib/addresses/paths.ts";
import { shorten } from "#lib/document/text.ts";
import type { ReportFormView } from "#lib/reports/loaders.ts";
import { emailDays } from "#lib/reports/policy.ts";
import { maxMessage, reportPath } from "#lib/reports/schema.ts";

/** Limits the list of passages in a very long story; readers can describe any other passage in the message. */
const maxPassages = 400;
const maxPassage = 90;

/** Shown above the form when the report as a whole was refused. */
const refusals: Readonly<Record<string, string>> = {
  TOO_MANY_TRIES: "We have received too many reports. Copy your text and send it again in an hour.",
};
const somethingWrong = "Fix the highlighted fields and try again.";

/** A plain form. After an error it keeps what was entered. */
export function ReportPage({ view: { story, passages, block, posted, paper } }: { view: ReportFormView }) {
  const { values = {}, problems = {} } = posted ?? {};
  const problem = (name: string) =>
    problems[name] === undefined ? {} : { "aria-invalid": true as const, "aria-describedby": `${name}-problem` };
  return (
    <div className="wrap">
      <main id="content" tabIndex={-1} className="report">
        <h1>Report an error</h1>
        <p className="deck">
          in{" "}
          <a href={hrefOf(story.path)} {...(story.language === paper.language ? {} : { lang: story.language })}>
            {story.headline}
          </a>
        </p>
        {posted && (
          <p className="refused" role="alert">
            <b>Not sent.</b> {refusals[problems.form ?? ""] ?? somethingWrong}
          </p>
        )}
        <form method="post" action={reportPath} noValidate>
          <input type="hidden" name="story" value={story.path} />
          <label htmlFor="block">Where</label>
          <select id="block" name="block" defaultValue={values.block ?? block}>
            <option value="">The whole story, its headline or picture</option>
            {passages.slice(0, maxPassages).map(({ id, text }) => (
              <option key={id} value={id}>
                {shorten(text, maxPassage)}
              </option>
            ))}
          </select>
          <label htmlFor="message">What is wrong</label>
          <Problem name="message" problems={problems} />
          <textarea
            id="message"
            name="message"
            rows={7}
            maxLength={maxMessage}
            required
            dir="auto"
            defaultValue={values.message}
            {...problem("message")}
          />
          <label htmlFor="email">
            Your email address <small>(optional, if you would like a reply)</small>
          </label>
          <Problem name="email" problems={problems} />
          <input
            id="email"
            name="email"
            type="email"
            maxLength={200}
            autoComplete="email"
            defaultValue={values.email}
            {...problem("email")}
          />
          <p className="meta">
            Only our editors read this. We use your email address only to reply, and delete it after {emailDays} days.
          </p>
          {/* A honeypot: only bots fill in a hidden field. */}
          <div className="trap" aria-hidden="true">
            <label htmlFor="website">Leave this empty</label>
            <input id="website" type="text" name="website" tabIndex={-1} autoComplete="off" />
          </div>
          <button type="submit">Send to the editors</button>
        </form>
      </main>
    </div>
  );
}

const Problem = ({ name, problems }: { name: string; problems: Readonly<Record<string, string>> }) =>
  problems[name] !== undefined && (
    <p className="problem" id={`${name}-problem`}>
      {problems[name]}
    </p>
  );

/** @param back path of the story, or of the front page */
export const ThanksPage = ({ back }: { back: string }) => (
  <div className="wrap">
    <main id="content" tabIndex={-1} className="report">
      <h1>Thank you</h1>
      <p className="deck">
        Our editors have received your report. We correct errors, and note each correction on the story and under{" "}
        <a href="/corrections">Corrections</a>.
      </p>
      <p className="row">
        <a href={hrefOf(back)}>{back === "/" ? "Front page" : "Back to the story"}</a>
      </p>
    </main>
  </div>
);

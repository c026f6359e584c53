import { hrefOf } from "#lib/addresses/paths.ts";
import { shorten } from "#lib/document/text.ts";
import type { ReportFormView } from "#lib/reports/loaders.ts";
import { emailDays } from "#lib/reports/policy.ts";
import { longestMessage, reportPath } from "#lib/reports/schema.ts";

/** Passages of a very long story that can be chosen; of the rest one can write. */
const mostPassages = 400;
const longestPassage = 90;

/** What stands above the form where it was refused as a whole. */
const refusals: Readonly<Record<string, string>> = {
  TOO_MANY_TRIES: "Very many reports have come in. Keep your text, and send it again in an hour.",
};
const somethingWrong = "Mend what is marked and send it again.";

/** A plain form: what was typed comes back with what is wrong with it. */
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
            {passages.slice(0, mostPassages).map(({ id, text }) => (
              <option key={id} value={id}>
                {shorten(text, longestPassage)}
              </option>
            ))}
          </select>
          <label htmlFor="message">What is wrong</label>
          <Problem name="message" problems={problems} />
          <textarea
            id="message"
            name="message"
            rows={7}
            maxLength={longestMessage}
            required
            dir="auto"
            defaultValue={values.message}
            {...problem("message")}
          />
          <label htmlFor="email">
            Your e-mail address <small>if we may answer</small>
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
            Only our editors read this. We use the address to answer you, and delete it after {emailDays} days.
          </p>
          {/* Only a program fills in what nobody sees. */}
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

/** @param back path of the story, or of the front */
export const ThanksPage = ({ back }: { back: string }) => (
  <div className="wrap">
    <main id="content" tabIndex={-1} className="report">
      <h1>Thank you</h1>
      <p className="deck">
        Our editors have your report. Where we were wrong we mend it, and say so at the story and under{" "}
        <a href="/corrections">Corrections</a>.
      </p>
      <p className="row">
        <a href={hrefOf(back)}>{back === "/" ? "Front page" : "Back to the story"}</a>
      </p>
    </main>
  </div>
);

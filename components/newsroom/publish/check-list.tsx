import { Anchor, UnstyledButton } from "@mantine/core";
import { IconAlertCircle, IconAlertTriangle, IconCheck } from "@tabler/icons-react";
import type { ReactNode } from "react";
import type { OpenComment } from "#lib/comments/types.ts";
import type { Missing, Question } from "#lib/document/project-live.ts";
import type { RightsFinding } from "#lib/rights/types.ts";
import type { OpenSuggestion } from "#lib/stories/saving/suggestions-data.ts";
import type { Kind } from "#lib/stories/types.ts";
import { rightsCheck } from "../pictures/rights-words.ts";
import { missingWords } from "./explain-verb.ts";
import classes from "./publish.module.css";
import { suggestionWords } from "./remark-words.ts";

type Words = { title: string; why: string; link: string };
const places = (count = 0): string => (count === 1 ? "1 place" : `${count} places`);

/** The label of a check, with the number of occurrences if it covers all of them. */
function wordsOf({ code, count }: Question): Words {
  const words = questionWords[code];
  if (code === "LONG_HEADLINE") return { ...words, title: `The headline has ${count} characters` };
  return count === undefined ? words : { ...words, title: `${words.title} in ${places(count)}` };
}

const questionWords: Record<Question["code"], Words> = {
  LONG_HEADLINE: {
    title: "The headline is long",
    why: "Search engines and cards on phones cut it off after about 60.",
    link: "Shorten it",
  },
  NO_STANDFIRST: {
    title: "There is no standfirst",
    why: "Fronts, search engines and shared links show the headline alone.",
    link: "Write it",
  },
  NO_AUTHOR: { title: "No author is named", why: "The byline will name the paper’s staff.", link: "Name one" },
  NO_MAIN_PICTURE: {
    title: "There is no main picture",
    why: "Lists will show the story without a picture.",
    link: "Go there",
  },
  ALT_MISSING: {
    title: "A picture has no alt text",
    why: "Screen readers cannot describe it.",
    link: "Write it",
  },
  CREDIT_MISSING: { title: "A picture has no credit", why: "The person who made it is not named.", link: "Write it" },
  PICTURE_MISSING: {
    title: "A picture is still missing",
    why: "Readers will not see the empty frame.",
    link: "Go there",
  },
  FILE_MISSING: {
    title: "A video, audio or file is still missing",
    why: "Readers will not see the empty frame.",
    link: "Go there",
  },
  STORY_MISSING: { title: "A story card is empty", why: "Readers will not see the card.", link: "Go there" },
  LEVEL_SKIPPED: {
    title: "A small subheading comes before the first large one",
    why: "Screen-reader users move from heading to heading.",
    link: "Go there",
  },
  TABLE_UNNAMED: {
    title: "A table has no caption",
    why: "Screen-reader users do not learn what it shows.",
    link: "Write it",
  },
  OPEN_SUGGESTIONS: {
    title: "Suggestions are open",
    why: "They are left out: readers get the text as if they were rejected.",
    link: "Go there",
  },
  STRAIGHT_QUOTES: {
    title: "Straight quotes",
    why: "The story’s language uses other characters. Undo reverts the replacement.",
    link: "Replace them",
  },
  TYPEWRITER_SIGNS: {
    title: "Straight quotes, double hyphens or three dots",
    why: "The story’s language uses other characters. Undo reverts the replacement.",
    link: "Replace them",
  },
  TK: { title: "“TK” is still in the text", why: "A fact is missing there.", link: "Go there" },
};

const maxShown = 8;

type Props = {
  kind: Kind;
  missing: Missing[];
  questions: Question[];
  /** Problems with the rights of pictures; absent where nothing is published yet. */
  rights?: RightsFinding[];
  comments: OpenComment[];
  suggestions: OpenSuggestion[];
  onGo: (check: Missing | Question) => void;
};

/** First what blocks publishing, then what an editor should check. Each entry links to its position in the editor. */
export function CheckList({ kind, missing, questions, rights = [], comments, suggestions, onGo }: Props) {
  const rest = questions.length - maxShown;
  return (
    <ul className={classes.checks}>
      {missing.map((check) => (
        <Check key={check.code} kind="missing" words={missingWords[check.code]} onGo={() => onGo(check)} />
      ))}
      {rights.map((finding) => (
        <RightsCheck key={`${finding.pictureId} ${finding.problem}`} finding={finding} />
      ))}
      <Remarks one="open comment" many="open comments">
        {comments.map(({ id, by, text, block }) => (
          <Remark key={id} by={by} words={`“${text}”`} onGo={() => onGo(atRemark(block))} />
        ))}
      </Remarks>
      <Remarks one="open suggestion" many="open suggestions" why="Readers get the text without them.">
        {suggestions.map((one) => (
          <Remark key={one.id} by={one.by} words={suggestionWords(one)} onGo={() => onGo(atRemark(one.block))} />
        ))}
      </Remarks>
      {questions.slice(0, maxShown).map((check) => (
        <Check
          key={`${check.code} ${check.block ?? ""}`}
          kind="question"
          words={wordsOf(check)}
          onGo={() => onGo(check)}
        />
      ))}
      {rest > 0 && (
        <li>
          <IconAlertTriangle data-kind="question" size={17} stroke={1.7} aria-hidden="true" />
          <b>And {rest} more of these</b>
        </li>
      )}
      {missing.length + questions.length + rights.length + comments.length + suggestions.length === 0 && (
        <PassedCheck>
          {kind === "PAGE"
            ? "Headline, text, address and pictures are in order"
            : "Headline, text, section, byline and pictures are in order"}
        </PassedCheck>
      )}
    </ul>
  );
}

const atRemark = (block: string | null): Question => ({ code: "OPEN_SUGGESTIONS", ...(block && { block }) });

/** The number of items, and the first words of each. */
function Remarks(props: { one: string; many: string; why?: string; children: ReactNode[] }) {
  const { one, many, why, children } = props;
  const count = children.length;
  if (count === 0) return null;
  return (
    <li data-kind="question">
      <IconAlertTriangle data-kind="question" size={17} stroke={1.7} aria-hidden="true" />
      <b>
        {count} {count === 1 ? one : many}
      </b>
      {why && <p>{why}</p>}
      <ul className={classes.remarks}>
        {children.slice(0, maxShown)}
        {count > maxShown && <li>And {count - maxShown} more of these</li>}
      </ul>
    </li>
  );
}

const Remark = ({ by, words, onGo }: { by: string | null; words: string; onGo: () => void }) => (
  <li>
    <span>
      {by ?? "Somebody"}: {words}
    </span>
    <UnstyledButton onClick={onGo} aria-label={`Go there: ${words}`}>
      Go there
    </UnstyledButton>
  </li>
);

function Check({ kind, words, onGo }: { kind: "missing" | "question"; words: Words; onGo: () => void }) {
  const Icon = kind === "missing" ? IconAlertCircle : IconAlertTriangle;
  return (
    <li data-kind={kind}>
      <Icon data-kind={kind} size={17} stroke={1.7} aria-hidden="true" />
      <b>
        {kind === "missing" && <span className="vh">To do before it can go: </span>}
        {words.title}
      </b>
      <UnstyledButton onClick={onGo} aria-label={`${words.link}: ${words.title}`}>
        {words.link}
      </UnstyledButton>
      <p>{words.why}</p>
    </li>
  );
}

/** A problem with the rights of a picture, which leads to the picture in the library. */
function RightsCheck({ finding }: { finding: RightsFinding }) {
  const kind = finding.rule === "block" ? "missing" : "question";
  const Icon = kind === "missing" ? IconAlertCircle : IconAlertTriangle;
  const { title, todo } = rightsCheck(finding);
  return (
    <li data-kind={kind}>
      <Icon data-kind={kind} size={17} stroke={1.7} aria-hidden="true" />
      <b>
        {kind === "missing" && <span className="vh">To do before it can go: </span>}
        {title}
      </b>
      <Anchor href={`/desk/pictures/${finding.pictureId}`} target="_blank" aria-label={`Open the picture: ${title}`}>
        Open the picture
      </Anchor>
      <p>{todo}</p>
    </li>
  );
}

/** A check that needs attention. */
export function OpenCheck({ remark, children }: { remark: ReactNode; children: ReactNode }) {
  return (
    <li>
      <IconAlertTriangle data-kind="question" size={17} stroke={1.7} aria-hidden="true" />
      <b>{children}</b>
      <p>{remark}</p>
    </li>
  );
}

/** A check that passed, with a time or a remark. */
export function PassedCheck({ at, remark, children }: { at?: ReactNode; remark?: ReactNode; children: ReactNode }) {
  return (
    <li>
      <IconCheck data-kind="done" size={17} stroke={1.9} aria-hidden="true" />
      <b>{children}</b>
      {at}
      {remark && <p>{remark}</p>}
    </li>
  );
}

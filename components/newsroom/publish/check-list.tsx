import { Anchor, UnstyledButton } from "@mantine/core";
import { IconAlertCircle, IconAlertTriangle, IconCheck } from "@tabler/icons-react";
import type { ReactNode } from "react";
import type { Question } from "#lib/checks/questions.ts";
import type { Judged } from "#lib/checks/severity.ts";
import type { OpenComment } from "#lib/comments/types.ts";
import type { Missing } from "#lib/document/project-live.ts";
import type { RightsFinding } from "#lib/rights/types.ts";
import type { OpenSuggestion } from "#lib/stories/saving/suggestions-data.ts";
import type { Kind } from "#lib/stories/types.ts";
import { rightsCheck } from "../pictures/rights-words.ts";
import { type CheckWords, wordsOfCheck } from "./check-words.ts";
import { missingWords } from "./explain-verb.ts";
import classes from "./publish.module.css";
import { suggestionWords } from "./remark-words.ts";

const maxShown = 8;

type Props = {
  kind: Kind;
  missing: Missing[];
  questions: Judged[];
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
        <RightsCheck key={`${finding.id} ${finding.problem}`} finding={finding} />
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
          key={`${check.code} ${check.block ?? ""} ${check.words ?? ""} ${check.style ?? ""}`}
          kind={check.severity === "BLOCK" ? "blocking" : "question"}
          words={wordsOfCheck(check)}
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

type CheckProps = { kind: "missing" | "blocking" | "question"; words: CheckWords; onGo: () => void };

function Check({ kind, words, onGo }: CheckProps) {
  const Icon = kind === "question" ? IconAlertTriangle : IconAlertCircle;
  return (
    <li data-kind={kind === "question" ? kind : "missing"}>
      <Icon data-kind={kind === "question" ? kind : "missing"} size={17} stroke={1.7} aria-hidden="true" />
      <b>
        {kind === "missing" && <span className="vh">To do before it can go: </span>}
        {kind === "blocking" && <span className="vh">Blocks publishing: </span>}
        {words.title}
      </b>
      <UnstyledButton onClick={onGo} aria-label={`${words.link}: ${words.title}`}>
        {words.link}
      </UnstyledButton>
      <p>{words.why}</p>
    </li>
  );
}

/** A problem with the rights of a picture or a file, which leads to its page in the library. */
function RightsCheck({ finding }: { finding: RightsFinding }) {
  const kind = finding.rule === "block" ? "missing" : "question";
  const Icon = kind === "missing" ? IconAlertCircle : IconAlertTriangle;
  const { title, todo } = rightsCheck(finding);
  const isPicture = finding.what === "PICTURE";
  const open = isPicture ? "Open the picture" : "Open the file";
  const href = `/desk/pictures/${isPicture ? "" : "files/"}${finding.id}`;
  return (
    <li data-kind={kind}>
      <Icon data-kind={kind} size={17} stroke={1.7} aria-hidden="true" />
      <b>
        {kind === "missing" && <span className="vh">To do before it can go: </span>}
        {title}
      </b>
      <Anchor href={href} target="_blank" aria-label={`${open}: ${title}`}>
        {open}
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

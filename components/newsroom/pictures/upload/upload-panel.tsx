"use client";
import { Button, Progress } from "@mantine/core";
import { useState } from "react";
import { explain } from "../../messages.ts";
import classes from "./upload.module.css";
import { isUnfinished, type UploadedFile, type UploadItem, type UploadList } from "./upload-list.ts";
import { explainUpload } from "./upload-problem.ts";

/** Rows at most; hundreds of others are only counted. */
const maxRows = 30;

type Props = { list: UploadList; items: readonly UploadItem[] };

/** Progress and questions of the uploads of this page. */
export function UploadPanel({ list, items }: Props) {
  if (items.length === 0) return null;
  const count = (...states: UploadItem["state"][]) => items.filter(({ state }) => states.includes(state)).length;
  const done = count("done");
  const questions = count("same", "alike");
  const rows = items.filter(({ state }) => state !== "done" && state !== "waiting");
  const sentences = [
    `${done} of ${items.length} uploaded`,
    count("paused") > 0 && "waiting for the connection",
    questions > 0 && `${questions} need an answer`,
    count("failed") > 0 && `${count("failed")} failed`,
  ];
  return (
    <section className={classes.panel} aria-label="Uploads">
      <div className={classes.summary}>
        <p role="status">{sentences.filter(Boolean).join(" · ")}</p>
        {done > 0 && !items.some(isUnfinished) && (
          <Button size="xs" onClick={() => list.clearDone()}>
            Clear finished
          </Button>
        )}
      </div>
      {rows.length > 0 && (
        <ul className={classes.rows}>
          {rows.slice(0, maxRows).map((item) => (
            <UploadRow key={item.id} item={item} list={list} />
          ))}
        </ul>
      )}
    </section>
  );
}

const stateWords: Partial<Record<UploadItem["state"], string>> = {
  sending: "Uploading",
  reading: "Reading the picture",
  paused: "The connection was lost. The upload continues by itself.",
};

function UploadRow({ item, list }: { item: UploadItem; list: UploadList }) {
  const { id, file, state, part, failure, answer } = item;
  return (
    <li className={classes.row} data-state={state}>
      <span className={classes.name}>{file.name}</span>
      {isUnfinished(item) && (
        <>
          <span className={classes.state}>
            {stateWords[state]}
            {state === "sending" && ` ${Math.floor(part * 100)} %`}
          </span>
          <Progress
            className={classes.progress ?? ""}
            value={part * 100}
            size="xs"
            aria-label={`Progress of ${file.name}`}
            animated={state === "reading"}
          />
        </>
      )}
      {state === "failed" && <span className={classes.problem}>{failure ? explainUpload(failure) : ""}</span>}
      {state === "same" && answer && <SameQuestion answer={answer} />}
      {state === "alike" && answer && <AlikeQuestion item={item} answer={answer} list={list} />}
      <span className={classes.acts}>
        {state === "same" && answer && (
          <Button size="xs" onClick={() => list.settle(id)}>
            Use the existing one
          </Button>
        )}
        {state === "failed" && (
          <Button size="xs" onClick={() => list.retry(id)}>
            Try again
          </Button>
        )}
        {state !== "alike" && (
          <Button
            size="xs"
            variant="subtle"
            onClick={() => list.remove(id)}
            aria-label={`${verbOf(item)} ${file.name}`}
          >
            {verbOf(item)}
          </Button>
        )}
      </span>
    </li>
  );
}

const verbOf = (item: UploadItem): string =>
  isUnfinished(item) ? "Cancel" : item.state === "same" ? "Leave out" : "Dismiss";

function SameQuestion({ answer: { picture } }: { answer: UploadedFile }) {
  return (
    <span className={classes.question}>
      {/* biome-ignore lint/performance/noImgElement: a rendition of the size that is shown is there already */}
      <img src={picture.src} alt="" width={72} height={Math.round((72 * picture.height) / picture.width)} />
      <span className={classes.sentence}>This picture is already in the library. Use the existing one?</span>
    </span>
  );
}

type AlikeProps = { item: UploadItem; answer: UploadedFile; list: UploadList };

function AlikeQuestion({ item, answer, list }: AlikeProps) {
  const [problem, setProblem] = useState("");
  const [isPending, setPending] = useState(false);
  const existing = answer.alike[0];
  if (!existing) return null;
  const takeExisting = async () => {
    setPending(true);
    const failure = await list.takeExisting(item.id);
    setPending(false);
    if (failure) setProblem(explain(failure));
  };
  return (
    <span className={classes.question}>
      <Side title="New" picture={answer.picture} />
      <Side title="In the library" picture={existing} />
      <span>
        This picture looks like one in the library{answer.alike.length > 1 && ` (and ${answer.alike.length - 1} more)`}.
        {problem && <span className={classes.problem}> {problem}</span>}
        <span className={classes.acts}>
          <Button size="xs" disabled={isPending} onClick={() => list.settle(item.id)}>
            Keep both
          </Button>
          <Button size="xs" loading={isPending} onClick={() => void takeExisting()}>
            Use the existing one
          </Button>
        </span>
      </span>
    </span>
  );
}

function Side({ title, picture }: { title: string; picture: UploadedFile["picture"] }) {
  return (
    <a className={classes.side} href={`/desk/pictures/${picture.id}`} target="_blank" rel="noreferrer">
      {/* biome-ignore lint/performance/noImgElement: a rendition of about the size that is shown is there already */}
      <img src={picture.src} alt={picture.caption || picture.fileName} />
      <span>
        {title}: {picture.width} × {picture.height}
      </span>
    </a>
  );
}

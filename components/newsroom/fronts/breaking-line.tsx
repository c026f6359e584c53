"use client";
import { Button, TextInput } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useRef, useState } from "react";
import { clearBreaking, setBreaking } from "#lib/breaking/actions.ts";
import { canBreakNews } from "#lib/breaking/policy.ts";
import type { Breaking } from "#lib/breaking/schema.ts";
import { Dialog, DialogFoot } from "../dialog.tsx";
import { useActor, useTimes } from "../newsroom-context.tsx";
import { Problem } from "../problem.tsx";
import { useServerAction } from "../use-server-action.ts";
import { useWallTime, WallQuestion } from "../use-wall-time.tsx";
import classes from "./fronts.module.css";
import { StorySelect } from "./story-select.tsx";

/** Default duration of an alert in hours. */
const usualHours = 3;

/** The breaking-news alert, for people who can edit it and people who can only view it. */
export function BreakingLine({ breaking, onChange }: { breaking: Breaking | null; onChange?: () => void }) {
  const mayBreak = canBreakNews(useActor());
  const times = useTimes();
  const [opened, setOpened] = useState(false);
  const [round, setRound] = useState(0);
  const clear = useServerAction(clearBreaking);
  const opener = useRef<HTMLButtonElement>(null);
  return (
    <section className={classes.place} aria-label="Breaking news">
      <h2 className={classes.slot}>Breaking news</h2>
      <div className={classes.what}>
        <p className={classes.headline} data-free={breaking ? undefined : ""}>
          {breaking?.text ?? "No alert"}
        </p>
        <p className={classes.state}>
          {breaking
            ? `Shown on every page until ${times.full(new Date(breaking.until))}${breaking.href && `, linked to ${breaking.href}`}`
            : "A one-line alert at the top of every page, until a time you set"}
        </p>
        <Problem failure={clear.failure} />
      </div>
      {mayBreak && (
        <>
          <div className={classes.tools}>
            {breaking && (
              <Button
                loading={clear.pending}
                onClick={() =>
                  clear.send({}, () => {
                    opener.current?.focus();
                    onChange?.();
                    notifications.show({ message: "Alert removed from every page" });
                  })
                }
              >
                Remove
              </Button>
            )}
            <Button
              ref={opener}
              onClick={() => {
                setRound(round + 1);
                setOpened(true);
              }}
            >
              {breaking ? "Change" : "New alert"}
            </Button>
          </div>
          <BreakingDialog
            key={round}
            breaking={breaking}
            opened={opened}
            close={() => setOpened(false)}
            onChange={onChange}
          />
        </>
      )}
    </section>
  );
}

type DialogProps = {
  breaking: Breaking | null;
  opened: boolean;
  close: () => void;
  onChange: (() => void) | undefined;
};

function BreakingDialog({ breaking, opened, close, onChange }: DialogProps) {
  const times = useTimes();
  const [text, setText] = useState(breaking?.text ?? "");
  const [href, setHref] = useState(breaking?.href ?? "");
  const [story, setStory] = useState(breaking?.story ?? "");
  const [until, setUntil] = useState<string | null>(
    () => breaking?.until ?? new Date(Date.now() + usualHours * 3_600_000).toISOString(),
  );
  const time = useWallTime(until, setUntil);
  const { send, pending, failure } = useServerAction(setBreaking);
  const wrong = (field: string) => failure?.fields?.[field];
  const isUnpublished = failure?.code === "INVALID" && failure.detail?.field === "story";
  const isPast = failure?.code === "INVALID" && failure.detail?.field === "until";
  return (
    <Dialog opened={opened} onClose={close} title="Breaking news">
      <form
        aria-label="Breaking news"
        onSubmit={(event) => {
          event.preventDefault();
          if (time.question) return;
          send({ text, href, story, until: until ?? "" }, () => {
            close();
            onChange?.();
            notifications.show({ message: "Alert is live on every page" });
          });
        }}
      >
        <TextInput
          label="Text"
          description={`What happened, in one sentence. ${[...text].length} of 120`}
          data-autofocus
          maxLength={120}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
          error={wrong("text")}
        />
        <StorySelect
          label="Story"
          description="A published story to which the alert leads. If it is taken down, the alert is removed with it."
          value={story}
          name={breaking?.story === story ? breaking.href : ""}
          isLive
          error={isUnpublished ? "This story is not published any more. Choose another one." : undefined}
          onChoose={(chosen) => {
            setStory(chosen?.id ?? "");
            if (!chosen) setHref("");
          }}
        />
        {story === "" && (
          <TextInput
            label="Link"
            description="If there is no story: a path on this site, or a URL that begins with https://."
            value={href}
            onChange={(event) => setHref(event.currentTarget.value)}
            error={wrong("href")}
          />
        )}
        <TextInput
          type="datetime-local"
          label="Until"
          description={`${time.shown ?? "Choose a time"}. Newsroom time: ${times.zone}. The alert is then removed automatically.`}
          value={time.wall}
          onChange={(event) => time.type(event.currentTarget.value)}
          error={isPast ? "Choose a time in the future." : wrong("until")}
        />
        <WallQuestion question={time.question} />
        <Problem failure={isPast || isUnpublished ? null : failure} marked={["text", "href", "until"]} />
        <DialogFoot>
          <Button onClick={close}>Cancel</Button>
          <Button type="submit" variant="filled" loading={pending} disabled={time.question !== null}>
            Publish alert
          </Button>
        </DialogFoot>
      </form>
    </Dialog>
  );
}

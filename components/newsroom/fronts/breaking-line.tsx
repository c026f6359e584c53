"use client";
import { Button, TextInput } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useRef, useState } from "react";
import { clearBreaking, setBreaking } from "#lib/breaking/actions.ts";
import { canBreakNews } from "#lib/breaking/policy.ts";
import type { Breaking } from "#lib/breaking/schema.ts";
import { instantOf, wallTime } from "../../editor/panel/wall-time.ts";
import { Dialog, DialogFoot } from "../dialog.tsx";
import { useActor, useTimes } from "../newsroom-context.tsx";
import { Problem } from "../problem.tsx";
import { useDoor } from "../use-door.ts";
import classes from "./fronts.module.css";

/** Hours for which a line stands unless its editor says otherwise. */
const usualHours = 3;

/** What stands above every page of the paper, for who may change it and for who may only look. */
export function BreakingLine({ breaking }: { breaking: Breaking | null }) {
  const mayBreak = canBreakNews(useActor());
  const times = useTimes();
  const [opened, setOpened] = useState(false);
  const [round, setRound] = useState(0);
  const clear = useDoor(clearBreaking);
  const opener = useRef<HTMLButtonElement>(null);
  return (
    <section className={classes.place} aria-label="Breaking news" data-breaking>
      <h2 className={classes.slot}>Breaking</h2>
      <div className={classes.what}>
        <p className={classes.headline} data-free={breaking ? undefined : ""}>
          {breaking?.text ?? "Nothing"}
        </p>
        <p className={classes.state}>
          {breaking
            ? `Above every page until ${times.full(new Date(breaking.until))}${breaking.href && `, leads to ${breaking.href}`}`
            : "One line above every page, until a time that you set"}
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
                    notifications.show({ message: "The line is off every page" });
                  })
                }
              >
                Take off
              </Button>
            )}
            <Button
              ref={opener}
              onClick={() => {
                setRound(round + 1);
                setOpened(true);
              }}
            >
              {breaking ? "Change" : "Break news"}
            </Button>
          </div>
          <BreakingDialog key={round} breaking={breaking} opened={opened} close={() => setOpened(false)} />
        </>
      )}
    </section>
  );
}

type DialogProps = { breaking: Breaking | null; opened: boolean; close: () => void };

function BreakingDialog({ breaking, opened, close }: DialogProps) {
  const times = useTimes();
  const [text, setText] = useState(breaking?.text ?? "");
  const [href, setHref] = useState(breaking?.href ?? "");
  const [wall, setWall] = useState(() =>
    wallTime(breaking?.until ?? new Date(Date.now() + usualHours * 3_600_000).toISOString(), times.zone),
  );
  const { send, pending, failure } = useDoor(setBreaking);
  const wrong = (field: string) => failure?.fields?.[field];
  const isPast = failure?.detail?.field === "until";
  return (
    <Dialog opened={opened} onClose={close} title="Break news">
      <form
        aria-label="Break news"
        onSubmit={(event) => {
          event.preventDefault();
          send({ text, href, until: instantOf(wall, times.zone) ?? "" }, () => {
            close();
            notifications.show({ message: "The line stands above every page" });
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
        <TextInput
          label="Link"
          description="The story's path, or an address that begins with https://. Empty while there is no story."
          value={href}
          onChange={(event) => setHref(event.currentTarget.value)}
          error={wrong("href")}
        />
        <TextInput
          type="datetime-local"
          label="Until"
          description={`On the newsroom's clock (${times.zone}). Then it goes by itself.`}
          value={wall}
          onChange={(event) => setWall(event.currentTarget.value)}
          error={isPast ? "Choose a time that is still to come." : wrong("until")}
        />
        <Problem failure={isPast ? null : failure} marked={["text", "href", "until"]} />
        <DialogFoot>
          <Button onClick={close}>Cancel</Button>
          <Button type="submit" variant="filled" loading={pending}>
            Put above every page
          </Button>
        </DialogFoot>
      </form>
    </Dialog>
  );
}

"use client";
import { Menu } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useEffect, useState } from "react";
import type { Failure } from "#lib/errors.ts";
import { readWatching, setWatching } from "#lib/inbox/actions.ts";
import type { Watching } from "#lib/inbox/watch-data.ts";
import { keepReading } from "../keep-reading.ts";
import { explain } from "../messages.ts";

type Props = { storyId: string; noun: "story" | "page"; className: string };
type Choice = { label: string; how: Watching; done: string };

function choicesFor(now: Watching, noun: Props["noun"]): Choice[] {
  const usual = { how: "USUAL" as const };
  if (now === "MUTE") return [{ label: "Unmute", ...usual, done: `You get notices of this ${noun} again.` }];
  return [
    now === "WATCH"
      ? { label: "Stop watching", ...usual, done: `You no longer watch this ${noun}.` }
      : {
          label: `Watch this ${noun}`,
          how: "WATCH",
          done: `You watch this ${noun}. Its notices arrive in your inbox.`,
        },
    {
      label: `Mute this ${noun}`,
      how: "MUTE",
      done: "Muted. You get a notice only when it concerns you directly.",
    },
  ];
}

/** The entries of a story’s menu that decide whether its notices reach the person. */
export function WatchItems({ storyId, noun, className }: Props) {
  const [now, setNow] = useState<Watching | null>(null);
  // The entries are disabled until it is read.
  useEffect(() => keepReading(() => readWatching({ storyId }), setNow), [storyId]);
  const choose = async ({ how, done }: Choice) => {
    const answer = await setWatching({ kind: "STORY", subjectId: storyId, how }).catch(
      (): Failure => ({ ok: false, code: "BUSY" }),
    );
    if (answer.ok) setNow(answer.data); // the menu may have been opened again meanwhile
    notifications.show(answer.ok ? { message: done } : { message: explain(answer), color: "red", autoClose: 10_000 });
  };
  return choicesFor(now ?? "USUAL", noun).map((choice) => (
    <Menu.Item key={choice.label} className={className} disabled={now === null} onClick={() => void choose(choice)}>
      {choice.label}
    </Menu.Item>
  ));
}

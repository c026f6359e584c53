"use client";
import { useRouter } from "next/navigation";
import { useEffect, useRef, useState } from "react";
import { countNewItems } from "#lib/wires/actions.ts";
import { eventHub } from "../events/event-hub.ts";
import classes from "./wires.module.css";

type Props = {
  /** The position of the first item that is shown; null for an empty list. */
  newest: string | null;
  /** The filters of the list. */
  filter: Pick<Parameters<typeof countNewItems>[0], "q" | "source" | "show">;
};

/** A line over the list that says how many items have arrived since, and shows them when it is pressed. The list never moves by itself. */
export function WireNews({ newest, filter }: Props) {
  const router = useRouter();
  const [count, setCount] = useState(0);
  const line = useRef<HTMLDivElement>(null);
  const key = JSON.stringify({ ...filter, since: newest });
  useEffect(() => {
    const query = JSON.parse(key) as Parameters<typeof countNewItems>[0];
    let isOver = false;
    setCount(0);
    const end = eventHub().onWire(async () => {
      // If it cannot be asked, the next event asks again.
      const answer = await countNewItems(query).catch(() => null);
      if (answer?.ok && !isOver) setCount(answer.data.count);
    });
    return () => {
      isOver = true;
      end();
    };
  }, [key]);
  const show = () => {
    line.current?.parentElement?.scrollTo({ top: 0 });
    router.refresh();
  };
  return (
    <div ref={line} className={classes.news} role="status">
      {count > 0 && (
        <button type="button" onClick={show}>
          {count === 1 ? "Show 1 new item" : `Show ${count.toLocaleString("en-GB")} new items`}
        </button>
      )}
    </div>
  );
}

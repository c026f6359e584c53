"use client";
import { useEffect, useState } from "react";
import { readHolders } from "#lib/partners/actions.ts";
import type { StoryHolder } from "#lib/partners/types.ts";
import { keepReading } from "../keep-reading.ts";
import { holderState } from "./holder-words.ts";
import classes from "./partners.module.css";

/** The partners that have fetched a story; nothing where there are none. */
export function PartnerHolders({ storyId }: { storyId: string }) {
  const [holders, setHolders] = useState<StoryHolder[]>([]);
  useEffect(() => keepReading(() => readHolders({ storyId }), setHolders), [storyId]);
  if (holders.length === 0) return null;
  return (
    <section className={classes.card} aria-label="Partners that fetched it">
      <h3>Partners that fetched it</h3>
      {holders.map((holder) => (
        <p key={holder.partnerId}>
          {holder.partner} <span className={holder.isOutdated ? classes.bad : "dim"}>{holderState(holder)}</span>
        </p>
      ))}
    </section>
  );
}

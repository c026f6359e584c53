"use client";
import { Radio } from "@mantine/core";
import { useState } from "react";
import { type ChosenInstant, InstantField, useInstant } from "./instant-field.tsx";
import classes from "./schedule.module.css";

export type ChosenTime = {
  isNow: boolean;
  instant: string | null;
  /** Whether the time that is chosen can be sent. */
  isReady: boolean;
  choose: (isNow: boolean) => void;
  chosen: ChosenInstant;
};

/** @param planned the instant that is offered at first; null: now */
export function useWhen(planned: string | null = null): ChosenTime {
  const [isNow, choose] = useState(planned === null);
  const chosen = useInstant(planned);
  return { isNow, instant: chosen.instant, isReady: isNow || chosen.isReady, choose, chosen };
}

type Props = {
  when: ChosenTime;
  /** Of the field: "Publish at". */
  label: string;
  /** Why it cannot be done now; the choice is then off. */
  notNow?: string | undefined;
};

/** Now, or at an instant. */
export function WhenChoice({ when, label, notNow }: Props) {
  return (
    <div className={classes.when}>
      <Radio.Group
        label="When"
        value={when.isNow ? "now" : "at"}
        onChange={(value) => when.choose(value === "now")}
        {...(notNow ? { description: notNow } : {})}
      >
        <div className={classes.choices}>
          <Radio value="now" label="Now" disabled={notNow !== undefined} />
          <Radio value="at" label="At a time" />
        </div>
      </Radio.Group>
      {!when.isNow && <InstantField label={label} chosen={when.chosen} />}
    </div>
  );
}

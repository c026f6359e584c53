"use client";
import { Tooltip } from "@mantine/core";
import { IconPencil, IconPencilQuestion } from "@tabler/icons-react";
import { memo, useId } from "react";
import { showKeys } from "../keys/show-keys.ts";
import classes from "./suggesting.module.css";
import { suggestingKeys } from "./use-suggestion-keys.ts";
import type { Suggestions } from "./use-suggestions.ts";

type Props = Pick<Suggestions, "isOn" | "only" | "may" | "turn">;

/** Switches between editing and suggesting. */
export const ModeSwitch = memo(function ModeSwitch({ isOn, only, may, turn }: Props) {
  const name = useId();
  if (!may) return null;
  const choices = [
    { on: false, label: "Editing", icon: IconPencil },
    { on: true, label: "Suggesting", icon: IconPencilQuestion },
  ];
  return (
    <Tooltip label={only ? "What you write here is a suggestion" : `Switch  ${showKeys(suggestingKeys)}`}>
      <div className={classes.modes} role="radiogroup" aria-label="What writing does">
        {choices.map(({ on, label, icon: Icon }) => (
          <label key={label} data-on={isOn === on || undefined}>
            <input type="radio" name={name} checked={isOn === on} disabled={only && !on} onChange={() => turn(on)} />
            <Icon size={16} stroke={1.7} aria-hidden="true" />
            <span>{label}</span>
          </label>
        ))}
      </div>
    </Tooltip>
  );
});

"use client";
import { ActionIcon } from "@mantine/core";
import { IconX } from "@tabler/icons-react";
import { useState } from "react";
import type { CardStory } from "#lib/fronts/desk-data.ts";
import { maxLinks } from "#lib/fronts/layout-schema.ts";
import classes from "./compose.module.css";
import { StorySelect } from "./story-select.tsx";

type Props = {
  story: string;
  links: readonly string[];
  stories: Readonly<Record<string, CardStory>>;
  onChange: (links: string[]) => void;
};

/** The related stories below a card, in order. */
export function CardLinksField({ story, links, stories, onChange }: Props) {
  // Stories that are chosen here are not on the front yet.
  const [chosen, setChosen] = useState<Record<string, string>>({});
  const headline = (id: string) => stories[id]?.headline || chosen[id] || "A story that you may not see";
  return (
    <fieldset className={classes.group}>
      <legend>Related stories</legend>
      {links.length > 0 && (
        <ol className={classes.links}>
          {links.map((id) => (
            <li key={id}>
              <span>{headline(id)}</span>
              <ActionIcon
                aria-label={`Remove ${headline(id)}`}
                onClick={() => onChange(links.filter((one) => one !== id))}
              >
                <IconX size={14} />
              </ActionIcon>
            </li>
          ))}
        </ol>
      )}
      {links.length < maxLinks && (
        <StorySelect
          key={links.length}
          label="Add a related story"
          description="A link below the card. It appears when the story is published and disappears when it is taken down."
          value=""
          name=""
          except={[story, ...links]}
          onChoose={(one) => {
            if (!one) return;
            setChosen((now) => ({ ...now, [one.id]: one.headline }));
            onChange([...links, one.id]);
          }}
        />
      )}
    </fieldset>
  );
}

"use client";
import { Button, Checkbox, SegmentedControl, Select, Textarea, TextInput } from "@mantine/core";
import { useState } from "react";
import { type Badge, badgeHours, badgeNames } from "#lib/document/fields.ts";
import type { CardStory } from "#lib/fronts/desk-data.ts";
import { type CardSize, cardSizes, type FrontCard } from "#lib/fronts/layout-schema.ts";
import { Dialog, DialogFoot } from "../dialog.tsx";
import { useTimes } from "../newsroom-context.tsx";
import { useWallTime, WallQuestion } from "../use-wall-time.tsx";
import { CardLinksField } from "./card-links-field.tsx";
import { CardPictureField } from "./card-picture-field.tsx";
import classes from "./compose.module.css";
import { sizeNames } from "./front-words.ts";

type Props = {
  card: FrontCard;
  story: CardStory | undefined;
  stories: Readonly<Record<string, CardStory>>;
  onSave: (fields: Partial<Omit<FrontCard, "story">>) => void;
  onClose: () => void;
};

/** What a card shows on this front only; the story stays as it is. */
export function CardDialog({ card, story, stories, onSave, onClose }: Props) {
  const times = useTimes();
  const [fields, setFields] = useState(card);
  const [hasDialog, setDialog] = useState(false);
  const set = <K extends keyof FrontCard>(name: K, value: FrontCard[K]) => setFields({ ...fields, [name]: value });
  const time = useWallTime(fields.until, (until) => setFields((now) => ({ ...now, until })));
  const badgeTime = useWallTime(fields.badgeUntil, (badgeUntil) => setFields((now) => ({ ...now, badgeUntil })));
  const chooseBadge = (badge: Badge) =>
    setFields((now) => ({
      ...now,
      badge,
      badgeUntil: badge === "" ? null : new Date(Date.now() + badgeHours[badge] * 3_600_000).toISOString(),
    }));
  const isUnclear = time.question !== null || badgeTime.question !== null;
  const text = (name: "headline" | "kicker" | "standfirst") => ({
    value: fields[name],
    placeholder: story?.[name] || "",
    description: story?.[name] ? `Story: ${story[name]}` : "",
  });
  const changed = Object.fromEntries(
    Object.entries(fields).filter(([name, value]) => name !== "story" && value !== card[name as keyof FrontCard]),
  );
  return (
    // Escape closes the dialog on top only.
    <Dialog opened onClose={() => !hasDialog && onClose()} title="Edit card" size={560}>
      <form
        aria-label="Edit card"
        onSubmit={(event) => {
          event.preventDefault();
          if (isUnclear) return;
          if (Object.keys(changed).length > 0) onSave(changed);
          onClose();
        }}
      >
        <p className={classes.about}>
          These changes are for this front only. An empty field shows the text of the story.
        </p>
        <TextInput
          label="Headline"
          data-autofocus
          maxLength={300}
          {...text("headline")}
          onChange={(event) => set("headline", event.currentTarget.value)}
        />
        <TextInput
          label="Kicker"
          maxLength={100}
          {...text("kicker")}
          onChange={(event) => set("kicker", event.currentTarget.value)}
        />
        <Textarea
          label="Standfirst"
          maxLength={1000}
          autosize
          minRows={2}
          {...text("standfirst")}
          onChange={(event) => set("standfirst", event.currentTarget.value)}
        />
        <fieldset className={classes.field}>
          <legend>Size</legend>
          <SegmentedControl
            aria-label="Size"
            value={fields.size}
            onChange={(value) => set("size", value as CardSize)}
            data={cardSizes.map((value) => ({ value, label: sizeNames[value] }))}
          />
        </fieldset>
        {!fields.hidesPicture && (
          <CardPictureField
            story={card.story}
            chosen={fields}
            onChange={({ picture, pictureAlt, pictureCrop }) =>
              setFields((now) => ({ ...now, picture, pictureAlt, pictureCrop }))
            }
            onDialog={setDialog}
          />
        )}
        <Checkbox
          label="Hide picture"
          checked={fields.hidesPicture}
          onChange={(event) => set("hidesPicture", event.currentTarget.checked)}
        />
        <Checkbox
          label="Hide byline"
          checked={fields.hidesByline}
          onChange={(event) => set("hidesByline", event.currentTarget.checked)}
        />
        <CardLinksField
          story={card.story}
          links={fields.links}
          stories={stories}
          onChange={(links) => set("links", links)}
        />
        <Select
          label="Badge"
          allowDeselect={false}
          value={fields.badge}
          onChange={(value) => value !== null && chooseBadge(value as Badge)}
          data={[
            { value: "", label: "As in the story" },
            ...Object.entries(badgeNames).map(([value, label]) => ({ value, label })),
          ]}
        />
        {fields.badge !== "" && (
          <>
            <TextInput
              type="datetime-local"
              label="Badge until"
              description={`${badgeTime.shown ?? "Leave empty to keep the badge"}. Newsroom time: ${times.zone}.`}
              value={badgeTime.wall}
              onChange={(event) => badgeTime.type(event.currentTarget.value)}
            />
            <WallQuestion question={badgeTime.question} />
          </>
        )}
        <TextInput
          type="datetime-local"
          label="Until"
          description={`${time.shown ?? "Leave empty to keep the card until somebody removes it"}. Newsroom time: ${times.zone}.`}
          value={time.wall}
          onChange={(event) => time.type(event.currentTarget.value)}
        />
        <WallQuestion question={time.question} />
        <DialogFoot>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" variant="filled" disabled={isUnclear}>
            Save card
          </Button>
        </DialogFoot>
      </form>
    </Dialog>
  );
}

"use client";
import { Select } from "@mantine/core";
import { useEffect, useState } from "react";
import { placeOnLiveFront, readFront, readFronts } from "#lib/fronts/actions.ts";
import type { FrontRow, FrontView } from "#lib/fronts/desk-data.ts";
import type { PlaceOnFront } from "#lib/fronts/draft-schema.ts";
import { canArrangeFront, canLaunchFront, isLockedFor } from "#lib/fronts/policy.ts";
import { explainFront, placeTargets } from "../fronts/front-words.ts";
import { keepReading } from "../keep-reading.ts";
import { useActor } from "../newsroom-context.tsx";
import classes from "./publish.module.css";
import { unreachable } from "./use-verb.ts";

/** Where a story goes on a front when it is published. `name`: "Lead of Front page". */
export type ChosenPlace = Omit<PlaceOnFront, "story"> & { name: string };

/** What became of it. */
export type PlaceOutcome = { isPlaced: boolean; sentence: string };

/** Places a story that has been published or scheduled, as a step of its own: a refusal does not touch the publication. */
export async function placeAtPublish(story: string, place: ChosenPlace, isLive: boolean): Promise<PlaceOutcome> {
  const { name, ...where } = place;
  const answer = await placeOnLiveFront({ ...where, story }).catch(unreachable);
  if (!answer.ok)
    return {
      isPlaced: false,
      sentence: `It was not placed as ${name}. ${explainFront(answer)} You can place it with “Place…”.`,
    };
  const when = isLive ? "Readers see it there now." : "It appears there when it is published.";
  const later = answer.data.isReplacedLater ? " A scheduled launch will replace this container at its time." : "";
  return { isPlaced: true, sentence: `Placed: ${name}. ${when}${later}` };
}

type Props = { value: ChosenPlace | null; onChange: (place: ChosenPlace | null) => void };

const nowhere = "nowhere";

/** Chooses Lead, the second place or a container of a front; nowhere at first. */
export function PlaceChoice({ value, onChange }: Props) {
  const actor = useActor();
  const [fronts, setFronts] = useState<FrontRow[]>([]);
  const [front, setFront] = useState(value?.front ?? nowhere);
  const [view, setView] = useState<FrontView | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  // The story can be published without a place until they are read.
  useEffect(() => keepReading(() => readFronts({}), setFronts), []);
  useEffect(() => {
    setView(null);
    setProblem(null);
    if (front === nowhere) return;
    let isOld = false;
    readFront({ front })
      .catch(unreachable)
      .then((result) => {
        if (isOld) return;
        if (result.ok) setView(result.data);
        else setProblem(explainFront(result));
      });
    return () => {
      isOld = true;
    };
  }, [front]);
  const refusal = view && whyNot(view);
  const places = view && !refusal ? placesOf(view) : [];
  return (
    <div className={classes.place}>
      <Select
        label="Place on a front"
        allowDeselect={false}
        value={front}
        onChange={(next) => {
          if (next === null) return;
          setFront(next);
          onChange(null);
        }}
        data={[
          { value: nowhere, label: "Nowhere: with the latest stories" },
          ...fronts.map(({ id, name }) => ({ value: id, label: name })),
        ]}
      />
      {front !== nowhere && !refusal && (
        <Select
          label="Place"
          placeholder={view ? "Choose a place" : "Loading…"}
          disabled={!view}
          value={value ? keyOf(value) : null}
          onChange={(key) => onChange(places.find((place) => keyOf(place) === key) ?? null)}
          data={places.map((place) => ({ value: keyOf(place), label: place.label }))}
        />
      )}
      <div role="alert">{(refusal ?? problem) && <p className={classes.refused}>{refusal ?? problem}</p>}</div>
    </div>
  );

  function whyNot({ id: front, lock, launchers, name }: FrontView): string | null {
    if (isLockedFor(actor, lock)) return `${name} is locked by ${lock?.name}: “${lock?.note}”`;
    if (!canArrangeFront(actor, front)) return `Your role does not include ${name}.`;
    if (!canLaunchFront(actor, { id: front, launchers: launchers.map(({ id }) => id) }))
      return `Other editors launch ${name}. Use “Place…” to put the story into its draft.`;
    return null;
  }
}

const keyOf = ({ container, position }: Pick<ChosenPlace, "container" | "position">): string =>
  `${container} ${position}`;

/** The lead and second place of each lead, and the start of every other container that takes stories. */
function placesOf(view: FrontView): (ChosenPlace & { label: string })[] {
  const leads = view.liveLayout.containers.filter(({ arrangement }) => arrangement === "lead");
  const subjects = new Map(view.shownLive.map(({ id, subject }) => [id, subject]));
  return placeTargets(view.liveLayout.containers, subjects).flatMap(({ id: container, name: title }) => {
    const base = { front: view.id, container };
    const named = (position: ChosenPlace["position"], label: string) => ({
      ...base,
      position,
      label,
      name: `${label} of ${view.name}`,
    });
    // One lead is called by its places alone.
    const of = leads.length > 1 ? ` of ${title}` : "";
    return leads.some(({ id }) => id === container)
      ? [named("first", `Lead${of}`), named("second", `Second${of}`)]
      : [named("first", title)];
  });
}

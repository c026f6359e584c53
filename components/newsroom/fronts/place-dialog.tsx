"use client";
import { Button, Radio, Select } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import Link from "next/link";
import { useEffect, useState } from "react";
import type { Failure } from "#lib/errors.ts";
import { changeFront, readFront, readFronts } from "#lib/fronts/actions.ts";
import type { FrontRow, FrontView } from "#lib/fronts/desk-data.ts";
import { containerOf } from "#lib/fronts/edit-policy.ts";
import { Dialog, DialogFoot } from "../dialog.tsx";
import classes from "./compose.module.css";
import { explainFront, placeTargets } from "./front-words.ts";
import { frontAddress } from "./places.ts";

type Props = { story: { id: string; headline: string }; onClose: () => void };

const unreachable: Failure = { ok: false, code: "BUSY" };

/** Places a story in the draft of a front, or takes it off. */
export function PlaceDialog({ story, onClose }: Props) {
  const [fronts, setFronts] = useState<FrontRow[]>([]);
  const [chosen, setChosen] = useState("front");
  const [view, setView] = useState<FrontView | null>(null);
  const [container, setContainer] = useState<string | null>(null);
  const [pending, setPending] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  useEffect(() => {
    readFronts({}).then(
      (result) => result.ok && setFronts(result.data),
      () => setProblem(explainFront(unreachable)),
    );
  }, []);
  useEffect(() => {
    let isOld = false;
    setView(null);
    readFront({ front: chosen }).then(
      (result) => {
        if (isOld) return;
        if (!result.ok) return setProblem(explainFront(result));
        setView(result.data);
        setContainer(containerOf(result.data.layout, story.id)?.id ?? null);
      },
      () => !isOld && setProblem(explainFront(unreachable)),
    );
    return () => {
      isOld = true;
    };
  }, [chosen, story.id]);
  const current = view && containerOf(view.layout, story.id);
  const front = fronts.find(({ id }) => id === chosen);

  const send = async (isRemoval: boolean) => {
    if (!view || (!isRemoval && container === null)) return;
    setPending(true);
    const first = view.layout.containers.find(({ id }) => id === container)?.cards[0]?.story ?? null;
    const edit = isRemoval
      ? ({ kind: "remove", story: story.id } as const)
      : ({ kind: "place", story: story.id, container: container ?? "", before: first } as const);
    const result = await changeFront({ front: chosen, edit }).catch(() => unreachable);
    setPending(false);
    if (!result.ok) return setProblem(explainFront(result));
    onClose();
    notifications.show({
      color: "green",
      autoClose: 10_000,
      message: (
        <>
          {isRemoval ? "Taken off the draft of" : "Placed in the draft of"} {view.name}. Readers get it at the next
          launch. <Link href={frontAddress(view)}>Open the front</Link>
        </>
      ),
    });
  };
  return (
    <Dialog opened onClose={onClose} title={`Place “${story.headline || "this story"}”`}>
      <form
        aria-label="Place the story"
        onSubmit={(event) => {
          event.preventDefault();
          void send(false);
        }}
      >
        <Select
          label="Front"
          data-autofocus
          allowDeselect={false}
          value={chosen}
          onChange={(value) => value && setChosen(value)}
          data={(fronts.length > 0 ? fronts : [{ id: "front", name: "Front page" }]).map(({ id, name }) => ({
            value: id,
            label: name,
          }))}
        />
        {view && (
          <Radio.Group label="Container" value={container} onChange={setContainer}>
            <div className={classes.group}>
              {placeTargets(view.layout.containers, new Map(view.shown.map(({ id, subject }) => [id, subject]))).map(
                (one) => (
                  <Radio
                    key={one.id}
                    value={one.id}
                    label={one.name}
                    description={current?.id === one.id ? "The story is here" : ""}
                  />
                ),
              )}
            </div>
          </Radio.Group>
        )}
        <div role="alert">{problem && <p className={classes.problem}>{problem}</p>}</div>
        {front && view?.hasDraft && (
          <p className={classes.about}>
            The draft of this front has changes. Readers get all of them at the next launch.
          </p>
        )}
        <DialogFoot>
          <Button onClick={onClose}>Cancel</Button>
          {current && (
            <Button loading={pending} onClick={() => void send(true)}>
              Take off this front
            </Button>
          )}
          <Button type="submit" variant="filled" loading={pending} disabled={!view || container === null}>
            Place
          </Button>
        </DialogFoot>
      </form>
    </Dialog>
  );
}

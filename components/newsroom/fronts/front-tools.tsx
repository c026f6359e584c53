"use client";
import { ActionIcon, Button, Menu } from "@mantine/core";
import { IconDots } from "@tabler/icons-react";
import type { Actor } from "#lib/actor.ts";
import type { FrontView } from "#lib/fronts/desk-data.ts";
import {
  canArrangeFront,
  canChooseLaunchers,
  canLaunchFront,
  canOverrideLock,
  isLockedFor,
} from "#lib/fronts/policy.ts";
import { useActor } from "../newsroom-context.tsx";
import classes from "./compose.module.css";
import { shortcutOf } from "./front-keys.ts";

export type FrontQuestion = "launch" | "discard" | "clash" | "schedule" | "history" | "lock" | "launchers" | "override";

type Props = {
  view: FrontView;
  isLaunching: boolean;
  onAsk: (question: FrontQuestion) => void;
  onLaunch: () => void;
};

/** Whether the person may launch the draft now. `why`: the reason why not. */
export function launchState(
  actor: Actor,
  { id, hasDraft, lock, launchers }: Pick<FrontView, "id" | "hasDraft" | "lock" | "launchers">,
): { mayLaunch: boolean; isLocked: boolean; why: string | undefined } {
  const mayLaunch = canLaunchFront(actor, { id, launchers: launchers.map((one) => one.id) });
  const isLocked = isLockedFor(actor, lock);
  const why = !hasDraft
    ? "The draft is the same as the live front"
    : isLocked && !canOverrideLock(actor)
      ? `Locked by ${lock?.name}`
      : !mayLaunch
        ? "Other editors launch this front"
        : undefined;
  return { mayLaunch, isLocked, why };
}

/** The buttons of a front above the page. On a phone all but Launch are in a menu. */
export function FrontTools({ view, isLaunching, onAsk, onLaunch }: Props) {
  const { id: front, hasDraft, lock } = view;
  const actor = useActor();
  const mayEdit = canArrangeFront(actor, front);
  const { mayLaunch, isLocked, why } = launchState(actor, view);
  return (
    <>
      <Button className={classes.wide ?? ""} onClick={() => onAsk("history")}>
        History
      </Button>
      {mayEdit && (
        <>
          <Button className={classes.wide ?? ""} disabled={!hasDraft} onClick={() => onAsk("discard")}>
            Discard changes
          </Button>
          <Button className={classes.wide ?? ""} disabled={!hasDraft || !mayLaunch} onClick={() => onAsk("schedule")}>
            Schedule launch
          </Button>
        </>
      )}
      <Menu width={220} position="bottom-end">
        <Menu.Target>
          <ActionIcon className={mayEdit ? "" : (classes.narrow ?? "")} aria-label="More about this front">
            <IconDots size={16} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item className={classes.narrow ?? ""} onClick={() => onAsk("history")}>
            History
          </Menu.Item>
          {mayEdit && (
            <>
              <Menu.Item
                className={classes.narrow ?? ""}
                disabled={!hasDraft || !mayLaunch}
                onClick={() => onAsk("schedule")}
              >
                Schedule launch
              </Menu.Item>
              <Menu.Item className={classes.narrow ?? ""} disabled={!hasDraft} onClick={() => onAsk("discard")}>
                Discard changes
              </Menu.Item>
              <Menu.Item disabled={!mayLaunch || isLocked} onClick={() => onAsk("lock")}>
                {lock && !isLocked ? "Change lock" : "Lock front"}
              </Menu.Item>
            </>
          )}
          {canChooseLaunchers(actor) && <Menu.Item onClick={() => onAsk("launchers")}>Choose who may launch</Menu.Item>}
        </Menu.Dropdown>
      </Menu>
      {mayEdit && (
        <Button
          variant="filled"
          disabled={why !== undefined}
          loading={isLaunching}
          onClick={() => (isLocked ? onAsk("override") : onLaunch())}
          aria-keyshortcuts={shortcutOf("launch")}
          {...(why ? { title: why } : {})}
        >
          Launch
        </Button>
      )}
    </>
  );
}

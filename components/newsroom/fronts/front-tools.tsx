"use client";
import { ActionIcon, Button, Menu } from "@mantine/core";
import { IconDots } from "@tabler/icons-react";
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

export type FrontQuestion = "discard" | "clash" | "schedule" | "history" | "lock" | "launchers" | "override";

type Props = {
  view: FrontView;
  isLaunching: boolean;
  onAsk: (question: FrontQuestion) => void;
  onLaunch: () => void;
};

/** The buttons of a front above the page. On a phone all but Launch are in a menu. */
export function FrontTools({ view: { id: front, hasDraft, lock, launchers }, isLaunching, onAsk, onLaunch }: Props) {
  const actor = useActor();
  const mayEdit = canArrangeFront(actor, front);
  const mayLaunch = canLaunchFront(actor, { id: front, launchers: launchers.map(({ id }) => id) });
  const isLocked = isLockedFor(actor, lock);
  const mayGoOn = !isLocked || canOverrideLock(actor);
  const why = !hasDraft
    ? "The draft is the same as the live front"
    : !mayGoOn
      ? `Locked by ${lock?.name}`
      : !mayLaunch
        ? "Other editors launch this front"
        : undefined;
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
          {...(why ? { title: why } : {})}
        >
          Launch
        </Button>
      )}
    </>
  );
}

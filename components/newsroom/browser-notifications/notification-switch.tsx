"use client";
import { Switch } from "@mantine/core";
import { useEffect, useState } from "react";
import type { Failure } from "#lib/errors.ts";
import { listNewestUnread } from "#lib/inbox/actions.ts";
import { useActor } from "../newsroom-context.tsx";
import { Problem } from "../problem.tsx";
import { isNotifyingOn, type NotificationSupport, notificationSupport, switchNotifications } from "./choice.ts";
import { newestPosition } from "./plan.ts";

const help: Record<NotificationSupport, string> = {
  unsupported: "This browser cannot show notifications here. They need a recent browser and an address with https.",
  denied:
    "This browser blocks notifications of this site. Allow them in the site settings, which open from the icon beside the address, then reload this page.",
  default: "Your browser will ask for permission.",
  granted: "New notices appear while no tab of Galley is visible. Keep one tab open.",
};

/** Turns the notifications of this browser on or off for the signed-in person. */
export function NotificationSwitch() {
  const { id } = useActor();
  const [support, setSupport] = useState<NotificationSupport | null>(null);
  const [isOn, setOn] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);
  useEffect(() => {
    setSupport(notificationSupport());
    setOn(isNotifyingOn(id));
  }, [id]);

  const turn = async (on: boolean) => {
    setFailure(null);
    if (on) {
      const answer = await Notification.requestPermission();
      setSupport(answer);
      if (answer !== "granted") return;
    }
    try {
      // What is unread already is no news.
      const newest = on ? await listNewestUnread({}) : null;
      if (newest && !newest.ok) return setFailure(newest);
      switchNotifications(id, on, newest && newestPosition(newest.data));
      setOn(on);
    } catch {
      setFailure({ ok: false, code: "BUSY" });
    }
  };
  const isPossible = support === "granted" || support === "default";
  return (
    <>
      <Switch
        label="Show notifications in this browser"
        description={support && help[support]}
        styles={{ description: { paddingInlineStart: 10 } }}
        checked={isOn && support === "granted"}
        disabled={!isPossible}
        onChange={(event) => void turn(event.currentTarget.checked)}
      />
      <Problem failure={failure} />
    </>
  );
}

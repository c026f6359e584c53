"use client";
import { useEffect } from "react";
import { listNewestUnread } from "#lib/inbox/actions.ts";
import { eventHub } from "../events/event-hub.ts";
import { useActor } from "../newsroom-context.tsx";
import { isNotifyingOn, notificationSupport, notifiedSince, setNotifiedSince } from "./choice.ts";
import { type BrowserNotification, newestPosition, planNotifications } from "./plan.ts";

/** Every visible tab holds the first lock; the one tab that shows notifications holds the second. */
const visibleLock = "galley:visible";
const notifyingLock = "galley:notifications";

/** Shows new notices as notifications of the browser while no tab of Galley is visible. */
export function BrowserNotifications() {
  const { id } = useActor();
  useEffect(() => {
    if (!navigator.locks) return;
    const ends = [
      whileVisible(() => holdLock(visibleLock, "shared")),
      holdLock(notifyingLock, "exclusive", () => eventHub().onNotice(oneAtATime(() => showNew(id)))),
    ];
    return () => {
      for (const end of ends) end();
    };
  }, [id]);
  return null;
}

async function showNew(personId: string): Promise<void> {
  if (!isNotifyingOn(personId) || notificationSupport() !== "granted") return;
  const answer = await listNewestUnread({}).catch(() => null); // the next event asks again
  if (!answer?.ok) return;
  const since = notifiedSince(personId);
  const newest = newestPosition(answer.data);
  if (since === null || newest > since) setNotifiedSince(personId, newest);
  if (since === null || (await isAnyTabVisible())) return;
  for (const notification of planNotifications(answer.data, since)) show(notification);
}

function show({ title, body, href, tag }: BrowserNotification): void {
  try {
    const shown = new Notification(title, { body, tag });
    shown.onclick = () => {
      shown.close();
      window.open(href); // in a tab of its own: somebody may be writing in this one
    };
  } catch {
    // Chrome on Android shows notifications of service workers only.
  }
}

const isAnyTabVisible = async (): Promise<boolean> =>
  (await navigator.locks.query()).held?.some(({ name }) => name === visibleLock) ?? false;

/** Waits for a lock and keeps it. `begin` runs once it is held; what it returns runs at the end. */
function holdLock(name: string, mode: LockMode, begin: () => () => void = () => () => {}): () => void {
  const waiting = new AbortController();
  let release = () => {};
  navigator.locks
    .request(name, { mode, signal: waiting.signal }, () => {
      const end = begin();
      return new Promise<void>((resolve) => {
        release = () => {
          end();
          resolve();
        };
      });
    })
    .catch(() => {}); // given up before it was held
  return () => {
    waiting.abort();
    release();
  };
}

/** Runs `begin` while the tab is visible. */
function whileVisible(begin: () => () => void): () => void {
  let end: (() => void) | null = null;
  const follow = () => {
    const isVisible = document.visibilityState === "visible";
    if (isVisible) end ??= begin();
    else {
      end?.();
      end = null;
    }
  };
  follow();
  document.addEventListener("visibilitychange", follow);
  return () => {
    document.removeEventListener("visibilitychange", follow);
    end?.();
  };
}

/** Runs `work` again after it ends if it was called meanwhile. */
function oneAtATime(work: () => Promise<void>): () => void {
  let isRunning = false;
  let isAgain = false;
  const run = async () => {
    isAgain = isRunning;
    if (isRunning) return;
    isRunning = true;
    await work().catch(() => {});
    isRunning = false;
    if (isAgain) void run();
  };
  return () => void run();
}

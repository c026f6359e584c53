// Whether this browser shows notifications for a person, and the position of the last notice that it considered.

const onKey = (personId: string) => `galley:notifications:on:${personId}`;
const sinceKey = (personId: string) => `galley:notifications:since:${personId}`;

export type NotificationSupport = "unsupported" | "default" | "granted" | "denied";

/** What this browser allows. Notifications, locks and workers need an https address or this machine. */
export const notificationSupport = (): NotificationSupport =>
  typeof Notification === "function" && navigator.locks ? Notification.permission : "unsupported";

// A browser may refuse storage; notifications are off then.
function stored(key: string): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

export const isNotifyingOn = (personId: string): boolean => stored(onKey(personId)) !== null;
/** Null before the first notice was considered. */
export const notifiedSince = (personId: string): string | null => stored(sinceKey(personId));
export const setNotifiedSince = (personId: string, position: string): void =>
  localStorage.setItem(sinceKey(personId), position);

/** @throws where the browser refuses storage */
export function switchNotifications(personId: string, isOn: boolean, position: string | null): void {
  if (isOn) localStorage.setItem(onKey(personId), "");
  else localStorage.removeItem(onKey(personId));
  if (position !== null) setNotifiedSince(personId, position);
}

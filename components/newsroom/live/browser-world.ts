import { eventNames, type HubWorld, type TabNews } from "./hub.ts";

/** The name of the lock that a tab holds as long as it lives. */
export const tabLock = (tab: string): string => `galley:tab:${tab}`;

/** What a hub needs of a browser, in a worker as in a tab. */
export const browserWorld: Pick<HubWorld, "open" | "announce"> = {
  open(url, on) {
    const events = new EventSource(url);
    for (const name of eventNames)
      events.addEventListener(name, (event) => on.event(name, (event as MessageEvent<string>).data));
    events.onopen = on.open;
    // Its own way of connecting again would ask for the steps after an old version.
    events.onerror = () => {
      events.close();
      on.broken();
    };
    return () => events.close();
  },
  announce(tabs: TabNews[]) {
    fetch("/api/presence", {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ tabs }),
      keepalive: true,
    }).catch(() => {}); // said again with the next heartbeat
  },
};

/** Calls when the tab is dead, however it died. */
export function whenDead(tab: string, then: () => void): void {
  void navigator.locks?.request(tabLock(tab), then);
}

import { eventNames, type HubNetwork, type TabPresence } from "./hub.ts";

/** The name of the lock that a tab holds while it exists. */
export const tabLock = (tab: string): string => `galley:tab:${tab}`;

/** The network of a browser, for a hub in a worker or in a tab. */
export const browserNetwork: Omit<HubNetwork, "send"> = {
  open(url, on) {
    const events = new EventSource(url);
    for (const name of eventNames)
      events.addEventListener(name, (event) => on.event(name, (event as MessageEvent<string>).data));
    events.onopen = on.open;
    // EventSource's own reconnection would request the steps after an outdated version.
    events.onerror = () => {
      events.close();
      on.broken();
    };
    return () => events.close();
  },
  announce(tabs: TabPresence[]) {
    fetch("/api/presence", {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ tabs }),
      keepalive: true,
    }).catch(() => {}); // the next heartbeat repeats it
  },
};

// Runs the browser's hub as a SharedWorker, which exists as long as any tab.
import { browserNetwork, tabLock } from "./browser-network.ts";
import { Hub, type ToHub } from "./hub.ts";

const ports = new Map<string, MessagePort>();
const hub = new Hub({
  ...browserNetwork,
  send: (message, tab) => {
    if (tab !== undefined) ports.get(tab)?.postMessage(message);
    else for (const port of ports.values()) port.postMessage(message);
  },
});

addEventListener("connect", (event) => {
  const [port] = (event as MessageEvent).ports;
  if (!port) return;
  port.onmessage = ({ data }: MessageEvent<ToHub>) => {
    if (!ports.has(data.tab)) {
      ports.set(data.tab, port);
      // The lock becomes free when the tab is closed or has crashed.
      void navigator.locks?.request(tabLock(data.tab), () => {
        ports.delete(data.tab);
        hub.removeTab(data.tab);
      });
    }
    hub.receive(data);
  };
});

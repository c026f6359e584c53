import { useEffect } from "react";

/** Loads code in idle time, one piece after another. Without a network a piece is loaded when it is shown. */
export function usePreload(loads: readonly (() => Promise<void>)[]): void {
  useEffect(() => {
    let isMounted = true;
    const start = async () => {
      for (const load of loads) if (isMounted) await load().catch(() => {});
    };
    if (typeof requestIdleCallback !== "function") {
      const timer = setTimeout(() => void start(), 200);
      return () => {
        isMounted = false;
        clearTimeout(timer);
      };
    }
    const idle = requestIdleCallback(() => void start(), { timeout: 1_000 });
    return () => {
      isMounted = false;
      cancelIdleCallback(idle);
    };
  }, [loads]);
}

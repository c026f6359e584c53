"use client";
import { notifications } from "@mantine/notifications";
import { type ComponentType, type ReactNode, useEffect, useState } from "react";
import { networkOr } from "./network-or.ts";

/** Milliseconds between attempts to load the code of a part that is already on screen. */
const retryMs = 5_000;

type Lazy<Props> = ComponentType<Props> & { preload: () => Promise<void> };

/**
 * A part of a screen whose code is loaded when it is first shown, or by `preload`. After that it is rendered at once, so that it
 * can take the focus of the key that opened it. A screen with unsaved text must not break because this code could not be
 * loaded: a part that can be closed is closed with a message, any other appears as soon as it could be loaded.
 * @param what its name in that message, "The list of keys"
 * @param waiting is shown in its place until then
 */
export function lazyPart<Props extends object>(
  what: string,
  load: () => Promise<ComponentType<Props>>,
  waiting: ReactNode = null,
): Lazy<Props> {
  let Part: ComponentType<Props> | null = null;
  let loading: Promise<void> | null = null;
  const preload = () => {
    loading ??= load().then(
      (loaded) => {
        Part = loaded;
      },
      (error) => {
        loading = null;
        throw error;
      },
    );
    return loading;
  };
  function LazyPart(props: Props) {
    const [isLoaded, setLoaded] = useState(Part !== null);
    const close = closeOf(props);
    useEffect(() => {
      if (isLoaded) return;
      let isMounted = true;
      const attempt = async (): Promise<void> => {
        try {
          await preload();
          if (isMounted) setLoaded(true);
        } catch {
          if (!isMounted) return;
          if (close) {
            notifications.show({ message: `${what} could not be loaded. Try again when you are online.` });
            close();
          } else {
            await networkOr(retryMs);
            if (isMounted) await attempt();
          }
        }
      };
      void attempt();
      return () => {
        isMounted = false;
      };
    }, [isLoaded, close]);
    return Part ? <Part {...props} /> : waiting;
  }
  return Object.assign(LazyPart, { preload });
}

function closeOf(props: object): (() => void) | null {
  const close = "close" in props ? props.close : "onClose" in props ? props.onClose : null;
  return typeof close === "function" ? (close as () => void) : null;
}

"use client";
import { useEffect } from "react";
import { signedInChannel } from "./signed-in-channel.ts";

/** Lets the tabs that wait for a sign-in go on. */
export function SignedInSignal({ personId }: { personId: string }) {
  useEffect(() => {
    const channel = new BroadcastChannel(signedInChannel);
    channel.postMessage(personId);
    return () => channel.close();
  }, [personId]);
  return null;
}

"use client";
import { Button, Text } from "@mantine/core";
import { useEffect, useRef } from "react";
import type { SignInProvider } from "./newsroom-context.tsx";
import { signedInChannel } from "./signed-in-channel.ts";

type Props = {
  provider: SignInProvider;
  personId: string;
  /** The provider must ask for a password or a second factor again. */
  isFresh?: boolean;
  /** Somebody has signed in in the other tab; the server has checked that it is the same person. */
  done: () => void;
};

/** Signs in with the provider in another tab, because this one holds unsaved work. */
export function ProviderTab({ provider, personId, isFresh = false, done }: Props) {
  const latest = useRef(done);
  latest.current = done;
  useEffect(() => {
    const channel = new BroadcastChannel(signedInChannel);
    channel.onmessage = ({ data }) => data === personId && latest.current();
    return () => channel.close();
  }, [personId]);
  const query = new URLSearchParams({ tab: "1", person: personId, ...(isFresh && { fresh: "1" }) });
  return (
    <div style={{ marginBottom: 16 }}>
      <Button
        variant="filled"
        fullWidth
        onClick={() => window.open(`/api/sign-in/oidc?${query}`, "_blank", "noopener")}
      >
        Sign in with {provider.name}
      </Button>
      <Text mt={6} size="sm">
        Opens in a new tab. Come back here afterwards.
      </Text>
    </div>
  );
}

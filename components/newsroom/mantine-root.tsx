"use client";
import { MantineProvider } from "@mantine/core";
import { setNonce } from "get-nonce";
import type { ReactNode } from "react";
import { cssVariablesResolver, theme } from "./theme.ts";

/** Mantine with our theme. `nonce` lets its style elements through the content security policy. */
export function MantineRoot({ nonce, children }: { nonce: string | undefined; children: ReactNode }) {
  // The lock on scrolling behind a dialog writes a style element of its own and asks get-nonce.
  if (nonce && typeof window !== "undefined") setNonce(nonce);
  return (
    <MantineProvider
      theme={theme}
      cssVariablesResolver={cssVariablesResolver}
      defaultColorScheme="auto"
      getStyleNonce={() => nonce ?? ""}
    >
      {children}
    </MantineProvider>
  );
}

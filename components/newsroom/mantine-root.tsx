"use client";
import { MantineProvider } from "@mantine/core";
import { setNonce } from "get-nonce";
import { type ReactNode, useEffect } from "react";
import { guardComposition } from "./composition.ts";
import { cssVariablesResolver, theme } from "./theme.ts";

/** Mantine with our theme, and the guard for the keys of input methods. `nonce` lets its style elements through the content security policy. */
export function MantineRoot({ nonce, children }: { nonce: string | undefined; children: ReactNode }) {
  // The lock on scrolling behind a dialog writes a style element of its own and asks get-nonce.
  if (nonce && typeof window !== "undefined") setNonce(nonce);
  useEffect(() => guardComposition(window), []);
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

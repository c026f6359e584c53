"use client";
import { MantineProvider } from "@mantine/core";
import { setNonce } from "get-nonce";
import { type ReactNode, useEffect } from "react";
import { guardComposition } from "./composition.ts";
import { cssVariablesResolver, theme } from "./theme.ts";

/** Mantine with Galley's theme, and the guard for keys of input methods. `nonce` permits its style elements. */
export function MantineRoot({ nonce, children }: { nonce: string | undefined; children: ReactNode }) {
  // The scroll lock of dialogs writes a style element of its own and gets the nonce from get-nonce.
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

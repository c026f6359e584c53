"use client";
import { TextInput } from "@mantine/core";

/** A field that phones and password managers fill with a code. */
export function CodeField({ label, error, id }: { label: string; error?: string | undefined; id?: string }) {
  return (
    <TextInput
      {...(id && { id })}
      data-autofocus
      label={label}
      name="code"
      autoComplete="one-time-code"
      autoCapitalize="characters"
      spellCheck={false}
      maxLength={60}
      error={error}
    />
  );
}

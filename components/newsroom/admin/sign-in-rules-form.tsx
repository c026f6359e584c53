"use client";
import { Button, Checkbox, TextInput } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useState } from "react";
import type { Role } from "#lib/actor.ts";
import { saveSignInRules } from "#lib/auth/sign-in-rules-actions.ts";
import type { SignInRules } from "#lib/auth/sign-in-rules-schema.ts";
import { roleNames, roles } from "#lib/people/policy.ts";
import { Problem } from "../problem.tsx";
import { useServerAction } from "../use-server-action.ts";

/** Which roles need a second factor. Part of the form of all settings, but saved by its own button. */
export function SignInRulesForm({ rules }: { rules: SignInRules }) {
  const { send, pending, failure } = useServerAction(saveSignInRules);
  const [requiredFor, setRequiredFor] = useState<Role[]>(rules.requiredFor);
  const [graceDays, setGraceDays] = useState(String(rules.graceDays));
  return (
    <div style={{ display: "grid", gap: 14 }}>
      <Checkbox.Group
        label="Second factor required for"
        description="An authenticator app or a passkey. These people set one up before they go on."
        value={requiredFor}
        onChange={(chosen) => setRequiredFor(roles.filter((role) => chosen.includes(role)))}
        error={failure?.fields?.requiredFor}
      >
        <div style={{ display: "grid", gap: 8, marginTop: 8 }}>
          {roles.map((role) => (
            <Checkbox key={role} value={role} label={roleNames[role].name} />
          ))}
        </div>
      </Checkbox.Group>
      <TextInput
        label="Days to set one up"
        description="During this time they can go on without one. A larger number does not extend a time that has begun."
        inputMode="numeric"
        maxLength={3}
        value={graceDays}
        onChange={(event) => setGraceDays(event.currentTarget.value)}
        onKeyDown={(event) => event.key === "Enter" && event.preventDefault()} // would save the other settings
        error={failure?.fields?.graceDays}
      />
      <Problem failure={failure} marked={["graceDays", "requiredFor"]} />
      <Button
        style={{ justifySelf: "start" }}
        loading={pending}
        onClick={() => send({ requiredFor, graceDays }, () => notifications.show({ message: "Sign-in rules saved" }))}
      >
        Save sign-in rules
      </Button>
    </div>
  );
}

"use client";
import { Menu, SegmentedControl, UnstyledButton, useMantineColorScheme } from "@mantine/core";
import { useMounted } from "@mantine/hooks";
import { IconKeyboard, IconLogout, IconNews, IconUser } from "@tabler/icons-react";
import Link from "next/link";
import { roleNameOf } from "#lib/people/policy.ts";
import { Initials } from "./initials.tsx";
import { showKeyList } from "./key-help/key-help.tsx";
import { useActor } from "./newsroom-context.tsx";
import classes from "./shell.module.css";
import { useSignOut } from "./unsent/sign-out-dialog.tsx";

/** The account menu at the bottom of the sidebar. */
export function AccountMenu({ slim }: { slim: boolean }) {
  const actor = useActor();
  const signOut = useSignOut();
  const mounted = useMounted(); // without the page's script a click would be lost
  return (
    <>
      <Menu position="top-start" width={248}>
        <Menu.Target>
          <UnstyledButton
            className={classes.me}
            aria-label={`Account of ${actor.name} ${roleNameOf(actor)}`} // with the text that it shows
            disabled={!mounted}
          >
            <Initials name={actor.name} size={slim ? "md" : "lg"} />
            <span className={classes.meText}>
              <span className={classes.meName}>{actor.name}</span>
              <span className={classes.meRole}>{roleNameOf(actor)}</span>
            </span>
          </UnstyledButton>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Label>{actor.email}</Menu.Label>
          <Menu.Item component={Link} href="/desk/account" leftSection={<IconUser size={16} stroke={1.6} />}>
            Your account
          </Menu.Item>
          <Menu.Item component="a" href="/" leftSection={<IconNews size={16} stroke={1.6} />}>
            View site
          </Menu.Item>
          <Menu.Item leftSection={<IconKeyboard size={16} stroke={1.6} />} onClick={showKeyList}>
            Keyboard shortcuts
          </Menu.Item>
          <Menu.Divider />
          <ColourScheme />
          <Menu.Divider />
          <Menu.Item leftSection={<IconLogout size={16} stroke={1.6} />} onClick={signOut.ask}>
            Sign out
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      {signOut.dialog}
    </>
  );
}

/** The account menu as a sheet on phones. */
export function AccountSheet({ onGo }: { onGo: () => void }) {
  const actor = useActor();
  const signOut = useSignOut();
  return (
    <section aria-label={`Account of ${actor.name}`}>
      <h2 className={classes.heading}>
        {actor.name}, {roleNameOf(actor)}
      </h2>
      <ul className={classes.places}>
        <li>
          <Link href="/desk/account" onClick={onGo}>
            <IconUser size={16} stroke={1.6} aria-hidden="true" />
            <span>Your account</span>
          </Link>
        </li>
        <li>
          <a href="/">
            <IconNews size={16} stroke={1.6} aria-hidden="true" />
            <span>View site</span>
          </a>
        </li>
        <li>
          <button type="button" onClick={signOut.ask}>
            <IconLogout size={16} stroke={1.6} aria-hidden="true" />
            <span>Sign out</span>
          </button>
        </li>
      </ul>
      <ColourScheme />
      {signOut.dialog}
    </section>
  );
}

function ColourScheme() {
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const mounted = useMounted(); // the server does not know what this browser has stored
  return (
    <SegmentedControl
      fullWidth
      size="xs"
      m={4}
      aria-label="Colour scheme"
      value={mounted ? colorScheme : "auto"}
      onChange={(value) => setColorScheme(value as typeof colorScheme)}
      data={[
        { value: "auto", label: "Match system" },
        { value: "light", label: "Light" },
        { value: "dark", label: "Dark" },
      ]}
    />
  );
}

"use client";
import { Button, Tabs } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useSearchParams } from "next/navigation";
import { type ReactNode, useEffect, useRef, useState } from "react";
import { saveSiteSettings } from "#lib/site/actions.ts";
import type { SiteSettings } from "#lib/site/schema.ts";
import forms from "../forms.module.css";
import { Problem } from "../problem.tsx";
import { useLeaveGuard } from "../use-leave-guard.tsx";
import { useServerAction } from "../use-server-action.ts";
import { type SettingChoices, SettingRow } from "./setting-row.tsx";
import classes from "./settings.module.css";
import {
  isSame,
  type SettingTab,
  type SettingTabId,
  settingsIn,
  settingTabs,
  tabOf,
  tabWith,
} from "./settings-fields.ts";

type Props = SettingChoices & {
  site: SiteSettings;
  /** The form of the logo, which is saved separately. */
  logo: ReactNode;
  /** The form of the fallback picture, which is saved separately. */
  fallback: ReactNode;
  /** The rules of signing in, which are saved separately. */
  signIn: ReactNode;
  /** Whether mail is set up; nothing of it is saved here. */
  mail: ReactNode;
};

/** The tab is part of the address, so that it can be linked. */
const show = (tab: SettingTabId) => history.replaceState(null, "", `?tab=${tab}`);

/** The settings of the paper in tabs. They are one form, saved with one button. */
export function SettingsForm({ site, logo, fallback, signIn, mail, ...choices }: Props) {
  const { send, pending, failure, clear } = useServerAction(saveSiteSettings);
  const tab = tabOf(useSearchParams().get("tab"));
  const [saved, setSaved] = useState(site);
  const [isChanged, setChanged] = useState(false);
  const [round, setRound] = useState(0);
  const form = useRef<HTMLFormElement>(null);
  const question = useLeaveGuard(isChanged);

  const read = (): SiteSettings => (form.current ? settingsIn(new FormData(form.current), saved) : saved);
  const look = () => setChanged(!isSame(read(), saved));
  const submit = () => {
    const sent = read();
    send(sent, () => {
      setSaved(sent);
      // Input during saving is not part of that save.
      setChanged(!isSame(read(), sent));
      notifications.show({ message: "Settings saved. Readers see the changes now." });
    });
  };
  const discard = () => {
    clear();
    setRound(round + 1);
    setChanged(false);
  };

  const refused = Object.keys(failure?.fields ?? {});
  const wanted = tabWith(refused);
  const isShown = wanted === null || tabFields(tab).some(({ name }) => refused.includes(name));
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new refusal leads to its field, the person is free to leave it
  useEffect(() => {
    if (wanted && !isShown) show(wanted);
  }, [failure]);

  // On a narrow screen the tabs scroll, and the one that an address names may be out of sight.
  // biome-ignore lint/correctness/useExhaustiveDependencies: another tab is another element
  useEffect(() => {
    form.current
      ?.querySelector('[role="tab"][aria-selected="true"]')
      ?.scrollIntoView({ block: "nearest", inline: "nearest" });
  }, [tab]);

  return (
    <form
      ref={form}
      aria-label="Settings"
      noValidate
      className={classes.settings}
      style={{ maxWidth: "56rem" }} // wider than the fields, for the tabs
      onChange={look}
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <Tabs
        key={round}
        value={tab}
        onChange={(value) => show(tabOf(value))}
        classNames={{ list: classes.tabs ?? "", tab: classes.tab ?? "" }}
      >
        <Tabs.List aria-label="Settings">
          {settingTabs.map(({ id, title }) => (
            <Tabs.Tab key={id} value={id}>
              {title}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        {settingTabs.map(({ id, fields }) => (
          <Tabs.Panel key={id} value={id} keepMounted className={forms.form ?? ""}>
            {id === "appearance" && logo}
            {id === "pictures" && fallback}
            {id === "sign-in" && signIn}
            {id === "mail" && mail}
            {fields.map((field) => (
              <SettingRow
                key={field.name}
                field={field}
                site={saved}
                error={failure?.fields?.[field.name]}
                {...choices}
              />
            ))}
          </Tabs.Panel>
        ))}
      </Tabs>
      <Problem failure={failure} marked={allNames} />
      <div className={classes.foot}>
        <span className={classes.note} role="status">
          {isChanged && "Unsaved changes"}
        </span>
        {isChanged && <Button onClick={discard}>Discard</Button>}
        <Button type="submit" variant="filled" loading={pending}>
          Save settings
        </Button>
      </div>
      {question}
    </form>
  );
}

const tabFields = (tab: SettingTabId): SettingTab["fields"] => settingTabs.find(({ id }) => id === tab)?.fields ?? [];
const allNames = settingTabs.flatMap(({ fields }) => fields.map(({ name }) => name));

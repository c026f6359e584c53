"use client";
import { Button, TextInput } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { IconCheck } from "@tabler/icons-react";
import Link from "next/link";
import { type ReactNode, useEffect, useRef, useState } from "react";
import { finishStep, hideSetup, saveSiteSettings } from "#lib/site/actions.ts";
import type { SiteSettings } from "#lib/site/schema.ts";
import type { Setup } from "#lib/site/setup-data.ts";
import type { SetupStep } from "#lib/site/setup-schema.ts";
import { AccentChoice } from "../admin/accent-choice.tsx";
import { SettingRow } from "../admin/setting-row.tsx";
import { type SettingField, settingsIn, settingTabs } from "../admin/settings-fields.ts";
import { Problem } from "../problem.tsx";
import { NewStory } from "../stories/new-story.tsx";
import { useServerAction } from "../use-server-action.ts";
import classes from "./setup-steps.module.css";

type Props = { setup: Setup; zones: readonly string[] };

/** The steps of an admin to set up a paper. Each is saved separately and checked off when it is done. */
export function SetupSteps({ setup, zones }: Props) {
  const { site, fixedTimeZone, isDone } = setup;
  const hide = useServerAction(hideSetup);
  const next = (["look", "place", "sections", "people", "story"] as const).find((step) => !isDone[step]);
  const doneCount = Object.values(isDone).filter(Boolean).length;
  return (
    <section className={classes.setup} aria-labelledby="setup-title">
      <header>
        <h2 id="setup-title">Set up your paper</h2>
        <p>{doneCount} of 5 steps done. All of this can be changed later.</p>
      </header>
      <ol>
        <Step title="Name and look" isDone={isDone.look} isNext={next === "look"}>
          <StepForm step="look" site={site} verb="Save name and look">
            {(errors) => (
              <>
                <TextInput label="Name" name="name" maxLength={80} defaultValue={site.name} error={errors?.name} />
                <TextInput
                  label="Tagline"
                  description="Under the name on the front page. Optional."
                  name="tagline"
                  maxLength={160}
                  defaultValue={site.tagline}
                  error={errors?.tagline}
                />
                <AccentChoice label="Accent colour" chosen={site.accent} error={errors?.accent} />
                <p>
                  Have a logo?{" "}
                  <Link className="link" href="/admin/settings?tab=appearance">
                    Upload it in Settings
                  </Link>
                </p>
              </>
            )}
          </StepForm>
        </Step>
        <Step title="Language and time zone" isDone={isDone.place} isNext={next === "place"}>
          <StepForm step="place" site={site} verb="Save language and time zone">
            {(errors) => (
              <>
                {placeFields.map((field) => (
                  <SettingRow
                    key={field.name}
                    field={field}
                    site={site}
                    error={errors?.[field.name]}
                    zones={zones}
                    fixedTimeZone={fixedTimeZone}
                  />
                ))}
                {!isDone.place && fixedTimeZone === null && <ThisComputer zones={zones} stored={site.timeZone} />}
              </>
            )}
          </StepForm>
        </Step>
        <Step title="Sections" isDone={isDone.sections} isNext={next === "sections"}>
          <p>Every published story is in a section, such as City or Sport.</p>
          <Button component={Link} href="/admin/sections">
            {isDone.sections ? "Open sections" : "Add sections"}
          </Button>
        </Step>
        <Step title="People" isDone={isDone.people} isNext={next === "people"}>
          <p>Invite reporters and editors by a link. Each role says what it allows.</p>
          <Button component={Link} href="/admin/people">
            {isDone.people ? "Open people" : "Invite people"}
          </Button>
        </Step>
        <Step title="First story" isDone={isDone.story} isNext={next === "story"}>
          <p>A story is saved as you type. Readers see it only after an editor publishes it.</p>
          <NewStory name="Write the first story" />
        </Step>
      </ol>
      <Problem failure={hide.failure} />
      <Button
        variant="subtle"
        color="gray"
        loading={hide.pending}
        onClick={() =>
          hide.send({}, () => notifications.show({ message: "Hidden. Everything is under Admin in the menu." }))
        }
      >
        Hide these steps
      </Button>
    </section>
  );
}

/** The steps above a list that already has stories, collapsed at first. */
export function SetupReminder(props: Props) {
  const [isOpen, setOpen] = useState(false);
  const doneCount = Object.values(props.setup.isDone).filter(Boolean).length;
  return (
    <details className={classes.reminder} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>Set up your paper: {doneCount} of 5 steps done</summary>
      {isOpen && <SetupSteps {...props} />}
    </details>
  );
}

const placeFields: readonly SettingField[] = settingTabs.find(({ id }) => id === "language")?.fields ?? [];

type StepProps = { title: string; isDone: boolean; isNext: boolean; children: ReactNode };

function Step({ title, isDone, isNext, children }: StepProps) {
  // A step that was just finished closes and the next one opens; later the person opens and closes them.
  const [isOpen, setOpen] = useState(isNext);
  useEffect(() => setOpen(isNext), [isNext]);
  return (
    <li data-done={isDone || undefined}>
      <details open={isOpen} onToggle={(event) => setOpen(event.currentTarget.open)}>
        <summary>
          <span className={classes.mark} aria-hidden="true">
            {isDone && <IconCheck size={16} stroke={2.2} />}
          </span>
          {title}
          <span className="vh">{isDone ? ", done" : ", not done yet"}</span>
        </summary>
        <div className={classes.inside}>{children}</div>
      </details>
    </li>
  );
}

type FormProps = {
  step: SetupStep["step"];
  site: SiteSettings;
  verb: string;
  children: (errors: Record<string, string | undefined> | undefined) => ReactNode;
};

/** A form with some of the settings; the others are not changed. */
function StepForm({ step, site, verb, children }: FormProps) {
  const save = useServerAction(saveSiteSettings);
  const finish = useServerAction(finishStep);
  const submit = (form: FormData) =>
    save.send(settingsIn(form, site, { isPartial: true }), () =>
      finish.send({ step }, () => notifications.show({ message: "Saved. Readers see it now." })),
    );
  return (
    <form
      aria-label={verb}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        submit(new FormData(event.currentTarget));
      }}
    >
      {children(save.failure?.fields)}
      <Problem failure={save.failure ?? finish.failure} marked={Object.keys(save.failure?.fields ?? {})} />
      <Button type="submit" variant="filled" loading={save.pending || finish.pending}>
        {verb}
      </Button>
    </form>
  );
}

/** Suggests the time zone of this computer, which the server cannot know. */
function ThisComputer({ zones, stored }: { zones: readonly string[]; stored: string }) {
  const button = useRef<HTMLButtonElement>(null);
  const [zone, setZone] = useState<string | null>(null);
  useEffect(() => {
    const here = Intl.DateTimeFormat().resolvedOptions().timeZone;
    if (zones.includes(here)) setZone(here);
  }, [zones]);
  if (zone === null || zone === stored) return null;
  const use = () => {
    const field = button.current?.form?.elements.namedItem("timeZone");
    if (field instanceof HTMLSelectElement) field.value = zone;
  };
  return (
    <button ref={button} type="button" className={classes.proposal} onClick={use}>
      Use the time zone of this computer, {zone.replaceAll("_", " ")}
    </button>
  );
}

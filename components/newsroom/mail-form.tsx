"use client";
import { Button, NativeSelect } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useState } from "react";
import { saveOwnMailChoices } from "#lib/mail/actions.ts";
import type { OwnMailChoices } from "#lib/mail/data.ts";
import { noticeKindNames, noticeKinds } from "#lib/mail/policy.ts";
import type { MailTiming } from "#lib/mail/types.ts";
import { zoneGroups } from "./admin/zone-groups.ts";
import forms from "./forms.module.css";
import classes from "./mail-form.module.css";
import { Problem } from "./problem.tsx";
import { useServerAction } from "./use-server-action.ts";

const timings: { value: MailTiming; label: string }[] = [
  { value: "AT_ONCE", label: "At once" },
  { value: "DIGEST", label: "Daily digest" },
  { value: "NEVER", label: "Never" },
];
const hours = Array.from({ length: 24 }, (_, hour) => ({
  value: String(hour),
  label: `${String(hour).padStart(2, "0")}:00`,
}));

type Props = {
  own: OwnMailChoices;
  zones: readonly string[];
  /** Of the newsroom, for those who choose none. */
  newsroomZone: string;
  isMailSetUp: boolean;
};

/** What a person is mailed, and when. */
export function MailForm({ own, zones, newsroomZone, isMailSetUp }: Props) {
  const { send, pending, failure } = useServerAction(saveOwnMailChoices);
  const { choices, times } = own;
  const [isQuiet, setQuiet] = useState(times.quietFrom !== null);
  const submit = (form: FormData) => {
    const hour = (name: string) => (isQuiet ? Number(form.get(name)) : null);
    send(
      {
        choices: Object.fromEntries(noticeKindNames.map((kind) => [kind, String(form.get(kind)) as MailTiming])),
        digestHour: Number(form.get("digestHour")),
        quietFrom: hour("quietFrom"),
        quietUntil: hour("quietUntil"),
        timeZone: String(form.get("timeZone")) || null,
      },
      () => notifications.show({ message: "Mail settings saved" }),
    );
  };
  return (
    <form
      id="mail"
      className={forms.form}
      aria-labelledby="mail-title"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        submit(new FormData(event.currentTarget));
      }}
    >
      <h2 id="mail-title">Mail</h2>
      {!isMailSetUp && (
        <p className="dim">This newsroom cannot send mail yet. Your choices hold once an admin has set it up.</p>
      )}
      <fieldset className={classes.kinds}>
        <legend>Mail me when</legend>
        {noticeKindNames.map((kind) => (
          <NativeSelect
            key={kind}
            classNames={{ root: classes.kind ?? "" }}
            styles={{ label: { margin: 0, fontWeight: 400 } }}
            label={noticeKinds[kind].label}
            name={kind}
            defaultValue={choices[kind]}
            data={timings}
          />
        ))}
      </fieldset>
      <div className={forms.pair}>
        <NativeSelect
          label="Daily digest at"
          name="digestHour"
          defaultValue={String(times.digestHour)}
          data={hours}
          error={failure?.fields?.digestHour}
        />
        <NativeSelect
          label="Time zone"
          name="timeZone"
          defaultValue={times.timeZone ?? ""}
          data={[{ value: "", label: `The newsroom’s (${newsroomZone.replaceAll("_", " ")})` }, ...zoneGroups(zones)]}
          error={failure?.fields?.timeZone}
        />
      </div>
      <NativeSelect
        label="Quiet hours"
        description="What would be mailed at once then waits until they end."
        value={isQuiet ? "yes" : "no"}
        onChange={(event) => setQuiet(event.currentTarget.value === "yes")}
        data={[
          { value: "no", label: "None" },
          { value: "yes", label: "Every day between two hours" },
        ]}
      />
      {isQuiet && (
        <div className={forms.pair}>
          <NativeSelect
            label="From"
            name="quietFrom"
            defaultValue={String(times.quietFrom ?? 22)}
            data={hours}
            error={failure?.fields?.quietFrom}
          />
          <NativeSelect
            label="Until"
            name="quietUntil"
            defaultValue={String(times.quietUntil ?? 7)}
            data={hours}
            error={failure?.fields?.quietUntil}
          />
        </div>
      )}
      <Problem failure={failure} marked={["digestHour", "quietFrom", "quietUntil", "timeZone"]} />
      <Button type="submit" loading={pending}>
        Save mail settings
      </Button>
    </form>
  );
}

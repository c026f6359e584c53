"use client";
import { Button, NativeSelect } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useState } from "react";
import {
  type AdjustableCheck,
  adjustableChecks,
  type CheckSettings,
  type Severity,
  severityOf,
} from "#lib/checks/severity.ts";
import { saveChecks } from "#lib/house-style/actions.ts";
import type { SectionOption } from "#lib/sections/data.ts";
import { Problem } from "../problem.tsx";
import { nameOfCheck } from "../publish/check-words.ts";
import { useLeaveGuard } from "../use-leave-guard.tsx";
import { useServerAction } from "../use-server-action.ts";
import classes from "./check-severities.module.css";

const words: Record<Severity, string> = { OFF: "Off", WARN: "Warn", BLOCK: "Block" };

type Props = { settings: CheckSettings; sections: SectionOption[] };

/** Which checks are off, warn or block, for the paper and for one section. */
export function CheckSeverities({ settings, sections }: Props) {
  const [saved, setSaved] = useState(settings);
  const [chosen, setChosen] = useState(settings);
  const [section, setSection] = useState("");
  const { send, pending, failure } = useServerAction(saveChecks);
  const isChanged = JSON.stringify(saved) !== JSON.stringify(chosen);
  const question = useLeaveGuard(isChanged);
  const set = (code: AdjustableCheck, value: string) => {
    const severity = value as Severity | "";
    setChosen((before) => {
      const place = section === "" ? before.paper : (before.sections[section] ?? {});
      const { [code]: _, ...rest } = place;
      const next = severity === "" ? rest : { ...rest, [code]: severity };
      if (section === "") return { ...before, paper: next };
      const { [section]: __, ...others } = before.sections;
      return { ...before, sections: Object.keys(next).length === 0 ? others : { ...others, [section]: next } };
    });
  };
  const own = section === "" ? chosen.paper : (chosen.sections[section] ?? {});
  return (
    <form
      className={classes.checks}
      aria-label="Checks"
      onSubmit={(event) => {
        event.preventDefault();
        send(chosen, () => {
          setSaved(chosen);
          notifications.show({ message: "Checks saved. They count from the next publication." });
        });
      }}
    >
      <h2>Checks</h2>
      <p>
        A check that blocks can be overridden with a reason, which is recorded. The rules of the house style have a
        severity of their own.
      </p>
      <NativeSelect
        label="For"
        value={section}
        onChange={(event) => setSection(event.currentTarget.value)}
        data={[
          { value: "", label: "The whole paper" },
          ...sections.map(({ id, name }) => ({ value: id, label: `Only ${name}` })),
        ]}
      />
      <ul>
        {adjustableChecks.map((code) => {
          const inherited = words[severityOf(code, section === "" ? none : { ...chosen, sections: {} }, null)];
          return (
            <li key={code}>
              <label htmlFor={`check-${code}`}>{nameOfCheck(code)}</label>
              <NativeSelect
                id={`check-${code}`}
                size="xs"
                value={own[code] ?? ""}
                onChange={(event) => set(code, event.currentTarget.value)}
                data={[
                  { value: "", label: section === "" ? `Default: ${inherited}` : `Paper: ${inherited}` },
                  ...(["OFF", "WARN", "BLOCK"] as const).map((value) => ({ value, label: words[value] })),
                ]}
              />
            </li>
          );
        })}
      </ul>
      <Problem failure={failure} />
      <div>
        <Button type="submit" variant="filled" disabled={!isChanged} loading={pending}>
          Save checks
        </Button>
      </div>
      {question}
    </form>
  );
}

const none: CheckSettings = { paper: {}, sections: {} };

"use client";
import { NativeSelect, Switch, Textarea, TextInput } from "@mantine/core";
import { languageOptions } from "#components/editor/panel/languages.ts";
import type { SiteSettings } from "#lib/site/schema.ts";
import { AccentChoice } from "./accent-choice.tsx";
import type { SettingField } from "./settings-fields.ts";
import { zoneGroups } from "./zone-groups.ts";

export type SettingChoices = {
  /** Time zones that the server supports. */
  zones: readonly string[];
  /** The time zone set in the server's environment, which cannot be changed here. */
  fixedTimeZone: string | null;
};

type Props = SettingChoices & { field: SettingField; site: SiteSettings; error?: string | undefined };

/** What publishing a story with such a picture does. */
const ruleOptions = [
  { value: "block", label: "Block publishing" },
  { value: "warn", label: "Warn before publishing" },
  { value: "allow", label: "Allow" },
];

/** Aligns the description of a switch with its label. */
const beside = { description: { paddingInlineStart: 10 } };

/** One setting of the paper. Fields are uncontrolled, so that what is typed before the script runs is kept. */
export function SettingRow({ field, site, error, zones, fixedTimeZone }: Props) {
  const { name, label, kind } = field;
  const value = site[name];
  const text = String(value);
  const common = { name, label, error, ...(field.description ? { description: field.description } : {}) };
  const typed = {
    ...common,
    defaultValue: text,
    ...(field.max ? { maxLength: field.max } : {}),
    ...(field.placeholder ? { placeholder: field.placeholder } : {}),
    ...(field.isCode ? { autoCapitalize: "none", spellCheck: false } : {}),
  };
  switch (kind) {
    case "lines":
      return <Textarea {...typed} autosize minRows={2} />;
    case "switch":
      return <Switch {...common} defaultChecked={value === true} styles={beside} />;
    case "accent":
      return <AccentChoice label={label} description={field.description ?? ""} chosen={site.accent} error={error} />;
    case "rule":
      return <NativeSelect {...common} defaultValue={text} data={ruleOptions} />;
    case "day":
      return <TextInput {...typed} type="date" />;
    case "language":
      return (
        <>
          <TextInput {...typed} list="languages" rightSectionWidth={0} />
          <datalist id="languages">
            {languageOptions.map((option) => (
              <option key={option.value} value={option.value}>
                {option.name}
              </option>
            ))}
          </datalist>
        </>
      );
    case "zone":
      return fixedTimeZone === null ? (
        <NativeSelect {...common} defaultValue={text} data={zoneGroups(zones)} />
      ) : (
        <TextInput
          label={label}
          description="Set for this server by GALLEY_TIMEZONE."
          value={fixedTimeZone}
          readOnly
          error={error}
        />
      );
    default:
      return <TextInput {...typed} {...(name === "shortName" ? { placeholder: site.name } : {})} />;
  }
}

"use client";
import { Menu } from "@mantine/core";
import { IconCheck, IconX } from "@tabler/icons-react";
import { usePathname, useRouter, useSearchParams } from "next/navigation";
import classes from "./page.module.css";
import { withQuery } from "./query.ts";

type Props = {
  /** The label of the filter: "Role". */
  label: string;
  /** Its parameter in the address. */
  name: string;
  options: { value: string; label: string }[];
};

/** A filter of a list, stored in the address: a dashed chip if unset, else its value with a cross. */
export function FilterChip({ label, name, options }: Props) {
  const router = useRouter();
  const path = usePathname();
  const params = useSearchParams();
  const value = params.get(name);
  const chosen = options.find((option) => option.value === value);
  const go = (to: string | null) => router.push(withQuery(path, Object.fromEntries(params), { [name]: to }));
  return (
    <span className={classes.chip} data-empty={!chosen || undefined}>
      <Menu position="bottom-start" width={240}>
        <Menu.Target>
          <button type="button">
            {chosen ? (
              <>
                <span className="dim">{label}</span> <b>{chosen.label}</b>
              </>
            ) : (
              label
            )}
          </button>
        </Menu.Target>
        <Menu.Dropdown mah={360} style={{ overflow: "auto" }}>
          {options.map((option) => (
            <Menu.Item
              key={option.value}
              role="menuitemradio"
              aria-checked={option.value === value}
              rightSection={option.value === value ? <IconCheck size={14} aria-hidden="true" /> : null}
              onClick={() => go(option.value)}
            >
              {option.label}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
      {chosen && (
        <button type="button" className={classes.clear} aria-label={`Remove filter: ${label}`} onClick={() => go(null)}>
          <IconX size={12} aria-hidden="true" />
        </button>
      )}
    </span>
  );
}

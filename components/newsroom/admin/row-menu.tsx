"use client";
import { ActionIcon, Menu } from "@mantine/core";
import { IconDots } from "@tabler/icons-react";
import { Fragment, type ReactNode, useState } from "react";

type Entry = {
  label: string;
  danger?: boolean;
  dialog: (opened: boolean, close: () => void) => ReactNode;
};

/** The actions menu of one row in a list. Each entry opens a dialog, which is reset every time. */
export function RowMenu({ name, entries }: { name: string; entries: Entry[] }) {
  const [open, setOpen] = useState<string | null>(null);
  const [round, setRound] = useState(0);
  return (
    <>
      <Menu width={220}>
        <Menu.Target>
          <ActionIcon aria-label={`Actions for ${name}`}>
            <IconDots size={16} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          {entries.map(({ label, danger }) => (
            <Menu.Item
              key={label}
              {...(danger ? { c: "var(--down)" } : {})}
              onClick={() => {
                setRound(round + 1);
                setOpen(label);
              }}
            >
              {label}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
      {round > 0 && (
        <Fragment key={round}>
          {entries.map(({ label, dialog }) => (
            <Fragment key={label}>{dialog(open === label, () => setOpen(null))}</Fragment>
          ))}
        </Fragment>
      )}
    </>
  );
}

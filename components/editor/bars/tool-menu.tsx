"use client";
import { Menu, Tooltip } from "@mantine/core";
import type { IconTable } from "@tabler/icons-react";
import { type ReactNode, useState } from "react";
import classes from "./bars.module.css";

type Props = {
  label: string;
  icon: typeof IconTable;
  width: number;
  isOff?: boolean;
  isPressed?: boolean;
  children: ReactNode;
};

/** A button of the tool bar that opens a menu. Its label is hidden while the menu is open, or it would cover an item on a phone. */
export function ToolMenu({ label, icon: Icon, width, isOff = false, isPressed, children }: Props) {
  const [isOpen, setOpen] = useState(false);
  return (
    <Menu
      width={width}
      position="bottom-start"
      returnFocus={false}
      disabled={isOff}
      onOpen={() => setOpen(true)}
      onClose={() => setOpen(false)}
    >
      <Menu.Target>
        <Tooltip label={label} disabled={isOpen}>
          <button type="button" aria-label={label} aria-pressed={isPressed} aria-disabled={isOff} tabIndex={-1}>
            <Icon size={17} stroke={1.7} aria-hidden="true" />
          </button>
        </Tooltip>
      </Menu.Target>
      <Menu.Dropdown className={classes.dropdown}>{children}</Menu.Dropdown>
    </Menu>
  );
}

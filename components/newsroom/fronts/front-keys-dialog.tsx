"use client";
import { KeysDialog, type KeysDialogProps } from "#components/editor/keys/keys-dialog.tsx";
import { frontKeyList } from "./front-keys.ts";

/** Every key of the screen of a front. */
export const FrontKeysDialog = ({ close }: KeysDialogProps) => <KeysDialog list={frontKeyList} close={close} />;

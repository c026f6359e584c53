import { notifications } from "@mantine/notifications";

/** Reports that the editor refused a change because the story cannot hold it. */
export function sayNotAdded(sentence: string): void {
  const note = { id: "not-added", title: "Not added", message: sentence, color: "red", autoClose: 12_000 };
  notifications.hide(note.id);
  notifications.show(note);
}

/** Reports that the server refused a change and that it was removed from the story. */
export function saySetAside(sentence: string): void {
  notifications.show({
    title: "One change could not be saved",
    message: `${sentence} It was removed from the story. Any text in it is kept in the panel; everything else is saved.`,
    color: "red",
    autoClose: 20_000,
  });
}

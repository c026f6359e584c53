import { notifications } from "@mantine/notifications";

/** Copies to the clipboard and confirms it; insecure pages have no clipboard. */
export async function copyText(text: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(text);
    notifications.show({ message: "Copied" });
  } catch {
    notifications.show({
      message: "This browser does not allow the page to copy. Select the text and press Ctrl+C or ⌘C.",
      color: "red",
      autoClose: 10_000,
    });
  }
}

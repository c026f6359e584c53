import { Switch } from "@mantine/core";

type Props = {
  checked: boolean;
  onChange: (checked: boolean) => void;
  /** What "What changed" shows of this publication if the switch is off. */
  without: string;
};

/** Whether readers may see the text that a publication replaces. */
export const ReplacedSwitch = ({ checked, onChange, without }: Props) => (
  <Switch
    checked={checked}
    onChange={(event) => onChange(event.currentTarget.checked)}
    label="Show the replaced words under “What changed”"
    description={
      checked
        ? "Turn this off for words that nobody may read any more."
        : `Readers see ${without}. All earlier wording will be hidden. This can’t be undone.`
    }
    styles={{ description: { paddingInlineStart: 10 } }}
  />
);

import { Switch } from "@mantine/core";

type Props = {
  checked: boolean;
  onChange: (checked: boolean) => void;
  /** What "What changed" shows of this publication where it is off. */
  without: string;
};

/** Whether readers may see the words that a publication replaces. */
export const ReplacedSwitch = ({ checked, onChange, without }: Props) => (
  <Switch
    checked={checked}
    onChange={(event) => onChange(event.currentTarget.checked)}
    label="Readers may see the words that this replaces"
    description={
      checked
        ? "Under “What changed”. Turn it off for what must not be read any more."
        : `“What changed” shows ${without}, and no words of earlier changes any more.`
    }
    styles={{ description: { paddingInlineStart: 10 } }}
  />
);

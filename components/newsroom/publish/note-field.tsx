import { Textarea } from "@mantine/core";

type Props = {
  label?: string;
  description: string;
  required?: boolean;
  minRows?: number;
  value: string;
  onChange: (note: string) => void;
};

/** The note or reason that goes with a verb. It has the focus when its dialog opens, and grows with its text. */
export const NoteField = ({ label = "Note", minRows = 3, onChange, ...props }: Props) => (
  <Textarea
    {...props}
    autosize
    minRows={minRows}
    maxRows={8}
    maxLength={1000}
    data-autofocus
    label={label}
    onChange={(event) => onChange(event.currentTarget.value)}
  />
);

import { TextInput } from '@mantine/core';

interface Props {
  readonly value: string;
  readonly onChange: (value: string) => void;
  /** Whether the dialog starts here. */
  readonly isFirst?: boolean;
  readonly description?: string;
}

/** Why: asked with everything that changes something, never demanded. */
export function ReasonField({ value, onChange, isFirst = false, description = 'Kept in the journal.' }: Props) {
  return (
    <TextInput
      {...(isFirst && { 'data-autofocus': true })}
      label="Reason"
      description={description}
      value={value}
      maxLength={200}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}

import { Button, NativeSelect, TextInput } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { PROVIDERS, TRACE_DECISION_CLASSES } from '@app/contracts';
import { labelOf } from '../../../traces/decision-class';
import { FILTER_FIELD } from '../../../ui/filter-field';
import { USUAL_ROWS, useTraceFilter } from './filter';
import styles from './TraceFilters.module.css';

const ALL = '*';
const ROWS = [20, 50, 100];

/** Narrows the traces; each choice counts at once and is in the URL. */
export function TraceFilters() {
  const { filter, isNarrow, choose, type, reset } = useTraceFilter();
  const rows = ROWS.includes(filter.trace_limit) ? ROWS : [...ROWS, filter.trace_limit].sort((a, b) => a - b);
  return (
    <div className={styles.filters} role="search" aria-label="Filter decisions">
      <NativeSelect
        className={styles.choice ?? ''}
        label="Provider"
        value={filter.trace_provider ?? ALL}
        data={[{ value: ALL, label: 'All' }, ...PROVIDERS]}
        onChange={({ currentTarget: { value } }) =>
          choose({ trace_provider: PROVIDERS.find((known) => known === value) ?? null })
        }
      />
      <NativeSelect
        className={styles.choice ?? ''}
        label="Decision"
        value={filter.trace_decision_class ?? ALL}
        data={[
          { value: ALL, label: 'All' },
          ...TRACE_DECISION_CLASSES.map((value) => ({ value, label: labelOf(value) })),
        ]}
        onChange={({ currentTarget: { value } }) =>
          choose({ trace_decision_class: TRACE_DECISION_CLASSES.find((known) => known === value) ?? null })
        }
      />
      <TextInput
        id={FILTER_FIELD}
        className={styles.text ?? ''}
        label="Reason tag"
        placeholder="any"
        maxLength={64}
        value={filter.trace_reason_tag}
        onChange={({ currentTarget: { value } }) => type({ trace_reason_tag: value })}
      />
      <TextInput
        className={styles.text ?? ''}
        label="Policy version"
        placeholder="any"
        maxLength={64}
        value={filter.trace_policy_version}
        onChange={({ currentTarget: { value } }) => type({ trace_policy_version: value })}
      />
      <NativeSelect
        className={styles.rows ?? ''}
        label="Rows"
        value={String(filter.trace_limit)}
        data={rows.map(String)}
        onChange={({ currentTarget: { value } }) => choose({ trace_limit: Number(value) })}
      />
      {(isNarrow || filter.trace_limit !== USUAL_ROWS || filter.trace_before_id !== null) && (
        <Button variant="subtle" leftSection={<IconX size={16} aria-hidden />} onClick={reset}>
          Reset
        </Button>
      )}
    </div>
  );
}

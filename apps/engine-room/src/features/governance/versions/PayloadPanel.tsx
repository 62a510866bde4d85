import { parseAsStringLiteral, useQueryState } from 'nuqs';
import { Ago } from '../../../live/Ago';
import { ChoiceChips } from '../../../ui/ChoiceChips';
import { Loading } from '../../../ui/Loading';
import { Notice } from '../../../ui/Notice';
import { Section } from '../../../ui/Section';
import { usePayload } from '../queries';
import { Trouble } from '../Trouble';
import { findingsSaid } from './Findings';
import styles from './Versions.module.css';

const FORMS = ['sent', 'kept'] as const;
const OPTIONS = [
  { value: 'sent', label: 'As Laravel sent it' },
  { value: 'kept', label: 'As a worker keeps it' },
] as const;

/** The payload itself, in one of two forms. */
export function PayloadPanel({ name }: { readonly name: string }) {
  const payload = usePayload(name);
  const [chosen, setChosen] = useQueryState('as', parseAsStringLiteral(FORMS).withDefault('sent'));
  if (!payload.data) {
    return payload.error ? (
      <Trouble
        query={payload}
        what={`The payload of ${name}`}
        meanwhile="What workers run, and a rollback to a version whose payload is kept here, do not need it."
      />
    ) : (
      <Loading height={320} label="Reading the payload" />
    );
  }
  const { payload: sent, normalised, source, fetched_at: fetchedAt, findings } = payload.data;
  const text = chosen === 'sent' ? sent : normalised;
  const found = findingsSaid(findings);
  return (
    <Section
      title="Payload"
      note={
        <>
          {source === 'laravel' ? 'from Laravel' : 'the copy kept here, as Laravel could not be asked'},{' '}
          <Ago at={fetchedAt} />
          {found && ` · ${found}`}
        </>
      }
    >
      <ChoiceChips
        legend="Form of the payload"
        isLegendHidden
        options={OPTIONS}
        value={chosen}
        onChange={(value) => void setChosen(value)}
      />
      {text === null ? (
        <Notice tone="bad" title="A worker refuses this payload">
          <p>It would keep the policy it has. What it stumbles over is listed above.</p>
        </Notice>
      ) : (
        // reachable, because it scrolls
        <pre className={styles.code} tabIndex={0} role="region" aria-label={`Payload of ${name}`}>
          {text}
        </pre>
      )}
    </Section>
  );
}

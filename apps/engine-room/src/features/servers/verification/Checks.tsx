import { CHECK_NAMES, type CheckName, type Verification, type VerificationCheck } from '@app/contracts';
import { Ago } from '../../../live/Ago';
import { StatusBadge } from '../../../ui/StatusBadge';
import { CHECK_LOOK, CHECK_WORDS, NOT_CHECKED } from '../words';
import styles from './Checks.module.css';

/** The four checks in their order: what was seen, when, and what to do about it. */
export function Checks({ run }: { readonly run: Verification | null }) {
  const found = new Map(run?.checks.map((check) => [check.check, check]));
  return (
    <ol className={styles.list}>
      {CHECK_NAMES.map((name) => (
        <CheckItem key={name} name={name} check={found.get(name)} isRunning={run?.finished_at === null} />
      ))}
    </ol>
  );
}

interface ItemProps {
  readonly name: CheckName;
  /** Undefined until it was made. */
  readonly check: VerificationCheck | undefined;
  readonly isRunning: boolean;
}

function CheckItem({ name, check, isRunning }: ItemProps) {
  const { title, about } = CHECK_WORDS[name];
  const look = check ? CHECK_LOOK[check.result] : { ...NOT_CHECKED, ...(isRunning && { label: 'checking…' }) };
  return (
    <li className={styles.check} data-result={check?.result ?? 'none'}>
      <div className={styles.head}>
        <h3 className={styles.title}>{title}</h3>
        <StatusBadge {...look} />
        {check && (
          <span className={styles.when}>
            <Ago at={check.at} />
          </span>
        )}
      </div>
      <p className={styles.text}>{check ? check.evidence : about}</p>
      {check?.advice && (
        <p className={styles.advice}>
          <strong>What to do:</strong> {check.advice}
        </p>
      )}
    </li>
  );
}

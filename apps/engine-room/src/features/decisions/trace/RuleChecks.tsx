import { IconArrowRight, IconCircleCheck, IconCircleX, IconHelpCircle, type Icon } from '@tabler/icons-react';
import type { RuleCheck } from '@app/contracts';
import { Disclosure } from '../../../ui/Disclosure';
import { counted } from '../../../ui/figures';
import styles from './RuleChecks.module.css';

const LIST_WORDS: Readonly<Record<RuleCheck['list'], string>> = {
  enhanced_rules: 'enhanced code',
  smtp_code_rules: 'code',
  message_rules: 'text',
};

const LOOK: Readonly<Record<RuleCheck['result'], { readonly label: string; readonly icon: Icon }>> = {
  matched: { label: 'matched', icon: IconCircleCheck },
  not_matched: { label: 'did not match', icon: IconCircleX },
  unknown: { label: 'not known', icon: IconHelpCircle },
  not_reached: { label: 'not asked', icon: IconArrowRight },
};

interface Props {
  /** In the order a worker asks. */
  readonly checks: readonly RuleCheck[];
  readonly profile: string;
  /** Of the attempt, to tell the disclosures apart. */
  readonly number: number;
}

/** What the rules had to say: which one matched and what is unknown at once, the rest behind a disclosure. */
export function RuleChecks({ checks, profile, number }: Props) {
  if (checks.length === 0) return null;
  const telling = checks.filter(({ result }) => result === 'matched' || result === 'unknown');
  const refused = checks.filter(({ result }) => result === 'not_matched');
  const left = checks.length - telling.length - refused.length;
  return (
    <div className={styles.checks}>
      {telling.length > 0 && <CheckList checks={telling} label={`Rules that count for attempt ${number}`} />}
      {refused.length > 0 && (
        <Disclosure
          summary={
            <>
              Why {counted(refused.length, 'rule')} of profile {profile} did not match
              <span className="visually-hidden">, attempt {number}</span>
            </>
          }
        >
          <CheckList checks={refused} label={`Rules that did not match in attempt ${number}`} />
        </Disclosure>
      )}
      {left > 0 && <p className={styles.left}>{counted(left, 'later rule')} not asked.</p>}
    </div>
  );
}

function CheckList({ checks, label }: { readonly checks: readonly RuleCheck[]; readonly label: string }) {
  return (
    <ul className={styles.list} aria-label={label}>
      {checks.map(({ list, index, rule_id: rule, result, because }) => {
        const { label: word, icon: Glyph } = LOOK[result];
        return (
          <li key={`${list} ${index}`} className={styles.check} data-result={result}>
            <Glyph size={16} aria-hidden />
            <p>
              <strong>{rule}</strong>{' '}
              <span className={styles.where}>
                {LIST_WORDS[list]} rule {index + 1}
              </span>{' '}
              <span className={styles.word}>{word}</span>
              <span className={styles.because}>{because}</span>
            </p>
          </li>
        );
      })}
    </ul>
  );
}

import { IconFlag } from '@tabler/icons-react';
import type { AttemptExplanation, DecisionExplanation, LaravelTraceAttempt } from '@app/contracts';
import { Link } from 'react-router-dom';
import { ClassBadge } from '../../../traces/ClassBadge';
import { replyCodes } from '../../../traces/reply';
import { counted } from '../../../ui/figures';
import { RuleChecks } from './RuleChecks';
import styles from './AttemptTimeline.module.css';

/** What a worker waits for before it tries the same host again, by the word it records (`retry_strategy`). */
const WAIT_WORDS: Readonly<Record<string, string>> = {
  tempfail: 'as after a temporary failure',
  greylist: 'as for greylisting',
  policy_delay: 'as after a policy block',
};

/** The attempts in their order, each with what the server said and why it was decided so. */
export function AttemptTimeline({ explanation }: { readonly explanation: DecisionExplanation }) {
  const { attempts, trace } = explanation;
  if (attempts.length === 0) {
    return (
      <section aria-labelledby="trace-attempts">
        <h3 id="trace-attempts" className={styles.heading}>
          Attempts
        </h3>
        <p className={styles.because}>No attempt was recorded: no mail server was asked about this address.</p>
      </section>
    );
  }
  return (
    <section aria-labelledby="trace-attempts">
      <h3 id="trace-attempts" className={styles.heading}>
        {counted(attempts.length, 'attempt')}
      </h3>
      <ol className={styles.timeline}>
        {attempts.map((attempt, place) => (
          <Attempt
            key={place}
            attempt={attempt}
            recorded={trace.attempt_chain[place]}
            next={attempts[place + 1]}
            number={attempt.attempt_number ?? place + 1}
            isAsBefore={place > 0 && isSame(attempts[place - 1], attempt)}
          />
        ))}
      </ol>
    </section>
  );
}

/** Whether nothing new is to be said about it: the same answer, decided in the same way. */
const isSame = (former: AttemptExplanation | undefined, attempt: AttemptExplanation): boolean =>
  former?.smtp_code === attempt.smtp_code &&
  former.enhanced_code === attempt.enhanced_code &&
  former.decided_by === attempt.decided_by &&
  former.because === attempt.because;

/** The rule that decided says why it matched; a sentence above it would say it twice. */
const isSaidByRule = ({ decided_by: decidedBy, checks }: AttemptExplanation): boolean =>
  decidedBy === 'rule' && checks.some(({ result }) => result === 'matched');

interface AttemptProps {
  readonly attempt: AttemptExplanation;
  /** What Laravel has of it. */
  readonly recorded: LaravelTraceAttempt | undefined;
  /** Undefined: no further try was made. */
  readonly next: AttemptExplanation | undefined;
  readonly number: number;
  readonly isAsBefore: boolean;
}

function Attempt({ attempt, recorded, next, number, isAsBefore }: AttemptProps) {
  const {
    decision_class: decided,
    reason_code: reason,
    reason_tag: tag,
    confidence_hint: confidence,
  } = attempt.recorded;
  const remarks = [reason, tag !== reason && tag, confidence && `${confidence} confidence`].filter(Boolean);
  return (
    <li className={styles.attempt} data-final={attempt.is_final || undefined}>
      <div className={styles.head}>
        <span className={styles.number}>{number}</span>
        <span className={styles.host}>{attempt.mx_host ?? 'no host'}</span>
        <ClassBadge of={decided} />
        {attempt.is_final && (
          <span className={styles.final}>
            <IconFlag size={14} aria-hidden /> decided the probe
          </span>
        )}
      </div>
      <p className={styles.reply}>
        <span className={styles.codes}>{replyCodes(attempt) ?? 'no reply'}</span>
        {remarks.map((remark) => (
          <span key={String(remark)}>{remark}</span>
        ))}
        <Who recorded={recorded} />
      </p>
      {isAsBefore ? (
        <p className={styles.because}>Decided as the attempt before.</p>
      ) : (
        <>
          {!isSaidByRule(attempt) && <p className={styles.because}>{attempt.because}</p>}
          <RuleChecks checks={attempt.checks} profile={attempt.profile} number={number} />
        </>
      )}
      {next && <p className={styles.because}>{stepTo(next, attempt, recorded)}</p>}
    </li>
  );
}

/** What led to the next attempt. The seconds waited are recorded nowhere; between hosts there is no wait. */
function stepTo(next: AttemptExplanation, { mx_host: host }: AttemptExplanation, recorded: AttemptProps['recorded']) {
  if (next.mx_host !== host) return 'Then the next host was tried.';
  const wait = WAIT_WORDS[recorded?.retry_strategy ?? ''];
  return `Then the same host was tried again${wait ? `, after a wait ${wait}` : ''}.`;
}

function Who({ recorded }: Pick<AttemptProps, 'recorded'>) {
  if (!recorded?.worker_id) return null;
  return (
    <span>
      worker <Link to={`/workers/${encodeURIComponent(recorded.worker_id)}`}>{recorded.worker_id}</Link>
      {recorded.pool && ` of ${recorded.pool}`}
    </span>
  );
}

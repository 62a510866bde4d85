import type { Decision } from '@app/contracts';
import { Ago } from '../../live/Ago';
import { Until } from './Until';

/** Who decided, when, why, and until when it counts. */
export function DecisionNote({ decision }: { readonly decision: Decision }) {
  return (
    <>
      {decision.actor}, <Ago at={decision.at} />: {decision.reason ? `“${decision.reason}”` : 'no reason given'}
      {decision.expires_at !== null && (
        <>
          {' '}
          · ends by itself <Until at={decision.expires_at} over="now" />
        </>
      )}
    </>
  );
}

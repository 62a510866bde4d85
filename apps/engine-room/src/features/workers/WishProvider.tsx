import { useState, type ReactNode } from 'react';
import { useLatestDecisions } from './decide';
import { DecisionAnnouncer } from './DecisionAnnouncer';
import { DecisionDialog, type Wish } from './DecisionDialog';
import { DecisionsContext } from './progress-context';
import { AskingContext, WishContext } from './wish-context';

/** One dialog, and one knowledge of what was asked, for the table, the selection and the drawer. */
export function WishProvider({ children }: { readonly children: ReactNode }) {
  const [wish, setWish] = useState<Wish | null>(null);
  return (
    <WishContext value={setWish}>
      <DecisionsContext value={useLatestDecisions()}>
        <AskingContext value={wish !== null}>{children}</AskingContext>
        <DecisionAnnouncer />
      </DecisionsContext>
      <DecisionDialog wish={wish} onClose={() => setWish(null)} />
    </WishContext>
  );
}

import { useWindowEvent } from '@mantine/hooks';
import { useBlocker } from 'react-router-dom';
import { ConfirmDialog } from '../../../ui/ConfirmDialog';

/** The state of a way that leaves because everything is stored. */
export const STORED = { isStored: true } as const;

/** Asks before what was typed is lost: on the way to another page, and when the tab is closed. */
export function LeaveGuard({ isUnsaved }: { readonly isUnsaved: boolean }) {
  const blocker = useBlocker(
    ({ currentLocation, nextLocation }) =>
      isUnsaved && !isStored(nextLocation.state) && currentLocation.pathname !== nextLocation.pathname,
  );
  useWindowEvent('beforeunload', (event) => {
    if (isUnsaved) event.preventDefault(); // the browser asks in its own words
  });
  return (
    <ConfirmDialog
      isOpen={blocker.state === 'blocked'}
      title="Leave without saving?"
      cancel="Stay"
      verb="Leave"
      onConfirm={() => blocker.proceed?.()}
      onClose={() => blocker.reset?.()}
    >
      <p>What you changed in this form is not stored and would be lost.</p>
    </ConfirmDialog>
  );
}

const isStored = (state: unknown): boolean => typeof state === 'object' && state !== null && 'isStored' in state;

import { Button } from '@mantine/core';
import {
  IconDatabaseOff,
  IconError404,
  IconLock,
  IconPlugConnectedX,
  IconRefresh,
  type Icon,
} from '@tabler/icons-react';
import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { ApiError } from '../../api/api-error';
import { Blank } from '../../ui/Blank';
import { Notice } from '../../ui/Notice';

interface Props {
  readonly query: Pick<UseQueryResult<unknown, ApiError>, 'error' | 'refetch' | 'isFetching'>;
  /** What could not be read: `The policy versions`. */
  readonly what: string;
  /** What still works meanwhile. */
  readonly meanwhile?: ReactNode;
}

/** Instead of what cannot be read: why, what still works, and what to do. Nothing while there is no trouble. */
export function Trouble({ query: { error, refetch, isFetching }, what, meanwhile }: Props) {
  if (!error) return null;
  const { icon, title, advice } = wordsFor(error, what);
  return (
    <Blank icon={icon} title={title} isAlert>
      <p>{error.message}</p>
      {advice && <p>{advice}</p>}
      {meanwhile && <p>{meanwhile}</p>}
      {error.requestId && !error.message.includes(error.requestId) && <p>Request {error.requestId}</p>}
      <div>
        <Button
          variant="default"
          leftSection={<IconRefresh size={16} aria-hidden />}
          loading={isFetching}
          onClick={() => void refetch()}
        >
          Try again
        </Button>
      </div>
    </Blank>
  );
}

/** Above what is shown, when it could not be renewed. */
export function OldCopy({ error }: { readonly error: ApiError | null }) {
  if (!error) return null;
  return (
    <Notice tone="warn" title="This page could not be renewed">
      <p>What is below may be old. {error.message}</p>
    </Notice>
  );
}

interface Words {
  readonly icon: Icon;
  readonly title: string;
  readonly advice: string | null;
}

function wordsFor({ code, status }: ApiError, what: string): Words {
  if (code === 'laravel_not_configured') {
    return {
      icon: IconPlugConnectedX,
      title: 'No Laravel application is connected',
      advice:
        'Payloads and decision traces live there. Set LARAVEL_API_BASE_URL with LARAVEL_VERIFIER_TOKEN, and ' +
        'LARAVEL_INTERNAL_API_TOKEN, for the control plane and restart it. What workers are told does not need it.',
    };
  }
  if (code === 'not_found' || status === 404) {
    return { icon: IconError404, title: `${what} cannot be found`, advice: null };
  }
  if (status === 401 || status === 403) {
    return { icon: IconLock, title: `${what} cannot be shown to you`, advice: 'Sign in with a token that may.' };
  }
  return {
    icon: IconDatabaseOff,
    title: `${what} cannot be read now`,
    advice: 'Nothing is known about them at present. Workers carry on with what they were told last.',
  };
}

import { Button } from '@mantine/core';
import {
  IconDatabaseOff,
  IconError404,
  IconLock,
  IconPlugConnectedX,
  IconRefresh,
  type Icon,
} from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { ApiError } from '../api/api-error';
import { Blank } from '../ui/Blank';

interface Props {
  readonly error: ApiError;
  /** What could not be read: `The servers`. */
  readonly what: string;
  readonly onRetry: () => void;
  readonly isRetrying: boolean;
  /** What else one can do: links. */
  readonly children?: ReactNode;
}

interface Words {
  readonly icon: Icon;
  readonly title: string;
  readonly advice: ReactNode;
}

/** Instead of records that cannot be read: why, what still works, and what to do. */
export function RegistryTrouble({ error, what, onRetry, isRetrying, children }: Props) {
  const { icon, title, advice } = wordsFor(error, what);
  return (
    <Blank icon={icon} title={title} isAlert>
      <p>{error.message}</p>
      {advice}
      {error.requestId && !error.message.includes(error.requestId) && <p>Request {error.requestId}</p>}
      <div>
        {error.code !== 'not_found' && (
          <Button
            variant="default"
            leftSection={<IconRefresh size={16} aria-hidden />}
            loading={isRetrying}
            onClick={onRetry}
          >
            Try again
          </Button>
        )}
        {children}
      </div>
    </Blank>
  );
}

function wordsFor({ code, status }: ApiError, what: string): Words {
  if (code === 'laravel_not_configured') {
    return {
      icon: IconPlugConnectedX,
      title: 'No Laravel application is connected',
      advice: (
        <p>
          The records of servers and pools live there. Set LARAVEL_INTERNAL_API_BASE_URL and LARAVEL_INTERNAL_API_TOKEN
          for the control plane and restart it. Workers, their heartbeats and the decisions about them do not need it.
        </p>
      ),
    };
  }
  if (code === 'not_found' || status === 404) {
    return { icon: IconError404, title: `${what} cannot be found`, advice: null };
  }
  if (status === 401 || status === 403) {
    return { icon: IconLock, title: `${what} cannot be shown to you`, advice: <p>Sign in with a token that may.</p> };
  }
  return {
    icon: IconDatabaseOff,
    title: `${what} cannot be read now`,
    advice: <p>This page tries again by itself; workers carry on meanwhile.</p>,
  };
}

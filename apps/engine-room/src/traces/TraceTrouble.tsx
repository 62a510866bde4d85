import { Button } from '@mantine/core';
import {
  IconDatabaseOff,
  IconError404,
  IconLock,
  IconPlugConnectedX,
  IconRefresh,
  type Icon,
} from '@tabler/icons-react';
import type { ApiError } from '../api/api-error';
import { Blank } from '../ui/Blank';

interface Props {
  readonly error: ApiError;
  /** What could not be read: `The decisions`. */
  readonly what: string;
  readonly onRetry: () => void;
  readonly isRetrying: boolean;
}

interface Words {
  readonly icon: Icon;
  readonly title: string;
  readonly advice: string | null;
}

/** Instead of traces that cannot be read: why, what still works, and what to do. */
export function TraceTrouble({ error, what, onRetry, isRetrying }: Props) {
  const { icon, title, advice } = wordsFor(error, what);
  return (
    <Blank icon={icon} title={title} isAlert>
      <p>{error.message}</p>
      {advice && <p>{advice}</p>}
      {error.fields.map(({ field, problem }) => (
        <p key={field}>
          {field}: {problem}
        </p>
      ))}
      {error.requestId && !error.message.includes(error.requestId) && <p>Request {error.requestId}</p>}
      {error.status !== 404 && (
        <div>
          <Button
            variant="default"
            leftSection={<IconRefresh size={16} aria-hidden />}
            loading={isRetrying}
            onClick={onRetry}
          >
            Try again
          </Button>
        </div>
      )}
    </Blank>
  );
}

function wordsFor({ code, status }: ApiError, what: string): Words {
  if (code === 'laravel_not_configured') {
    return {
      icon: IconPlugConnectedX,
      title: `${what} cannot be read: no Laravel application is connected`,
      advice:
        'Traces of decisions are kept there. Set LARAVEL_INTERNAL_API_BASE_URL and LARAVEL_INTERNAL_API_TOKEN for the ' +
        'control plane and restart it. Workers and what they are told do not need it.',
    };
  }
  if (status === 404) {
    return { icon: IconError404, title: `${what} cannot be found`, advice: 'It may be older than what Laravel keeps.' };
  }
  if (status === 401 || status === 403) {
    return { icon: IconLock, title: `${what} cannot be shown to you`, advice: 'Sign in with a token that may.' };
  }
  if (status === 400) {
    return { icon: IconDatabaseOff, title: `${what} cannot be asked for like this`, advice: 'Reset the filters.' };
  }
  return {
    icon: IconDatabaseOff,
    title: `${what} cannot be read now`,
    advice: 'Probing goes on meanwhile: workers decide by the policy they have.',
  };
}

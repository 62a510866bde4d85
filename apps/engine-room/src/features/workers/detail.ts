import { useQuery } from '@tanstack/react-query';
import type { ApiError } from '../../api/api-error';
import { readWorker, type WorkerDetail } from '../../api/client';

/**
 * What the drawer shows beyond the row. `revision` is the row's: with each decision the journal has grown, so that the
 * detail is read again.
 */
export const useWorkerDetail = (workerId: string, revision: number) =>
  useQuery<WorkerDetail, ApiError>({
    queryKey: ['workers', 'detail', workerId, revision],
    queryFn: () => readWorker(workerId),
    placeholderData: (former) => (former?.worker_id === workerId ? former : undefined),
    retry: false,
  });

import { parentPort } from 'node:worker_threads';
import { ReplayJob } from './replay-job.js';
import type { ReplayAnswer, ReplayRequest } from './thread-messages.js';

/*
 * Runs in a thread of its own, started by ThreadReplayer: a replay of many traces takes seconds, which beats must not
 * wait for. Whatever it throws ends the thread and reaches the session as its error.
 */

if (parentPort === null) throw new Error('A replay thread is started by the service');
const port = parentPort;
const job = new ReplayJob();
const answer = (message: ReplayAnswer) => port.postMessage(message);

port.on('message', (request: ReplayRequest) => {
  if (request.kind === 'add') {
    job.add(request.traces);
    answer({ kind: 'added' });
    return;
  }
  const comparisons = job.compare(request.plan, (replayed) => answer({ kind: 'progressed', replayed }));
  answer({ kind: 'compared', comparisons });
});

import http from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';

/** What is asked: the address of the nth request. */
export type Asked = (n: number) => string;

/** Polls of five hundred workers of one pool. */
export const pollsOf =
  (url: string): Asked =>
  (n) =>
    `${url}/api/providers/policies?worker_pool=slow&worker_id=w${n % 500}`;

/**
 * Asks at a steady pace over kept connections.
 * @returns milliseconds of each answer, ascending
 * @throws when one is not answered 200
 */
export async function askSteadily(asked: Asked, token: string, perSecond: number, seconds: number): Promise<number[]> {
  const agent = new http.Agent({ keepAlive: true, maxSockets: 64 });
  const answers: Promise<number>[] = [];
  const startedAt = performance.now();
  for (let n = 0; n < perSecond * seconds; n += 1) {
    const ahead = startedAt + (n * 1_000) / perSecond - performance.now();
    if (ahead > 1) await wait(ahead);
    answers.push(askOnce(asked(n), token, agent));
  }
  const times = await Promise.all(answers);
  agent.destroy();
  return times.sort((one, other) => one - other);
}

function askOnce(url: string, token: string, agent: http.Agent): Promise<number> {
  return new Promise((resolve, reject) => {
    const from = performance.now();
    const request = http.get(url, { agent, headers: { authorization: `Bearer ${token}` } }, (response) => {
      response.resume();
      response.on('end', () => {
        if (response.statusCode === 200) resolve(performance.now() - from);
        else reject(new Error(`${url} was answered ${response.statusCode}`));
      });
    });
    request.on('error', reject);
  });
}

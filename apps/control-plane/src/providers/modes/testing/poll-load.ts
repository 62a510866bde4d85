import http from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';

/**
 * Polls at a steady pace over kept connections.
 * @returns milliseconds of each, ascending
 * @throws when one is not answered 200
 */
export async function pollSteadily(url: string, token: string, perSecond: number, seconds: number): Promise<number[]> {
  const agent = new http.Agent({ keepAlive: true, maxSockets: 64 });
  const polls: Promise<number>[] = [];
  const startedAt = performance.now();
  for (let n = 0; n < perSecond * seconds; n += 1) {
    const ahead = startedAt + (n * 1_000) / perSecond - performance.now();
    if (ahead > 1) await wait(ahead);
    polls.push(pollOnce(`${url}/api/providers/policies?worker_pool=slow&worker_id=w${n % 500}`, token, agent));
  }
  const times = await Promise.all(polls);
  agent.destroy();
  return times.sort((one, other) => one - other);
}

function pollOnce(url: string, token: string, agent: http.Agent): Promise<number> {
  return new Promise((resolve, reject) => {
    const from = performance.now();
    const request = http.get(url, { agent, headers: { authorization: `Bearer ${token}` } }, (response) => {
      response.resume();
      response.on('end', () => {
        if (response.statusCode === 200) resolve(performance.now() - from);
        else reject(new Error(`a poll was answered ${response.statusCode}`));
      });
    });
    request.on('error', reject);
  });
}

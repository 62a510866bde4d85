import '@testing-library/jest-dom';
import { notifyManager, QueryClient } from '@tanstack/react-query';
import { configure, render } from '@testing-library/react';
import { notifications } from '@mantine/notifications';
import { createBrowserRouter, RouterProvider } from 'react-router-dom';
import { Providers } from '../app/Providers';
import { routes } from '../app/router';
import { keepFleet } from '../live/fleet';
import { LiveStore } from '../live/live-store';
import { FakeStream } from './fake-stream';

// The cache tells its readers at once instead of in the next task, so that what a stream says is on the page when `tell` returns.
notifyManager.setScheduler((tell) => tell());
// A busy machine is not a failure; what is awaited mostly comes at once.
configure({ asyncUtilTimeout: 3_000 });

/** One request that the app sent. */
export interface Sent {
  /** The key of a click, where there is one. */
  readonly key?: string;
  readonly method: string;
  readonly path: string;
  /** The query, where there is one. */
  readonly search?: string;
  readonly body: unknown;
}

export type Answer = (sent: Sent) => Response | Promise<Response>;

export const json = (body: object, status = 200, headers: Record<string, string> = {}): Response =>
  new Response(JSON.stringify(body), { status, headers: { 'content-type': 'application/json', ...headers } });

/** For tests that are not about the registry: its answers are never there yet. */
const silent: Answer = () => new Promise<Response>(() => undefined);

/** Everything else: nothing is found, and what pages read beside the fleet is never there yet. */
const nothing: Answer = (sent) =>
  /^\/api\/(decisions|policies|providers|routing)\b/.test(sent.path) ? silent(sent) : json({}, 404);

const isOfRegistry = ({ path }: Sent) => /^\/api\/(servers|pool-registry|provisioning-credentials)/.test(path);

/**
 * The whole app at `path`, with a stream and a server that the test plays; `registry` answers for what Laravel keeps.
 * `sent` gathers what would change something, `read` what only reads.
 */
export function openApp(path: string, answer: Answer = nothing, registry: Answer = silent) {
  const sent: Sent[] = [];
  const read: Sent[] = [];
  FakeStream.opened.length = 0;
  notifications.clean();
  globalThis.EventSource = FakeStream as unknown as typeof EventSource; // only what the app uses of it
  globalThis.fetch = async (input, init) => {
    const request = input instanceof Request ? input : new Request(new URL(String(input), location.origin), init);
    const text = await request.text();
    const { search } = new URL(request.url);
    const key = request.headers.get('idempotency-key');
    const line: Sent = {
      method: request.method,
      path: new URL(request.url).pathname,
      ...(search !== '' && { search }),
      body: text === '' ? null : (JSON.parse(text) as unknown),
      ...(key !== null && { key }),
    };
    (line.method === 'GET' ? read : sent).push(line);
    return isOfRegistry(line) ? registry(line) : answer(line);
  };
  sessionStorage.clear();
  history.replaceState(null, '', path);
  const cache = new QueryClient({ defaultOptions: { queries: { retry: false, refetchOnWindowFocus: false } } });
  keepFleet(cache);
  const router = createBrowserRouter(routes);
  const view = render(
    <Providers cache={cache} live={new LiveStore()} nonce="">
      <RouterProvider router={router} />
    </Providers>,
  );
  return { ...view, sent, read };
}

/** The app at a page of the registry, which answers everything. */
export const openRegistry = (path: string, registry: Answer) => openApp(path, registry, registry);

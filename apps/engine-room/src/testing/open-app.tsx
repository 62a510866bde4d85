import '@testing-library/jest-dom';
import { notifyManager, QueryClient } from '@tanstack/react-query';
import { render } from '@testing-library/react';
import { notifications } from '@mantine/notifications';
import { createBrowserRouter, RouterProvider } from 'react-router-dom';
import { Providers } from '../app/Providers';
import { routes } from '../app/router';
import { keepFleet } from '../live/fleet';
import { LiveStore } from '../live/live-store';
import { FakeStream } from './fake-stream';

// The cache tells its readers at once instead of in the next task, so that what a stream says is on the page when `tell` returns.
notifyManager.setScheduler((tell) => tell());

/** One request that the app sent. */
export interface Sent {
  readonly method: string;
  readonly path: string;
  readonly body: unknown;
}

export type Answer = (sent: Sent) => Response | Promise<Response>;

export const json = (body: object, status = 200, headers: Record<string, string> = {}): Response =>
  new Response(JSON.stringify(body), { status, headers: { 'content-type': 'application/json', ...headers } });

/** The whole app at `path`, with a stream and a server that the test plays. */
export function openApp(path: string, answer: Answer = () => json({}, 404)) {
  const sent: Sent[] = [];
  FakeStream.opened.length = 0;
  notifications.clean();
  globalThis.EventSource = FakeStream as unknown as typeof EventSource; // only what the app uses of it
  globalThis.fetch = async (input, init) => {
    const request = input instanceof Request ? input : new Request(new URL(String(input), location.origin), init);
    const text = await request.text();
    const line: Sent = {
      method: request.method,
      path: new URL(request.url).pathname,
      body: text === '' ? null : (JSON.parse(text) as unknown),
    };
    sent.push(line);
    return answer(line);
  };
  history.replaceState(null, '', path);
  const cache = new QueryClient({ defaultOptions: { queries: { retry: false, refetchOnWindowFocus: false } } });
  keepFleet(cache);
  const router = createBrowserRouter(routes);
  const view = render(
    <Providers cache={cache} live={new LiveStore()} nonce="">
      <RouterProvider router={router} />
    </Providers>,
  );
  return { ...view, sent };
}

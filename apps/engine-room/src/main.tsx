import '@mantine/core/styles.css';
import '@mantine/notifications/styles.css';
import './ui/tokens.css';
import './ui/base.css';
import { QueryClient } from '@tanstack/react-query';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { RouterProvider } from 'react-router-dom';
import { Providers } from './app/Providers';
import { openRouter } from './app/router';
import { keepFleet } from './live/fleet';
import { LiveStore } from './live/live-store';

const nonce = document.querySelector<HTMLMetaElement>('meta[name="csp-nonce"]')?.content ?? '';
// The scroll lock of dialogs makes a style element of its own and asks this global for the nonce (package get-nonce).
Object.assign(globalThis, { __webpack_nonce__: nonce });

const cache = new QueryClient({ defaultOptions: { queries: { refetchOnWindowFocus: false } } });
keepFleet(cache);

const root = document.getElementById('root');
if (!root) throw new Error('index.html has no element #root');
createRoot(root).render(
  <StrictMode>
    <Providers cache={cache} live={new LiveStore()} nonce={nonce}>
      <RouterProvider router={openRouter()} />
    </Providers>
  </StrictMode>,
);

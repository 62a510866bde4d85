import { MantineProvider } from '@mantine/core';
import { Notifications } from '@mantine/notifications';
import { QueryClientProvider, type QueryClient } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { LiveContext, type LiveStore } from '../live/live-store';
import { colourSchemeManager, cssVariablesResolver, theme } from './theme';
import styles from './Providers.module.css';

interface Props {
  readonly cache: QueryClient;
  readonly live: LiveStore;
  /** The nonce of this page's answer; styles made at run time carry it. */
  readonly nonce: string;
  readonly children: ReactNode;
}

/** What does not need the router. */
export function Providers({ cache, live, nonce, children }: Props) {
  return (
    <QueryClientProvider client={cache}>
      <LiveContext value={live}>
        <MantineProvider
          theme={theme}
          cssVariablesResolver={cssVariablesResolver}
          colorSchemeManager={colourSchemeManager}
          defaultColorScheme="auto"
          getStyleNonce={() => nonce}
        >
          {children}
          <Notifications className={styles.told ?? ''} position="top-right" limit={2} />
        </MantineProvider>
      </LiveContext>
    </QueryClientProvider>
  );
}

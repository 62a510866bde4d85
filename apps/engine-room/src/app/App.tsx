import { NuqsAdapter } from 'nuqs/adapters/react-router/v7';
import { Layout } from './Layout';

/** What needs the router around it. */
export function App() {
  return (
    <NuqsAdapter>
      <Layout />
    </NuqsAdapter>
  );
}

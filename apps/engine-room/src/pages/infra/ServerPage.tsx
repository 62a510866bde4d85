import { useParams } from 'react-router-dom';
import { ServerView } from '../../features/servers/server/ServerView';
import { serverIdOf } from '../server-id';
import { NotFoundPage } from '../NotFoundPage';

/** One server: what is known of it, and what can be done to its process. */
export function ServerPage() {
  const id = serverIdOf(useParams()['serverId']);
  return id === null ? <NotFoundPage /> : <ServerView key={id} serverId={id} />;
}

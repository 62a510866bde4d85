import { useParams } from 'react-router-dom';
import { EditServer } from '../../features/servers/form/EditServer';
import { serverIdOf } from '../server-id';
import { NotFoundPage } from '../NotFoundPage';

/** What is written about a server, to be changed. */
export function EditServerPage() {
  const id = serverIdOf(useParams()['serverId']);
  return id === null ? <NotFoundPage /> : <EditServer key={id} serverId={id} />;
}

import { useParams } from 'react-router-dom';
import { VersionView } from '../../features/governance/versions/VersionView';

export function PolicyVersionPage() {
  const { version = '' } = useParams();
  return <VersionView key={version} name={version} />;
}

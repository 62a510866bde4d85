import { useParams } from 'react-router-dom';
import { RunView } from '../../features/governance/shadow/RunView';

export function ShadowRunPage() {
  const { runUuid = '' } = useParams();
  return <RunView key={runUuid} runUuid={runUuid} />;
}

import { useLocation, useNavigate, useParams } from 'react-router-dom';
import { WorkerDrawer } from '../../features/workers/WorkerDrawer';

export function WorkerPage() {
  const { workerId = '' } = useParams();
  const { search } = useLocation();
  const navigate = useNavigate();
  return (
    <>
      <title>{`${workerId} · Engine Room`}</title>
      <WorkerDrawer workerId={workerId} onClose={() => void navigate({ pathname: '/workers', search })} />
    </>
  );
}

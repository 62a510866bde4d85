import { Button } from '@mantine/core';
import { IconCircleCheck } from '@tabler/icons-react';
import type { ServerRow } from '@app/contracts';
import { Link } from 'react-router-dom';
import { serverPlace } from '../../../registry/places';
import { useVerification } from '../verification/verification';
import { VerificationPanel } from '../verification/VerificationPanel';
import { StepFrame } from './StepFrame';
import { stepPlace } from './wizard-url';
import styles from './VerifyStep.module.css';

/** Step 4: four checks, and a calm end when they pass. */
export function VerifyStep({ server }: { readonly server: ServerRow }) {
  const { data: run } = useVerification(server.id);
  const isDone = run?.result === 'pass';
  return (
    <StepFrame
      title={`Verify ${server.name}`}
      lead="Four checks, from the agent to the token. They change nothing, and no chunk is claimed."
      actions={
        !isDone && (
          <>
            <Button component={Link} to={stepPlace('install', server.id)} variant="default">
              Back to install
            </Button>
            <Button component={Link} to={serverPlace(server.id)} variant="default">
              Manage Server
            </Button>
          </>
        )
      }
    >
      {isDone && <Done server={server} />}
      <VerificationPanel serverId={server.id} />
    </StepFrame>
  );
}

function Done({ server }: { readonly server: ServerRow }) {
  const workerId = server.runtime.worker_id;
  const workerPlace = workerId === null ? '/workers' : `/workers/${encodeURIComponent(workerId)}`;
  return (
    <div className={styles.done}>
      <IconCircleCheck size={28} stroke={1.75} aria-hidden />
      <div className={styles.text}>
        <h3 className={styles.title}>{server.name} is ready</h3>
        <p>
          Its worker is heard and may claim work
          {server.pool && <> in pool {server.pool.name}</>}. There is nothing left to do here.
        </p>
        <div className={styles.links}>
          <Button component={Link} to={serverPlace(server.id)}>
            Manage Server
          </Button>
          <Button component={Link} to={workerPlace} variant="default">
            {workerId === null ? 'See the workers' : `See worker ${workerId}`}
          </Button>
          <Button component={Link} to="/provisioning?mode=create" variant="subtle">
            Add another server
          </Button>
        </div>
      </div>
    </div>
  );
}

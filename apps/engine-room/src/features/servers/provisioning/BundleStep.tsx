import { Button } from '@mantine/core';
import type { ServerRow } from '@app/contracts';
import { Link } from 'react-router-dom';
import { Refusal } from '../../../registry/Refusal';
import { BundleState } from './BundleState';
import { useBundle, useCreateBundle } from './bundle';
import { StepFrame } from './StepFrame';
import { stepPlace } from './wizard-url';
import { Loading } from '../../../ui/Loading';

/** Step 2: a bundle, which lives for a while and carries what the host needs. */
export function BundleStep({ server }: { readonly server: ServerRow }) {
  const latest = useBundle(server.id);
  const create = useCreateBundle(server.id);
  const bundle = latest.data;
  const isLive = bundle != null && !bundle.is_expired;
  return (
    <StepFrame
      title={`A bundle for ${server.name}`}
      lead="It holds the installer and a token for this server. Its link works for whoever has it, until it expires."
      actions={
        isLive && (
          <Button component={Link} to={stepPlace('install', server.id)}>
            Continue to install
          </Button>
        )
      }
    >
      {bundle === undefined && !latest.error && <Loading height={96} label="Reading the bundle" />}
      <Refusal error={latest.error} />
      {bundle !== undefined && (
        <BundleState
          bundle={bundle}
          readAt={latest.dataUpdatedAt}
          isMaking={create.isPending}
          onMake={() => create.mutate()}
        />
      )}
      <Refusal error={create.error} />
    </StepFrame>
  );
}

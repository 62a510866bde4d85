import type { PolicyVersion } from '@app/contracts';
import { versionLook } from '../../../governance/looks';
import { StatusBadge } from '../../../ui/StatusBadge';

/** What a version is to the fleet. */
export function VersionState({ version }: { readonly version: PolicyVersion }) {
  return <StatusBadge {...versionLook(version)} />;
}

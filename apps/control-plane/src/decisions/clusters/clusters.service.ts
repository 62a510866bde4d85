import { Injectable } from '@nestjs/common';
import type { DraftedRule, LaravelTrace, Provider, RegistrySource, ReplyCluster } from '@app/contracts';
import { BUILT_IN_POLICY } from '@app/smtp-policy';
import { LaravelClient } from '@app/laravel-client';
import { Failure } from '../../common/failure.js';
import { KnownPolicies, type KnownPolicy } from '../explain/known-policies.js';
import { RecentTraces } from '../recent-traces.js';
import { cautionsOf } from './draft-cautions.js';
import { measuredEffect } from './draft-effect.js';
import { draftRule, ruleIdsIn, withDraft } from './draft-payload.js';
import { type Clustering, replyClusters } from './reply-clusters.js';

interface Recent {
  readonly traces: readonly LaravelTrace[];
  readonly source: RegistrySource;
}

interface Looked extends Clustering {
  /** At how many traces. */
  readonly looked: number;
}

export interface ListedClusters extends Clustering {
  readonly source: RegistrySource;
  readonly traces: number;
  /** How many there are, also beyond the limit. */
  readonly total: number;
}

/** Replies that leave addresses open, and what a rule could make of them. Reads only. */
@Injectable()
export class ClustersService {
  private readonly found = new WeakMap<readonly LaravelTrace[], Map<Provider | null, Looked>>();

  constructor(
    private readonly recent: RecentTraces,
    private readonly policies: KnownPolicies,
    private readonly client: LaravelClient,
  ) {}

  /**
   * Clusters over the recent traces, largest first.
   * @param provider null: of all
   * @throws Failure laravel_not_configured; laravel_unavailable while no trace was ever read
   */
  list(provider: Provider | null, limit: number): ListedClusters {
    const { traces, source } = this.traces();
    const { clusters, looked, resolved, unresolved } = this.clusteringOf(traces, provider);
    return { clusters: clusters.slice(0, limit), resolved, unresolved, total: clusters.length, source, traces: looked };
  }

  /**
   * The narrowest rule for a cluster, tried in a copy of what is active. Nothing is changed.
   * @throws Failure not_found, policy_invalid when no rule should decide it, laravel_*
   */
  async draft(clusterId: string, requestId: string): Promise<DraftedRule> {
    const { traces } = this.traces();
    const cluster = this.clusteringOf(traces, null).clusters.find(({ id }) => id === clusterId);
    if (cluster === undefined) {
      throw new Failure('not_found', 'No recent trace belongs to this cluster any more');
    }
    refuseAccepting(cluster);
    const active = await this.active(requestId);
    const base = active?.policy ?? BUILT_IN_POLICY;
    const draft = draftRule(cluster, ruleIdsIn(base));
    const drafted = withDraft(active === null ? null : JSON.parse(active.payload.text), draft);
    const { byVersion: inForce, isComplete } = await this.policies.inForce(traces, requestId);
    const policies = { base, drafted: drafted.policy };
    const measured = await measuredEffect(traces, clusterId, draft, policies, { inForce, isComplete });
    const { provider, enhanced_code, smtp_code, host_pattern } = cluster;
    return {
      cluster: { provider, enhanced_code, smtp_code, host_pattern },
      profile: draft.profile,
      list: draft.list,
      rule: draft.rule,
      base_version: active === null ? null : this.policies.stableVersion,
      effect: measured.effect,
      cautions: cautionsOf(cluster, draft, drafted, measured),
    };
  }

  /** The list of traces is another one after each round, so what was found in it holds as long as it is. */
  private clusteringOf(traces: readonly LaravelTrace[], provider: Provider | null): Looked {
    const known = this.found.get(traces) ?? new Map<Provider | null, Looked>();
    this.found.set(traces, known);
    const before = known.get(provider);
    if (before !== undefined) return before;
    const asked = provider === null ? traces : traces.filter((trace) => trace.provider === provider);
    const clustering = { ...replyClusters(asked), looked: asked.length };
    known.set(provider, clustering);
    return clustering;
  }

  private traces(): Recent {
    const { traces, source, problem } = this.recent.copy();
    if (source !== null) return { traces, source };
    const code = this.client.isConfigured ? 'laravel_unavailable' : 'laravel_not_configured';
    throw new Failure(code, problem ?? 'No decision trace was read yet', { retryAfterSeconds: 5 });
  }

  /** Null: nothing is active, so workers have what is built into them. */
  private async active(requestId: string): Promise<KnownPolicy | null> {
    const version = this.policies.stableVersion;
    if (version === null) return null;
    const known = await this.policies.find(version, requestId);
    if (known !== null) return known;
    throw new Failure('not_found', `There is no payload of the active version ${version} to try the rule in`);
  }
}

/** A rule for a 2xx would judge every address that a server accepts. */
function refuseAccepting({ smtp_code: code }: ReplyCluster): void {
  if (code === null || code >= 300) return;
  const message = `A ${code} accepts. Where everybody is accepted, no rule can tell the addresses apart.`;
  throw new Failure('policy_invalid', message);
}

import { Module } from '@nestjs/common';
import { PolicyCoreModule } from '../policies/policy-core.module.js';
import { ClustersController } from './clusters/clusters.controller.js';
import { ClustersService } from './clusters/clusters.service.js';
import { DecisionsController } from './decisions.controller.js';
import { DecisionExplainer } from './explain/decision-explainer.js';
import { KnownPolicies } from './explain/known-policies.js';
import { RecentTracesModule } from './recent/recent-traces.module.js';
import { DecisionTracesService } from './traces/decision-traces.service.js';

@Module({
  imports: [RecentTracesModule, PolicyCoreModule],
  // Clusters first: the other's routes take any word for the id of a trace.
  controllers: [ClustersController, DecisionsController],
  providers: [DecisionTracesService, KnownPolicies, DecisionExplainer, ClustersService],
  exports: [RecentTracesModule],
})
export class DecisionsModule {}

import { type DynamicModule, Module } from '@nestjs/common';
import { Registry } from 'prom-client';
import { EventsModule } from '../events/events.module.js';
import { OverviewModule } from '../overview/overview.module.js';
import { RolloutModule } from '../policies/rollout/rollout.module.js';
import { WorkersModule } from '../workers/workers.module.js';
import { HeartbeatMetrics } from './heartbeat-metrics.js';
import { HttpMetrics } from './http-metrics.js';
import { LaravelMetrics } from './laravel-metrics.js';
import { Scraper } from './scraper.js';

/** Who fills a registry. */
@Module({})
export class MetricSourcesModule {
  static of(registry: Registry): DynamicModule {
    return {
      module: MetricSourcesModule,
      imports: [OverviewModule, WorkersModule, EventsModule, RolloutModule],
      providers: [{ provide: Registry, useValue: registry }, HeartbeatMetrics, HttpMetrics, LaravelMetrics, Scraper],
      exports: [Scraper],
    };
  }
}

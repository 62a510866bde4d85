import { type DynamicModule, Module } from '@nestjs/common';
import { PrometheusModule } from '@willsoto/nestjs-prometheus';
import { Registry } from 'prom-client';
import { MetricSourcesModule } from './metric-sources.module.js';
import { MetricsController } from './metrics.controller.js';

/** Metrics for Prometheus. Each application has a registry of its own, so that two in one process do not mix. */
@Module({})
export class MetricsModule {
  static of(): DynamicModule {
    const registry = new Registry();
    const prometheus = PrometheusModule.register({
      controller: MetricsController,
      defaultMetrics: { enabled: true, config: { register: registry } },
    });
    return {
      module: MetricsModule,
      imports: [{ ...prometheus, imports: [MetricSourcesModule.of(registry)] }],
    };
  }
}

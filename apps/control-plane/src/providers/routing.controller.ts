import { Controller, Get } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Clock } from '@app/service';
import { RequireScope } from '../auth/require-scope.js';
import { PoolsService } from '../pools/pools.service.js';
import { FleetReader } from '../workers/fleet-reader.js';
import { routingQuality } from './routing-quality.js';
import { RoutingQualityAnswer } from './routing.dto.js';

/** How well chunks find their workers: one object under three names (contract, section 1.7). */
@ApiTags('providers')
@Controller('api')
export class RoutingController {
  constructor(
    private readonly reader: FleetReader,
    private readonly pools: PoolsService,
    private readonly clock: Clock,
  ) {}

  @Get('providers/routing/quality')
  @RequireScope('viewer')
  quality(): RoutingQualityAnswer {
    const now = this.clock.now();
    const workers = this.reader.facts(now);
    return { data: routingQuality(workers, this.pools.rows(workers, now)) };
  }

  @Get('probe-routing/effectiveness')
  @RequireScope('viewer')
  probeRouting(): RoutingQualityAnswer {
    return this.quality();
  }

  @Get('routing/effectiveness')
  @RequireScope('viewer')
  routing(): RoutingQualityAnswer {
    return this.quality();
  }
}

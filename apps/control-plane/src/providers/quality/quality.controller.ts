import { Controller, Get, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { RequireScope } from '../../auth/require-scope.js';
import { FiguresQuery } from '../providers.dto.js';
import { ProvidersService } from '../providers.service.js';
import {
  ProviderCalibrationListAnswer,
  ProviderDriftListAnswer,
  ProviderQualityListAnswer,
  RetryEffectivenessAnswer,
} from './quality.dto.js';
import { QualityService } from './quality.service.js';

/** How well each provider's addresses are decided (contract, section 1.7); what cannot be measured is null. */
@ApiTags('providers')
@Controller('api/providers')
export class QualityController {
  constructor(
    private readonly quality: QualityService,
    private readonly providers: ProvidersService,
  ) {}

  @Get('quality')
  @RequireScope('viewer')
  list(@Query() { window_seconds: seconds }: FiguresQuery): ProviderQualityListAnswer {
    return { data: this.quality.quality(seconds * 1_000), meta: this.quality.meta(seconds * 1_000) };
  }

  /** How the figures moved against what was measured before the window. */
  @Get('quality/drift')
  @RequireScope('viewer')
  drift(@Query() { window_seconds: seconds }: FiguresQuery): ProviderDriftListAnswer {
    return { data: this.quality.drift(seconds * 1_000), meta: this.quality.meta(seconds * 1_000) };
  }

  /** What trying again is good for. */
  @Get('retry-effectiveness')
  @RequireScope('viewer')
  retryEffectiveness(@Query() { window_seconds: seconds }: FiguresQuery): RetryEffectivenessAnswer {
    const retries = this.providers.retryCounters();
    return {
      data: this.quality.quality(seconds * 1_000),
      meta: { ...this.quality.meta(seconds * 1_000), retries },
    };
  }

  @Get('accuracy/calibration')
  @RequireScope('viewer')
  calibration(@Query() { window_seconds: seconds }: FiguresQuery): ProviderCalibrationListAnswer {
    return { data: this.quality.calibration(seconds * 1_000), meta: this.quality.meta(seconds * 1_000) };
  }
}

import { Controller, Get, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { RequireScope } from '../auth/require-scope.js';
import { MODE_SEMANTICS } from './modes/mode-semantics.js';
import {
  FiguresQuery,
  ModeSemanticsAnswer,
  ProviderHealthAnswer,
  UnknownReasonsAnswer,
  UnknownTagsAnswer,
} from './providers.dto.js';
import { ProvidersService } from './providers.service.js';
import { QualityService } from './quality/quality.service.js';

/** Mail providers (contract, section 1.7). */
@ApiTags('providers')
@Controller('api/providers')
export class ProvidersController {
  constructor(
    private readonly providers: ProvidersService,
    private readonly quality: QualityService,
  ) {}

  @Get('health')
  @RequireScope('viewer')
  health(@Query() { window_seconds: seconds }: FiguresQuery): ProviderHealthAnswer {
    return { data: this.providers.health(seconds * 1_000), meta: this.quality.meta(seconds * 1_000) };
  }

  /** Why addresses remained unknown, as live workers count it since their start; at most 100. */
  @Get('unknown/clusters')
  @RequireScope('viewer')
  unknownClusters(): UnknownTagsAnswer {
    return { data: this.providers.unknownTags() };
  }

  @Get('unknown/reasons')
  @RequireScope('viewer')
  unknownReasons(): UnknownReasonsAnswer {
    return { data: this.providers.unknownReasons() };
  }

  @Get('modes/semantics')
  @RequireScope('viewer')
  modeSemantics(): ModeSemanticsAnswer {
    return { data: MODE_SEMANTICS };
  }
}

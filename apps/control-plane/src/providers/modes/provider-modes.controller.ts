import { Body, Controller, Delete, Get, HttpCode, Param, Post, Req } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Provider } from '@app/contracts';
import { Clock } from '@app/service';
import type { Request } from 'express';
import { Actor, RequireScope } from '../../auth/require-scope.js';
import { requestIdOf } from '../../common/request-id.js';
import { wireTimeOrNull } from '../../common/wire-time.js';
import { countingMode } from './mode-precedence.js';
import { type ModeRecord, wishOf } from './mode-record.js';
import { PolicyReloadsService } from './policy-reloads.service.js';
import { ProviderModePages } from './provider-mode-pages.js';
import {
  LiftModeBody,
  ModeResultAnswer,
  ProviderModesAnswer,
  ProviderPath,
  ReloadAnswer,
  ReloadBody,
  SetModeBody,
} from './provider-modes.dto.js';
import { ProviderModesService } from './provider-modes.service.js';

/** What is decided about mail providers (contract, section 1.7). */
@ApiTags('providers')
@Controller('api/providers')
export class ProviderModesController {
  constructor(
    private readonly modes: ProviderModesService,
    private readonly pages: ProviderModePages,
    private readonly reloads: PolicyReloadsService,
    private readonly clock: Clock,
  ) {}

  @Get('modes')
  @RequireScope('viewer')
  list(): ProviderModesAnswer {
    return { data: this.pages.list() as ProviderModesAnswer['data'] };
  }

  /** Sets a provider's mode by hand, for all pools. */
  @Post(':provider/mode')
  @HttpCode(200)
  @RequireScope('operator')
  async set(
    @Param() { provider }: ProviderPath,
    @Actor() actor: string,
    @Body() body: SetModeBody,
    @Req() request: Request,
  ): Promise<ModeResultAnswer> {
    const { mode, reason = '', expires_in_seconds: seconds } = body;
    const forMs = seconds === undefined ? null : seconds * 1_000;
    const wish = { mode, forMs, actor, reason, requestId: requestIdOf(request) };
    return this.result(provider, await this.modes.setManually(provider, wish));
  }

  /** Back to automatic. */
  @Delete(':provider/mode')
  @RequireScope('operator')
  async lift(
    @Param() { provider }: ProviderPath,
    @Actor() actor: string,
    @Body() body: LiftModeBody,
    @Req() request: Request,
  ): Promise<ModeResultAnswer> {
    const who = { actor, reason: body.reason ?? '', requestId: requestIdOf(request) };
    return this.result(provider, await this.modes.liftManual(provider, who));
  }

  /** Workers fetch their policies again: at their next beat if they read `policy_reload`, else at their next poll. */
  @Post('policies/reload')
  @HttpCode(200)
  @RequireScope('operator')
  async reload(
    @Actor() actor: string,
    @Body() { reason = '' }: ReloadBody,
    @Req() request: Request,
  ): Promise<ReloadAnswer> {
    const { at, revision } = await this.reloads.reload({ actor, reason, requestId: requestIdOf(request) });
    return { data: { last_reload_at: at, reload_count: revision } };
  }

  private result(provider: Provider, record: ModeRecord): ModeResultAnswer {
    const now = this.clock.now();
    const { mode, source, decidedAt } = countingMode(record, null, now);
    const expiresAt = source === 'default' || source === 'pool_profile' ? null : wishOf(record, source, now)?.expiresAt;
    return {
      data: {
        provider,
        mode,
        source,
        updated_at: wireTimeOrNull(decidedAt),
        expires_at: wireTimeOrNull(expiresAt ?? null),
        revision: record.revision,
      },
    };
  }
}

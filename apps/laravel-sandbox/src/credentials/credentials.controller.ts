import type { LaravelCredentials } from '@app/contracts';
import { Controller, Get, HttpCode, Post, Put } from '@nestjs/common';
import { InternalApi, RequestInput, type Trigger, TriggeredBy } from '../http/api.decorators.js';
import type { Input } from '../http/input.js';
import { CredentialsService } from './credentials.service.js';

/** Endpoints 9 to 11 of contract 2. */
@Controller('api/internal/provisioning-credentials')
@InternalApi()
export class CredentialsController {
  constructor(private readonly credentials: CredentialsService) {}

  @Get()
  async show(): Promise<{ data: LaravelCredentials }> {
    return { data: await this.credentials.show() };
  }

  @Put()
  async update(@RequestInput() input: Input, @TriggeredBy() trigger: Trigger): Promise<{ data: LaravelCredentials }> {
    return { data: await this.credentials.update(input, trigger) };
  }

  @Post('reveal')
  @HttpCode(200)
  async reveal(@TriggeredBy() trigger: Trigger): Promise<{ data: { readonly ghcr_token: string } }> {
    return { data: await this.credentials.reveal(trigger) };
  }
}

import type { LaravelCommand } from '@app/contracts';
import { Controller, Get, HttpCode, Post } from '@nestjs/common';
import type { CommandRow, EngineServerRow } from '../database/rows.js';
import { InternalApi, RequestInput, type Trigger, TriggeredBy } from '../http/api.decorators.js';
import type { Input } from '../http/input.js';
import { Binds, Bound } from '../http/route-model.js';
import { SERVER } from '../servers/server-model.js';
import { COMMAND } from './command-model.js';
import { CommandsService } from './commands.service.js';

/** Endpoints 7 and 8 of contract 2. */
@Controller('api/internal/engine-servers/:server/commands')
@InternalApi()
export class CommandsController {
  constructor(private readonly commands: CommandsService) {}

  /** 200 also when the command failed. */
  @Post()
  @HttpCode(200)
  @Binds(SERVER)
  async execute(
    @Bound('server') server: EngineServerRow,
    @RequestInput() input: Input,
    @TriggeredBy() trigger: Trigger,
  ): Promise<{ data: LaravelCommand }> {
    return { data: await this.commands.execute(server, input, trigger) };
  }

  @Get(':command')
  @Binds(SERVER, COMMAND)
  read(@Bound('server') server: EngineServerRow, @Bound('command') command: CommandRow): { data: LaravelCommand } {
    return { data: this.commands.read(server, command) };
  }
}

import { Module } from '@nestjs/common';
import { AgentClient } from './agent-client.js';
import { CommandsController } from './commands.controller.js';
import { CommandsService } from './commands.service.js';

@Module({ controllers: [CommandsController], providers: [AgentClient, CommandsService], exports: [CommandsService] })
export class CommandsModule {}

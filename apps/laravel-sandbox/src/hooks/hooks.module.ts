import { Module } from '@nestjs/common';
import { BundlesModule } from '../bundles/bundles.module.js';
import { CommandsModule } from '../commands/commands.module.js';
import { HooksController } from './hooks.controller.js';
import { HooksService } from './hooks.service.js';

@Module({ imports: [BundlesModule, CommandsModule], controllers: [HooksController], providers: [HooksService] })
export class HooksModule {}

import { Module } from '@nestjs/common';
import { BundlesModule } from '../bundles/bundles.module.js';
import { ServersController } from './servers.controller.js';
import { ServersService } from './servers.service.js';
import { ServersStore } from './servers.store.js';

@Module({ imports: [BundlesModule], controllers: [ServersController], providers: [ServersService, ServersStore] })
export class ServersModule {}

import { Module } from '@nestjs/common';
import { BundleFiles } from './bundle-files.js';
import { BundlesController } from './bundles.controller.js';
import { BundlesService } from './bundles.service.js';
import { DownloadsController } from './downloads.controller.js';
import { DownloadsService } from './downloads.service.js';
import { HourlyPrune } from './hourly-prune.js';

@Module({
  controllers: [BundlesController, DownloadsController],
  providers: [BundleFiles, BundlesService, DownloadsService, HourlyPrune],
  exports: [BundleFiles, BundlesService],
})
export class BundlesModule {}

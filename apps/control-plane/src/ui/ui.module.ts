import { type DynamicModule, Module } from '@nestjs/common';
import { BuiltApp, builtAppDirectory } from './built-app.js';
import { UiController } from './ui.controller.js';

/** The app at `/verifier-engine-room`. Its routes take what others leave, so it is imported last. */
@Module({ controllers: [UiController] })
export class UiModule {
  /** @param directory of the built app; by default where `npm run build` puts it */
  static of(directory = builtAppDirectory()): DynamicModule {
    return { module: UiModule, providers: [{ provide: BuiltApp, useFactory: () => new BuiltApp(directory) }] };
  }
}

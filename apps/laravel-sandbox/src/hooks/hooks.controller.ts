import type { LaravelCommand } from '@app/contracts';
import { Controller, Get, HttpCode, Post } from '@nestjs/common';
import { BundlesService } from '../bundles/bundles.service.js';
import { commandRecord } from '../commands/command-record.js';
import { CommandsService } from '../commands/commands.service.js';
import { Database } from '../database/database.js';
import type { EngineServerRow } from '../database/rows.js';
import { RequestInput, SandboxHooks } from '../http/api.decorators.js';
import type { Input } from '../http/input.js';
import { Binds, Bound } from '../http/route-model.js';
import { SERVER } from '../servers/server-model.js';
import { TokensService } from '../tokens/tokens.service.js';
import { type AuditRow, HooksService } from './hooks.service.js';

type CommandWithResponse = LaravelCommand & { readonly agent_response: unknown };

/** What demonstrations and tests do that the real application offers no route for. Behind the internal token. */
@Controller('sandbox')
@SandboxHooks()
export class HooksController {
  constructor(
    private readonly bundles: BundlesService,
    private readonly commands: CommandsService,
    private readonly database: Database,
    private readonly hooks: HooksService,
    private readonly tokens: TokensService,
  ) {}

  /** Ends the server's live bundle now, as a newer one would. */
  @Post('servers/:server/expire-bundle')
  @HttpCode(200)
  @Binds(SERVER)
  async expireBundle(@Bound('server') server: EngineServerRow): Promise<{ data: { expired: number } }> {
    return { data: { expired: await this.bundles.expire(this.database.connection, server.id) } };
  }

  /** Deletes the tokens of the server's bundles: the only way to revoke them (contract 5.2). */
  @Post('servers/:server/revoke-tokens')
  @HttpCode(200)
  @Binds(SERVER)
  async revokeTokens(@Bound('server') server: EngineServerRow): Promise<{ data: { revoked: number } }> {
    return { data: { revoked: await this.tokens.deleteNamed(`engine-server:${server.id}`) } };
  }

  /** All commands of the server with the agent's responses, the oldest first. */
  @Get('servers/:server/commands')
  @Binds(SERVER)
  async listCommands(@Bound('server') server: EngineServerRow): Promise<{ data: readonly CommandWithResponse[] }> {
    const rows = await this.commands.all(server);
    return { data: rows.map((row) => ({ ...commandRecord(row), agent_response: row.agentResponse })) };
  }

  /** Does at once what is done every hour. */
  @Post('bundles/prune')
  @HttpCode(200)
  async prune(): Promise<{ data: { pruned: number } }> {
    return { data: { pruned: await this.bundles.prune() } };
  }

  /** `{domain, is_active?}`: an identity domain, which only the real application's own pages can add. */
  @Post('verifier-domains')
  async addDomain(@RequestInput() input: Input): Promise<{ data: { id: number; domain: string } }> {
    return { data: await this.hooks.addDomain(input) };
  }

  /** `{role?}`: a token of a user with that role, or with none, to be refused with. */
  @Post('tokens')
  async addToken(@RequestInput() input: Input): Promise<{ data: { token: string } }> {
    return { data: { token: await this.hooks.addToken(input) } };
  }

  /** The newest 200 audit rows, the newest first. */
  @Get('audit-logs')
  async auditLogs(): Promise<{ data: readonly AuditRow[] }> {
    return { data: await this.hooks.auditRows() };
  }
}

import { Injectable } from '@nestjs/common';
import { eq } from 'drizzle-orm';
import { Clock } from '@app/service';
import { offsetTime } from '../common/laravel-time.js';
import { Database } from '../database/database.js';
import { smtpPolicySuggestions } from '../database/schema/index.js';

export const REVIEWS = ['approved', 'rejected', 'needs_changes'] as const;
export type Review = (typeof REVIEWS)[number];

/** Suggested changes of policies, and what was said of them (contract 7.5). */
@Injectable()
export class SuggestionsService {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** @returns what the answer says; null when there is no such suggestion */
  async review(id: number, status: Review, reviewNotes: unknown, reviewedBy: number | null): Promise<object | null> {
    const reviewedAt = this.clock.now();
    const [suggestion] = await this.database.connection
      .update(smtpPolicySuggestions)
      .set({ status, reviewNotes, reviewedBy, reviewedAt, updatedAt: reviewedAt })
      .where(eq(smtpPolicySuggestions.id, id))
      .returning();
    if (suggestion === undefined) return null;
    return {
      suggestion_id: suggestion.id,
      provider: suggestion.provider,
      status: suggestion.status,
      reviewed_at: offsetTime(reviewedAt),
      reviewed_by: suggestion.reviewedBy,
    };
  }
}

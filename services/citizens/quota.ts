import { Refusal, rule } from '#platform/errors.ts';

/** How many citizens one person may look up in an hour. */
export const lookUpsPerHour = 30;

export const quotaSpent = rule('citizens.quota', 429, {
  da: `Du kan slå ${lookUpsPerHour} borgere op i timen. Vent, til der igen er plads.`,
  en: `You can look up ${lookUpsPerHour} citizens an hour. Wait until there is room again.`,
});

/** The refusal of one look-up too many, with the seconds until the next one is possible. */
export function spentFor(seconds: number): Refusal {
  return new Refusal(quotaSpent, {
    members: {
      rateLimit: { limit: lookUpsPerHour, windowSeconds: 3600, remaining: 0, resetSeconds: seconds },
    },
  });
}

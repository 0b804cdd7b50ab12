/** An identity provider that may speak for one authority, and only for its CVR number. */
export type TrustedIssuer = { issuer: string; cvr: string; jwksUri: string; authorityId: string };

const KEPT_FOR = 10_000;

/**
 * The trusted issuers by name, asked for anew every ten seconds. When asking fails the list known is
 * used on; when none is known the failure goes through to the caller (the database is away: 503).
 */
export function keepIssuers(ask: () => Promise<readonly TrustedIssuer[]>, now: () => number) {
  let known: ReadonlyMap<string, TrustedIssuer> | undefined;
  let askedAt = -Infinity;
  let underWay: Promise<ReadonlyMap<string, TrustedIssuer>> | undefined;

  async function refresh(): Promise<ReadonlyMap<string, TrustedIssuer>> {
    try {
      known = new Map((await ask()).map((issuer) => [issuer.issuer, issuer]));
      askedAt = now();
      return known;
    } catch (failure) {
      if (known === undefined) throw failure;
      askedAt = now();
      return known;
    } finally {
      underWay = undefined;
    }
  }

  return function trustedIssuers():
    ReadonlyMap<string, TrustedIssuer> | Promise<ReadonlyMap<string, TrustedIssuer>> {
    if (known !== undefined && now() - askedAt < KEPT_FOR) return known;
    underWay ??= refresh();
    return underWay;
  };
}

import type { Rule } from '#platform/errors.ts';
import { Refusal } from '#platform/errors.ts';
import { assuranceTooLow, issuerAway, otherAuthority, signInAgain } from './rules.ts';

/** Why a sign-in was refused, for the trail only. */
export type Reason =
  /** This browser has no sign-in under way, or none any more. */
  | 'not_begun'
  | 'state'
  /** The issuer itself said no. */
  | 'denied'
  /** The answer is not one that this issuer would give to this sign-in. */
  | 'answer'
  /** The issuer did not take the code: used before, run out, or another's. */
  | 'code'
  | 'id_token'
  | 'authority'
  | 'assurance'
  | 'issuer_away';

const rules: Partial<Record<Reason, Rule>> = {
  authority: otherAuthority,
  assurance: assuranceTooLow,
  issuer_away: issuerAway,
};

/** A sign-in that was refused; carries nothing of what the issuer sent. */
export class SignInRefused extends Refusal {
  readonly reason: Reason;

  constructor(reason: Reason) {
    super(rules[reason] ?? signInAgain, { contact: 'administrator' });
    this.reason = reason;
  }
}

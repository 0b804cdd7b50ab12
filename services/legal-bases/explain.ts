import type { DecisionKind, DisclosureForm, Purpose } from '#platform/codes.ts';
import type { Text } from '#platform/errors.ts';
import type { Decision } from './decide.ts';
import { helperOf } from './deny.ts';
import { purposeWords } from './rules/refusal.ts';

/** What a decision was about, with the names that people know the agencies by. */
export type About = {
  readonly kind: DecisionKind;
  readonly contributor: string;
  readonly recipient: string | null;
  readonly purpose: Purpose;
  readonly wished: DisclosureForm;
};

const tried = {
  attachment: ['D1', 'D3', 'D4', 'D6', 'D7', 'D8'],
  disclosure: ['D1', 'D2', 'D3', 'D4', 'D5', 'D6', 'D7', 'D8'],
} as const;

const deciders = {
  liaison: {
    da: 'Kontaktpersonen i den myndighed, som oplysningen kommer fra. Ingen anden kan gøre det for den.',
    en: 'The liaison of the agency that the finding comes from. Nobody else can do it for them.',
  },
  approver: {
    da: 'En godkender i den myndighed, som oplysningen kommer fra, og som ikke selv har skrevet den.',
    en: 'An approver of the agency that the finding comes from, who did not write it.',
  },
  chair: {
    da: 'Mødelederen, som afgør, hvem der deltager i gennemgangen.',
    en: 'The chair, who decides who takes part in the review.',
  },
  administrator: {
    da: 'Administratoren, som retter, hvem der deltager i enhedens samarbejde.',
    en: 'The administrator, who corrects who takes part in the co-operation of the unit.',
  },
  legal_officer: {
    da: 'Juristerne i den myndighed, som oplysningen kommer fra: én skriver hjemlen, en anden godkender den.',
    en: 'The legal officers of the agency that the finding comes from: one drafts the legal basis, another approves it.',
  },
} as const satisfies Record<string, Text>;

const ofAgreement: Readonly<Record<string, Text>> = {
  agreement_lapsed_giver: {
    da: 'Administratoren i den myndighed, som oplysningen kommer fra, skriver en ny deltagelsesaftale; en anden person i myndigheden bekræfter den.',
    en: 'The administrator of the agency that the finding comes from drafts a new participation agreement; a second person of the authority confirms it.',
  },
  agreement_lapsed_recipient: {
    da: 'Modtagerens egen myndighed: dens administrator skriver en ny deltagelsesaftale, og en anden person dér bekræfter den.',
    en: 'The recipient’s own authority: its administrator drafts a new participation agreement, and a second person there confirms it.',
  },
};

/**
 * Why the answer is what it is, for people: the rules behind it (those broken, or all that were tried), the provision, one plain
 * sentence, who decides, and what would change it.
 */
export function explanationOf(decision: Decision, about: About) {
  const { outcome, refusals, basis } = decision;
  const [first] = refusals.toSorted((a, b) => (a.rule < b.rule ? -1 : Number(a.rule > b.rule)));
  const role = first ? helperOf(first) : 'liaison';
  return {
    rules: first ? [...new Set(refusals.map(({ rule }) => rule))] : [...tried[about.kind]],
    provision: first?.provision ?? basis?.citation ?? null,
    sentence: sentenceOf(decision, about, first),
    whoDecides: { role, ...deciderOf(role, first?.code) },
    wouldChange: outcome === 'deny' ? mendsOf(decision) : [changeOf(decision, about)],
  };
}

const deciderOf = (role: string, code = ''): Text =>
  ofAgreement[code] ?? (isDecider(role) ? deciders[role] : deciders.legal_officer);
const isDecider = (role: string): role is keyof typeof deciders => Object.hasOwn(deciders, role);

const mendsOf = ({ refusals }: Decision): Text[] => [
  ...new Map(refusals.map(({ mend }) => [mend.da, mend])).values(),
];

function sentenceOf({ outcome, basis }: Decision, about: About, first: Text | undefined): Text {
  const { contributor, recipient } = about;
  if (first)
    return recipient === null
      ? {
          da: `${contributor} kan ikke tilføje oplysningen. ${first.da}`,
          en: `${contributor} cannot attach the finding. ${first.en}`,
        }
      : {
          da: `${contributor} må ikke give ${recipient} oplysningen. ${first.da}`,
          en: `${contributor} may not give ${recipient} the finding. ${first.en}`,
        };
  const purpose = purposeWords[about.purpose];
  const under = {
    da: `til ${purpose.da} efter ${basis?.citation}, version ${basis?.version}.`,
    en: `for ${purpose.en} under ${basis?.citation}, version ${basis?.version}.`,
  };
  if (recipient === null)
    return {
      da: `${contributor} må tilføje oplysningen ${under.da}`,
      en: `${contributor} may attach the finding ${under.en}`,
    };
  if (outcome === 'allow_fact_only')
    return {
      da: `${contributor} må give ${recipient} at vide, at der findes en relevant oplysning, og ikke andet, ${under.da}`,
      en: `${contributor} may tell ${recipient} that a relevant finding exists, and nothing else, ${under.en}`,
    };
  return {
    da: `${contributor} må give ${recipient} oplysningen ${under.da}`,
    en: `${contributor} may give ${recipient} the finding ${under.en}`,
  };
}

function changeOf({ outcome }: Decision, { wished }: About): Text {
  if (outcome === 'allow_full')
    return {
      da: 'At hjemlen ændres eller udgår, at oplysningen rettes eller trækkes tilbage, eller at formålet bliver et andet.',
      en: 'The legal basis being changed or retired, the finding being corrected or withdrawn, or another purpose.',
    };
  return wished === 'fact_only'
    ? {
        da: 'At myndigheden vælger at give hele oplysningen, og har hjemmel til det.',
        en: 'The agency choosing to give the whole finding, and having a legal basis for it.',
      }
    : {
        da: 'En hjemmel, der bærer hele oplysningen for denne type oplysninger.',
        en: 'A legal basis that carries the whole finding for this class of data.',
      };
}

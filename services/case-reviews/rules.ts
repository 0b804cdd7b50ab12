import { rule } from '#platform/errors.ts';

const jointControllers = 'Databeskyttelsesforordningen art. 26';

export const nominationRules = {
  alreadyOpen: rule('review.already-open', 409, {
    da: 'Borgeren er allerede under gennemgang med jeres myndighed. Fortsæt på den sag.',
    en: 'The citizen is already under review with your agency. Continue on that review.',
  }),
  municipalityUnknown: rule('municipality.unknown', 422, {
    da: 'Kommunekoden findes ikke.',
    en: 'There is no municipality with this code.',
  }),
  agreementLapsed: rule(
    'nomination.agreement',
    422,
    {
      da: 'Jeres myndighed har ingen deltagelsesaftale i kraft i enheden i dag, og derfor kan I ikke indstille. Bed jeres administrator om en ny aftale.',
      en: 'Your agency has no participation agreement in force in the unit today, and so you cannot nominate. Ask your administrator for a new agreement.',
    },
    jointControllers,
  ),
};

export const questionRules = {
  notInUnit: rule('agency.not-in-unit', 422, {
    da: 'En af myndighederne deltager ikke i enheden i dag.',
    en: 'One of the agencies does not take part in the unit today.',
  }),
  agreementLapsed: rule(
    'question.agreement',
    422,
    {
      da: 'Myndigheden har ingen deltagelsesaftale i kraft i enheden i dag, og derfor kan den ikke få at vide, at borgeren er under gennemgang. Vent, til den har en ny aftale.',
      en: 'The agency has no participation agreement in force in the unit today, and so it cannot be told that the citizen is under review. Wait until it has a new agreement.',
    },
    jointControllers,
  ),
  nominatorLapsed: rule(
    'question.nominators-agreement',
    422,
    {
      da: 'Den myndighed, der har indstillet borgeren, har ingen deltagelsesaftale i kraft i enheden i dag, og derfor kan ingen få at vide, at borgeren er under gennemgang. Vent, til den har en ny aftale.',
      en: 'The agency that nominated the citizen has no participation agreement in force in the unit today, and so nobody can be told that the citizen is under review. Wait until it has a new agreement.',
    },
    jointControllers,
  ),
  basisNotInForce: rule('question.basis-not-in-force', 422, {
    da: 'Gennemgangens hjemmel er udgået eller gælder ikke i dag, og derfor kan myndigheden ikke få at vide, at borgeren er under gennemgang.',
    en: 'The legal basis of the review is retired or not in force today, and so the agency cannot be told that the citizen is under review.',
  }),
  basisDoesNotReach: rule('question.basis', 422, {
    da: 'Gennemgangens hjemmel dækker ikke, at myndigheden får at vide, at borgeren er under gennemgang.',
    en: 'The legal basis of the review does not cover telling the agency that the citizen is under review.',
  }),
  askedAlready: rule('agency.asked-already', 409, {
    da: 'En af myndighederne er allerede spurgt.',
    en: 'One of the agencies has been asked already.',
  }),
  dueTooEarly: rule('question.due-too-early', 422, {
    da: 'Svarfristen kan ikke ligge før i dag.',
    en: 'The due day cannot be before today.',
  }),
};

export const replyRules = {
  ownAgencyOnly: rule(
    'reply.own-agency-only',
    403,
    {
      da: 'Du kan kun svare for din egen myndighed.',
      en: 'You can only answer for your own agency.',
    },
    'Retsplejeloven § 115, stk. 4',
  ),
  findingNotShown: rule(
    'reply.finding-not-shown',
    422,
    {
      da: 'At I har en oplysning, er selv en videregivelse og vises ikke på denne måde. Videregiv oplysningen til dem, der må få den.',
      en: 'That you have a finding is itself a disclosure and is not shown in this way. Disclose the finding to those who may be given it.',
    },
    'Retsplejeloven § 115, stk. 4; forvaltningsloven § 28',
  ),
  findingMissing: rule('reply.finding-missing', 422, {
    da: 'Svaret »oplysning« kræver, at jeres myndighed har tilføjet en oplysning til gennemgangen.',
    en: 'The answer "finding" requires that your agency has attached a finding to the review.',
  }),
};

/** How many filters a person can keep in one seat. */
export const mostFilters = 20;

export const savedFilterRules = {
  nameTaken: rule('saved-filter.name-taken', 409, {
    da: 'Du har allerede et filter med det navn. Vælg et andet navn, eller slet det gamle først.',
    en: 'You already have a filter of that name. Choose another name, or delete the old one first.',
  }),
  tooMany: rule('saved-filter.too-many', 409, {
    da: `Du kan have ${mostFilters} gemte filtre. Slet et, du ikke bruger.`,
    en: `You can keep ${mostFilters} filters. Delete one that you do not use.`,
  }),
};

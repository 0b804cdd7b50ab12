import { rule } from '#platform/errors.ts';

/** What refuses a proposal to disclose, or the decision on one. */
export const proposalRules = {
  notNeeded: rule('release-proposal.not-needed', 422, {
    da: 'Oplysningen kræver ingen godkendelse mere. Videregiv den selv.',
    en: 'The finding needs no second approval. Disclose it yourself.',
  }),
  proposedAlready: rule('release-proposal.proposed-already', 409, {
    da: 'Der venter allerede et forslag om denne oplysning. Tag det tilbage først, hvis det skal være et andet.',
    en: 'A proposal on this finding is waiting already. Take it back first if it has to be another one.',
  }),
  decidedAlready: rule('release-proposal.decided-already', 409, {
    da: 'Der er taget stilling til forslaget, eller det er taget tilbage.',
    en: 'The proposal has been decided or taken back.',
  }),
  secondPerson: rule('release-proposal.second-person', 422, {
    da: 'Den, der har foreslået videregivelsen, kan ikke selv tage stilling til den. Bed en anden godkender om det.',
    en: 'Whoever proposed the disclosure cannot decide on it. Ask another approver.',
  }),
  otherPurpose: rule(
    'release-proposal.other-purpose',
    422,
    {
      da: 'Forslaget gælder et andet formål end det, du arbejder under. Vælg forslagets formål først.',
      en: 'The proposal is for another purpose than the one you act for. Choose the purpose of the proposal first.',
    },
    'Databeskyttelsesforordningen art. 5, stk. 1, litra b',
  ),
};

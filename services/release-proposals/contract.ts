import { z } from 'zod';
import { discloseFinding, notAsked, previewDisclosure, saysAsked, seen } from '#findings/contract.ts';
import { needToKnow } from '#need-to-know/questions.ts';
import { disclosureForms, initiatives, proposalStates, purposes } from '#platform/codes.ts';
import { endpoint, id, instant, page, pageQuery, safeText, slug } from '#platform/contract.ts';
import { fieldRule, notFound } from '#platform/errors.ts';
import { proposalRules } from './rules.ts';

const twice = fieldRule(
  'release-proposal.recipient-twice',
  'Den samme modtager er nævnt to gange.',
  'The same recipient is named twice.',
);

const said = {
  recipients: z.array(slug).min(1).max(20),
  legalBasisCode: z.string().min(1).max(40),
  form: z.enum(disclosureForms),
  declarationNotInvestigation: z.boolean(),
  initiative: z.enum(initiatives),
};

const proposal = z
  .object({
    id,
    findingId: id,
    version: z.number().int(),
    reviewId: id,
    reference: z.string().nullable(),
    ...said,
    requestId: id.nullable().describe('The request that its release answers.'),
    citation: z.string().describe('The provision of the legal basis.'),
    purpose: z.enum(purposes),
    proposedBy: z.string().nullable(),
    proposedByYou: z.boolean(),
    proposedAt: instant,
    state: z.enum(proposalStates),
    decidedBy: z.string().nullable(),
    decidedAt: instant.nullable(),
    youCanDecide: z.boolean(),
  })
  .meta({
    id: 'ReleaseProposal',
    description:
      'What a liaison proposes that an approver discloses: one version of one finding, to these recipients, on these grounds, and ' +
      'nothing else (da: forslag til videregivelse).',
  });

const detail = proposal
  .extend({
    necessity: z.string(),
    refusalReason: z.string().nullable(),
    obstacle: z
      .object({ ruleId: z.string(), da: z.string(), en: z.string() })
      .nullable()
      .describe('Why it can be disclosed like this no longer, such as a correction since.'),
    preview: previewDisclosure.output.shape.items.nullable(),
  })
  .meta({
    id: 'ReleaseProposalDetail',
    description:
      'A proposal with what each recipient would get, as a preview of the same disclosure shows it.',
  });

export const proposeRelease = endpoint({
  id: 'proposeRelease',
  method: 'POST',
  path: '/v1/findings/:findingId/release-proposals',
  summary: {
    da: 'Foreslå en videregivelse, som en godkender skal gennemføre',
    en: 'Propose a disclosure that an approver is to make',
  },
  description:
    'For findings of special categories and bases that need a second approver. It is tried by the same rules: what an approver could ' +
    'not disclose either is refused at once. A newer proposal takes the place of one whose version has been corrected since.',
  permission: 'release-proposals.propose',
  purpose: true,
  params: z.strictObject({ findingId: id }),
  body: z
    .strictObject({
      ...said,
      recipients: said.recipients.refine((agencies) => new Set(agencies).size === agencies.length, twice),
      form: said.form.default('full'),
      declarationNotInvestigation: z.boolean().default(false),
      necessity: safeText(2000),
      version: z
        .number()
        .int()
        .positive()
        .describe('The version that was looked at, and the only one that can be released.'),
      requestId: id.optional().describe('The request that the release is to answer, as of a disclosure.'),
    })
    .refine(saysAsked, notAsked),
  output: proposal,
  refusals: [proposalRules.notNeeded, proposalRules.proposedAlready, ...discloseFinding.refusals],
  example: {
    recipients: ['kk-bif'],
    legalBasisCode: 'DBL7-4',
    necessity: 'BIF skal kunne tilrettelægge borgerens forløb efter behandlingen.',
    initiative: 'own',
    version: 1,
  },
});

export const listReleaseProposals = endpoint({
  id: 'listReleaseProposals',
  method: 'GET',
  path: '/v1/release-proposals',
  summary: { da: 'Forslag til videregivelse, nyeste først', en: 'Proposals to disclose, newest first' },
  description: 'Of the own agency. What waits for an approver: `state=proposed`.',
  permission: 'release-proposals.read',
  query: z.strictObject({ state: z.enum(proposalStates).optional(), findingId: id.optional(), ...pageQuery }),
  output: page(proposal),
});

const ofProposal = z.strictObject({ proposalId: id });

export const getReleaseProposal = endpoint({
  id: 'getReleaseProposal',
  method: 'GET',
  path: '/v1/release-proposals/:proposalId',
  summary: {
    da: 'Et forslag, og hvad hver modtager ville få',
    en: 'A proposal, and what each recipient would get',
  },
  description:
    'For an approver who does not have the case it is opened for eight hours, with the approval as the reason, which is recorded.',
  permission: 'release-proposals.read',
  purpose: true,
  params: ofProposal,
  output: detail,
  refusals: [notFound, needToKnow],
});

export const releaseProposal = endpoint({
  id: 'releaseProposal',
  method: 'POST',
  path: '/v1/release-proposals/:proposalId/release',
  status: 200,
  verb: 'disclose',
  summary: { da: 'Videregiv det, der er foreslået', en: 'Disclose what was proposed' },
  description:
    'Exactly the version, the recipients and the grounds that were proposed; decided anew by all rules. Who does not have the case has ' +
    'to have read the proposal first, which opens it. `seen` says what was shown: anything else is given to nobody.',
  permission: 'release-proposals.decide',
  purpose: true,
  params: ofProposal,
  body: z.strictObject({ seen }),
  output: proposal,
  refusals: [
    proposalRules.decidedAlready,
    proposalRules.secondPerson,
    proposalRules.otherPurpose,
    ...discloseFinding.refusals,
  ],
  example: {},
});

export const refuseProposal = endpoint({
  id: 'refuseProposal',
  method: 'POST',
  path: '/v1/release-proposals/:proposalId/refusal',
  status: 200,
  summary: { da: 'Afvis et forslag til videregivelse', en: 'Turn a proposal to disclose down' },
  permission: 'release-proposals.decide',
  purpose: true,
  params: ofProposal,
  body: z.strictObject({ reason: safeText(500) }),
  output: proposal,
  refusals: [notFound, proposalRules.decidedAlready, proposalRules.secondPerson],
  example: { reason: 'Modtageren har ikke brug for detaljerne; foreslå kun, at oplysningen findes.' },
});

export const withdrawProposal = endpoint({
  id: 'withdrawProposal',
  method: 'POST',
  path: '/v1/release-proposals/:proposalId/withdrawal',
  status: 200,
  summary: { da: 'Tag et forslag til videregivelse tilbage', en: 'Take a proposal to disclose back' },
  permission: 'release-proposals.propose',
  purpose: true,
  params: ofProposal,
  body: z.strictObject({}),
  output: proposal,
  refusals: [notFound, proposalRules.decidedAlready],
  example: {},
});

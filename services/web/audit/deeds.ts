import type { Text } from '#platform/errors.ts';
import { deedsOfCases, type Deed, type Verb } from './deeds-of-cases.ts';

const see: Verb = { da: ['så', 'se'], en: ['saw', 'see'] };
const search: Verb = { da: ['søgte i', 'søge i'], en: ['searched', 'search'] };
const add: Verb = { da: ['tilføjede', 'tilføje'], en: ['added', 'add'] };
const correct: Verb = { da: ['rettede', 'rette'], en: ['corrected', 'correct'] };
const change: Verb = { da: ['ændrede', 'ændre'], en: ['changed', 'change'] };
const withdraw: Verb = { da: ['trak', 'trække'], en: ['withdrew', 'withdraw'] };
const disclose: Verb = { da: ['videregav', 'videregive'], en: ['disclosed', 'disclose'] };
const revoke: Verb = { da: ['tilbagekaldte', 'tilbagekalde'], en: ['revoked', 'revoke'] };
const tryOut: Verb = { da: ['prøvede', 'prøve'], en: ['tried', 'try'] };
const nominate: Verb = { da: ['indstillede', 'indstille'], en: ['nominated', 'nominate'] };
const admit: Verb = { da: ['optog', 'optage'], en: ['admitted', 'admit'] };
const decline: Verb = { da: ['afviste', 'afvise'], en: ['declined', 'decline'] };
const conclude: Verb = { da: ['afsluttede', 'afslutte'], en: ['concluded', 'conclude'] };
const askFor: Verb = { da: ['bad om', 'bede om'], en: ['asked for', 'ask for'] };
const ask: Verb = { da: ['spurgte', 'spørge'], en: ['asked', 'ask'] };
const answer: Verb = { da: ['svarede på', 'svare på'], en: ['answered', 'answer'] };
const send: Verb = { da: ['sendte', 'sende'], en: ['sent', 'send'] };
const plan: Verb = { da: ['planlagde', 'planlægge'], en: ['planned', 'plan'] };
const open: Verb = { da: ['åbnede', 'åbne'], en: ['opened', 'open'] };
const close: Verb = { da: ['lukkede', 'lukke'], en: ['closed', 'close'] };
const cancel: Verb = { da: ['aflyste', 'aflyse'], en: ['cancelled', 'cancel'] };
const build: Verb = { da: ['lavede', 'lave'], en: ['made', 'make'] };
const settle: Verb = { da: ['fastlagde', 'fastlægge'], en: ['settled', 'settle'] };
const record: Verb = { da: ['noterede', 'notere'], en: ['recorded', 'record'] };
const assign: Verb = { da: ['satte', 'sætte'], en: ['set', 'set'] };
const fetch: Verb = { da: ['hentede', 'hente'], en: ['fetched', 'fetch'] };
const read: Verb = { da: ['indlæste', 'indlæse'], en: ['read in', 'read in'] };
const discard: Verb = { da: ['kasserede', 'kassere'], en: ['discarded', 'discard'] };
const give: Verb = { da: ['gav', 'give'], en: ['gave', 'give'] };
const take: Verb = { da: ['fratog', 'fratage'], en: ['took', 'take'] };
const block: Verb = { da: ['spærrede', 'spærre'], en: ['revoked', 'revoke'] };
const reinstate: Verb = { da: ['genåbnede', 'genåbne'], en: ['reinstated', 'reinstate'] };
const draft: Verb = { da: ['skrev', 'skrive'], en: ['wrote', 'write'] };
const approve: Verb = { da: ['godkendte', 'godkende'], en: ['approved', 'approve'] };
const retire: Verb = { da: ['tog', 'tage'], en: ['took', 'take'] };
const save: Verb = { da: ['gemte', 'gemme'], en: ['saved', 'save'] };
const remove: Verb = { da: ['slettede', 'slette'], en: ['deleted', 'delete'] };
const sign: Verb = { da: ['loggede', 'logge'], en: ['signed', 'sign'] };

/** What a deed is called in the trail; `{review}` and `{person}` stand for those it was about. */
const deeds: Readonly<Record<string, Deed>> = {
  signIn: [sign, 'ind', 'in'],
  signOut: [sign, 'ud', 'out'],
  getMe: [see, 'sine egne roller', 'the own roles'],
  listUnits: [see, 'enhederne', 'the units'],
  getUnit: [see, 'enhedens myndigheder', 'the agencies of the unit'],
  listPermissions: [see, 'hvem der må hvad', 'who may do what'],
  readCodes: [see, 'listerne med koder', 'the lists of codes'],
  readStates: [see, 'tilstande og overgange', 'states and transitions'],
  listRules: [see, 'reglerne', 'the rules'],
  readTrail: [see, 'logbogen', 'the trail'],
  listPeople: [see, 'medarbejdere og roller', 'people and roles'],
  getPerson: [see, '{person} med roller', '{person} with roles'],
  addPerson: [add, '{person} som medarbejder', '{person} to the people'],
  giveRole: [give, '{person} en rolle', '{person} a role'],
  revokeRole: [take, '{person} en rolle', 'a role from {person}'],
  revokePerson: [block, 'adgangen for {person}', 'the access of {person}'],
  reinstatePerson: [reinstate, 'adgangen for {person}', 'the access of {person}'],
  readSharing: [see, 'hvem i enheden der kan dele', 'who in the unit can share'],
  listAgreements: [see, 'deltagelsesaftalerne', 'the participation agreements'],
  getAgreement: [see, 'en deltagelsesaftale', 'a participation agreement'],
  draftAgreement: [draft, 'et udkast til en deltagelsesaftale', 'a draft of a participation agreement'],
  signAgreement: [approve, 'en deltagelsesaftale', 'a participation agreement'],
  discardAgreement: [discard, 'et udkast til en deltagelsesaftale', 'a draft of a participation agreement'],
  tellOfAgreements: [send, 'varsel om aftaler, der udløber', 'notice of agreements that end'],
  askForEmergencyAccess: [askFor, 'nødadgang til {review}', 'emergency access to {review}'],
  listEmergencyAccesses: [see, 'nødadgangene', 'the emergency accesses'],
  confirmEmergencyAccess: [
    approve,
    'nødadgang til {review} for {person}',
    'emergency access to {review} for {person}',
  ],
  refuseEmergencyAccess: [
    decline,
    'nødadgang til {review} for {person}',
    'emergency access to {review} for {person}',
  ],
  endEmergencyAccess: [
    conclude,
    'nødadgang til {review} for {person}',
    'emergency access to {review} for {person}',
  ],
  proposeRelease: [
    nominate,
    'en videregivelse i {review} til godkendelse',
    'a disclosure in {review} for approval',
  ],
  listReleaseProposals: [see, 'forslagene til videregivelse', 'the proposals to disclose'],
  getReleaseProposal: [see, 'et forslag til videregivelse i {review}', 'a proposal to disclose in {review}'],
  releaseProposal: [approve, 'et forslag til videregivelse i {review}', 'a proposal to disclose in {review}'],
  refuseProposal: [decline, 'et forslag til videregivelse i {review}', 'a proposal to disclose in {review}'],
  withdrawProposal: [
    withdraw,
    'et forslag til videregivelse i {review} tilbage',
    'a proposal to disclose in {review}',
  ],
  listLegalBases: [see, 'hjemlerne', 'the legal bases'],
  draftLegalBasis: [draft, 'et udkast til en hjemmel', 'a draft of a legal basis'],
  approveLegalBasis: [approve, 'en hjemmel', 'a legal basis'],
  retireLegalBasis: [retire, 'en hjemmel ud af brug', 'a legal basis out of use'],
  evaluateDecision: [tryOut, 'om noget må deles', 'whether something may be shared'],
  listCaseReviews: [see, 'listen over gennemgange', 'the list of case reviews'],
  readDossier: [see, '{review}', '{review}'],
  readQueue: [see, 'hvad myndigheden skal svare på', 'what the agency is to answer'],
  readReadiness: [see, 'hvem der har svaret i {review}', 'who has answered in {review}'],
  nominateCitizen: [nominate, 'en borger til {review}', 'a citizen for {review}'],
  admitReview: [admit, '{review}', '{review}'],
  declineReview: [decline, '{review}', '{review}'],
  withdrawReview: [withdraw, '{review} tilbage', '{review}'],
  concludeReview: [conclude, '{review}', '{review}'],
  askAgencies: [ask, 'myndigheder om {review}', 'agencies about {review}'],
  putReply: [answer, '{review}', '{review}'],
  listSavedFilters: [see, 'sine gemte filtre', 'the own saved filters'],
  saveFilter: [save, 'et filter', 'a filter'],
  deleteSavedFilter: [remove, 'et filter', 'a filter'],
  lookUpCitizen: [search, 'borgere', 'citizens'],
  unmaskCitizen: [see, 'CPR-nummeret i {review}', 'the civil registration number in {review}'],
  attachFinding: [add, 'en oplysning til {review}', 'a finding to {review}'],
  listFindings: [see, 'oplysningerne i {review}', 'the findings of {review}'],
  getFinding: [see, 'en oplysning i {review}', 'a finding of {review}'],
  listFindingVersions: [
    see,
    'rettelserne af en oplysning i {review}',
    'the corrections of a finding of {review}',
  ],
  correctFinding: [correct, 'en oplysning i {review}', 'a finding of {review}'],
  withdrawFinding: [withdraw, 'en oplysning i {review} tilbage', 'a finding of {review}'],
  discloseFinding: [disclose, 'en oplysning i {review}', 'a finding of {review}'],
  previewDisclosure: [tryOut, 'en videregivelse i {review}', 'a disclosure in {review}'],
  openRecall: [send, 'en tilbagekaldelse af en oplysning i {review}', 'a recall of a finding of {review}'],
  listRecalls: [see, 'myndighedens tilbagekaldte oplysninger', 'the recalled findings of the agency'],
  getRecall: [
    see,
    'hvor en tilbagekaldt oplysning i {review} er nået hen',
    'where a recalled finding of {review} had got to',
  ],
  listRecallNotices: [see, 'meddelelser om tilbagekaldte oplysninger', 'notices of recalled findings'],
  getRecallNotice: [
    see,
    'en meddelelse om en tilbagekaldt oplysning i {review}',
    'a notice of a recalled finding of {review}',
  ],
  answerRecallNotice: [
    answer,
    'en tilbagekaldelse af en oplysning i {review}',
    'a recall of a finding of {review}',
  ],
  readRecallQueue: [see, 'tilbagekaldelser, der venter på svar', 'recalls that wait for an answer'],
  revokeDisclosure: [revoke, 'en videregivelse i {review}', 'a disclosure in {review}'],
  attachFile: [add, 'et bilag til en oplysning i {review}', 'an attachment to a finding of {review}'],
  getAttachment: [fetch, 'et bilag i {review}', 'an attachment of {review}'],
  removeAttachment: [remove, 'et bilag i {review}', 'an attachment of {review}'],
  listReceipts: [see, 'kvitteringsregisteret', 'the register of receipts'],
  getReceipt: [see, 'en kvittering i {review}', 'a receipt of {review}'],
  exportReceipts: [fetch, 'kvitteringsregisteret som fil', 'the register of receipts as a file'],
  listReceiptKeys: [see, 'nøglerne til kvitteringer', 'the keys of receipts'],
  askForInformation: [
    ask,
    'en anden myndighed om oplysninger til {review}',
    'another agency for information on {review}',
  ],
  listRequests: [see, 'listen over anmodninger', 'the list of requests'],
  getRequest: [see, 'en anmodning i {review}', 'a request on {review}'],
  respondToRequest: [answer, 'en anmodning i {review}', 'a request on {review}'],
  expireRequests: [
    conclude,
    'anmodninger, som ingen har besvaret i tide',
    'requests that nobody answered in time',
  ],
  withdrawRequest: [withdraw, 'en anmodning i {review} tilbage', 'a request on {review}'],
  listMeetings: [see, 'møderne', 'the meetings'],
  getMeeting: [see, 'et møde', 'a meeting'],
  listMeetingSeries: [see, 'møderækkerne', 'the series of meetings'],
  createMeetingSeries: [plan, 'en møderække', 'a series of meetings'],
  endMeetingSeries: [conclude, 'en møderække', 'a series of meetings'],
  createMeeting: [plan, 'et møde', 'a meeting'],
  changeMeeting: [change, 'et møde', 'a meeting'],
  cancelMeeting: [cancel, 'et møde', 'a meeting'],
  openMeeting: [open, 'et møde', 'a meeting'],
  closeMeeting: [close, 'et møde', 'a meeting'],
  getAgenda: [see, 'en dagsorden', 'an agenda'],
  proposeAgenda: [build, 'et forslag til dagsorden', 'a proposal of an agenda'],
  settleAgenda: [settle, 'en dagsorden', 'an agenda'],
  recordOutcome: [record, 'udfaldet af {review}', 'the outcome of {review}'],
  assignFollowUp: [assign, 'opfølgning i gang på {review}', 'follow-up on {review}'],
  assignFollowUpAtMeeting: [
    assign,
    'opfølgning i gang på {review} på mødet',
    'follow-up on {review} at the meeting',
  ],
  listFollowUps: [see, 'listen over opfølgning', 'the list of follow-up'],
  getFollowUp: [see, 'en opfølgning på {review}', 'a follow-up of {review}'],
  updateFollowUp: [change, 'en opfølgning på {review}', 'a follow-up of {review}'],
  listIndicators: [see, 'hvad nøgletallene tæller', 'what the indicators count'],
  getFigures: [see, 'nøgletal', 'figures'],
  buildReport: [build, 'en rapport', 'a report'],
  listReports: [see, 'listen over rapporter', 'the list of reports'],
  getReport: [see, 'en rapport', 'a report'],
  getReportDocument: [fetch, 'en rapport som fil', 'a report as a file'],
  previewRegisterImport: [tryOut, 'en indlæsning af registeret', 'an import of the register'],
  commitRegisterImport: [read, 'registeret', 'the register'],
  getRegisterImport: [see, 'en indlæsning af registeret', 'an import of the register'],
  listRegisterImports: [see, 'indlæsningerne af registeret', 'the imports of the register'],
  getRefusedRows: [fetch, 'de afviste rækker af en indlæsning', 'the refused rows of an import'],
  discardRegisterImport: [discard, 'en indlæsning af registeret', 'an import of the register'],
};

/** The verbs of the trail (directive 2016/680 art. 25), as a filter names them. */
export const verbNames = {
  collect: { da: 'Indsamling', en: 'Collection' },
  alter: { da: 'Ændring', en: 'Alteration' },
  consult: { da: 'Opslag', en: 'Consultation' },
  search: { da: 'Søgning', en: 'Search' },
  disclose: { da: 'Videregivelse', en: 'Disclosure' },
  combine: { da: 'Samkøring', en: 'Combination' },
  export: { da: 'Udtræk', en: 'Export' },
  erase: { da: 'Sletning', en: 'Erasure' },
  sign_in: { da: 'Log ind', en: 'Sign-in' },
  sign_out: { da: 'Log ud', en: 'Sign-out' },
} satisfies Record<string, Text>;

/** A deed without words of its own is told by its verb and its name. */
const plainly = (deed: string, verb: keyof typeof verbNames): Deed => {
  const { da, en } = verbNames[verb];
  const doing: Verb = { da: ['udførte', 'udføre'], en: ['did', 'do'] };
  return [doing, `»${deed}« (${da.toLowerCase()})`, `“${deed}” (${en.toLowerCase()})`];
};

/** What was done, or what was refused: the verb and what it was done to, with the places for review and person. */
export function wordsOf(
  { deed, verb, outcome }: { deed: string; verb: keyof typeof verbNames; outcome: 'done' | 'refused' },
  lang: 'da' | 'en',
): string {
  const [doing, da, en] = deeds[deed] ?? deedsOfCases[deed] ?? plainly(deed, verb);
  const object = lang === 'da' ? da : en;
  const [did, todo] = doing[lang];
  if (outcome === 'done') return `${did} ${object}`;
  return lang === 'da' ? `blev afvist i at ${todo} ${object}` : `was refused to ${todo} ${object}`;
}

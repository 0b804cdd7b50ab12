/** A verb as done and as tried: `så`, `se`. */
export type Verb = { da: readonly [did: string, todo: string]; en: readonly [did: string, todo: string] };
/** What was done, and to what in both languages, with places for review and person. */
export type Deed = readonly [verb: Verb, da: string, en: string];

const see: Verb = { da: ['så', 'se'], en: ['saw', 'see'] };
const give: Verb = { da: ['gav', 'give'], en: ['gave', 'give'] };
const end: Verb = { da: ['afsluttede', 'afslutte'], en: ['ended', 'end'] };
const open: Verb = { da: ['åbnede', 'åbne'], en: ['opened', 'open'] };
const look: Verb = { da: ['gennemså', 'gennemse'], en: ['looked through', 'look through'] };
const record: Verb = { da: ['noterede', 'notere'], en: ['recorded', 'record'] };
const lift: Verb = { da: ['ophævede', 'ophæve'], en: ['lifted', 'lift'] };
const disclose: Verb = { da: ['videregav', 'videregive'], en: ['disclosed', 'disclose'] };
const revoke: Verb = { da: ['tilbagekaldte', 'tilbagekalde'], en: ['revoked', 'revoke'] };
const remove: Verb = { da: ['slettede', 'slette'], en: ['removed', 'remove'] };
const askAbout: Verb = { da: ['spurgte', 'spørge'], en: ['asked', 'ask'] };
const tryOut: Verb = { da: ['prøvede', 'prøve'], en: ['tried', 'try'] };

/** Who may open a case, what only the police say, third persons, and why something was decided. */
export const deedsOfCases: Readonly<Record<string, Deed>> = {
  listAssignments: [see, 'hvem der har {review}', 'who has {review}'],
  assignReview: [give, 'en medarbejder {review}', 'a person {review}'],
  endAssignment: [end, 'en medarbejders tildeling af {review}', 'a person’s assignment of {review}'],
  openReview: [open, '{review} med en begrundelse', '{review} with a reason'],
  listOpenings: [see, 'hvem der åbnede kollegers sager', 'who opened colleagues’ cases'],
  reviewOpening: [look, 'en åbning af {review}', 'an opening of {review}'],
  recuse: [record, 'sig som inhabil i {review}', 'a recusal from {review}'],
  excludePerson: [record, 'en person som udelukket fra {review}', 'a person as excluded from {review}'],
  liftExclusion: [lift, 'en udelukkelse fra {review}', 'an exclusion from {review}'],
  listExclusions: [see, 'hvem der er inhabil eller udelukket', 'who is disqualified or excluded'],
  listAffiliationStatements: [
    see,
    'politiets tilknytningsvurderinger i {review}',
    'the police’s affiliation statements in {review}',
  ],
  stateAffiliation: [record, 'en tilknytningsvurdering i {review}', 'an affiliation statement in {review}'],
  askToConfirmAffiliations: [
    askAbout,
    'politiet, om tilknytningsvurderinger stadig holder',
    'the police whether affiliation statements still hold',
  ],
  listDueAssessments: [
    see,
    'vurderinger, politiet skal tage stilling til',
    'assessments for the police to review',
  ],
  listSecurityAssessments: [
    see,
    'vilkår for et sikkert møde i {review}',
    'conditions for a safe meeting in {review}',
  ],
  assessSecurity: [record, 'en sikkerhedsvurdering i {review}', 'a security assessment in {review}'],
  tellOfSecurity: [
    disclose,
    'vilkår for et sikkert møde i {review}',
    'conditions for a safe meeting in {review}',
  ],
  endSecurity: [end, 'en sikkerhedsvurdering i {review}', 'a security assessment in {review}'],
  listThirdPersons: [see, 'tredjepersoner i {review}', 'third persons in {review}'],
  registerThirdPerson: [record, 'en tredjeperson i {review}', 'a third person in {review}'],
  discloseThirdPerson: [disclose, 'en tredjeperson i {review}', 'a third person in {review}'],
  revokeThirdPerson: [
    revoke,
    'videregivelsen af en tredjeperson i {review}',
    'the disclosure of a third person in {review}',
  ],
  removeThirdPerson: [remove, 'en tredjeperson i {review}', 'a third person in {review}'],
  getDecision: [
    see,
    'hvorfor reglerne svarede, som de gjorde, i {review}',
    'why the rules answered as they did in {review}',
  ],
  whatIf: [tryOut, 'hvad et udkast til en hjemmel ville ændre', 'what a draft of a legal basis would change'],
};

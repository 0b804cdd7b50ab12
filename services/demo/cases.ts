/** The demo's invented cases. Every number is a replacement number (day of birth + 60) and can be nobody's. */
export type DemoFinding = {
  by: 'politi' | 'skat' | 'bif' | 'sof' | 'bk';
  text: string;
  legalBasisCode: string;
  dataClass: 'ordinary' | 'confidential' | 'criminal';
  /** Agencies that it is disclosed to. */
  to: readonly string[];
  /** `fact_only`: they learn only that it exists. */
  form?: 'fact_only';
  /** What is attached to it. */
  file?: { name: string; text: string };
};
export type DemoCase = {
  cpr: string;
  name: string;
  by: 'politi' | 'skat' | 'bif' | 'sof' | 'bk';
  ground: string;
  nominatedDaysAgo: number;
  /** Agencies that the chair asks on admission; none: still nominated, `declined`: not admitted. */
  asked: readonly string[] | 'declined';
  findings: readonly DemoFinding[];
  /** Agencies that have answered "checked, nothing to add". */
  nothingToAdd: readonly ('politi' | 'skat' | 'bif' | 'sof' | 'bk')[];
  /** What the last meeting came to; null: not met about yet. */
  met: 'follow_up' | 'no_follow_up' | 'postponed' | null;
  followUps: readonly {
    agencyId: string;
    type: string;
    dueInDays: number;
    done?: { claimedDkk: number; decidedDkk: number; collectedDkk: number };
  }[];
};

const necessary = { legalBasisCode: 'RSL11C', dataClass: 'confidential' } as const;
const police = { by: 'politi', legalBasisCode: 'RPL115-1-1', dataClass: 'criminal' } as const;
const tax = { by: 'skat', legalBasisCode: 'SFL17', dataClass: 'confidential' } as const;
const open = { met: null, followUps: [], nothingToAdd: [], findings: [] } as const;

/** Days before today of the meeting that has been held. */
export const lastMeetingDaysAgo = 21;

export const demoCases: readonly DemoCase[] = [
  {
    cpr: '7801901234',
    name: 'Ole Opdigtet',
    by: 'bif',
    ground: 'Ydelse og forbrug svarer ikke til hinanden',
    nominatedDaysAgo: 70,
    asked: ['skat', 'kk-bif', 'kk-bk'],
    findings: [
      {
        ...necessary,
        by: 'bif',
        text: 'Modtager kontanthjælp, aktivitetsparat',
        to: ['skat', 'kk-bk'],
        file: { name: 'Udbetalinger 2025.txt', text: 'Januar til december 2025: kontanthjælp hver måned.\n' },
      },
      { ...tax, text: 'Grundlag for særlig kontrol: ja', to: ['kk-bk'] },
    ],
    nothingToAdd: ['bk'],
    met: 'follow_up',
    followUps: [
      {
        agencyId: 'kk-bk',
        type: 'repayment_claim',
        dueInDays: 40,
        done: { claimedDkk: 84_000, decidedDkk: 61_500, collectedDkk: 12_000 },
      },
      { agencyId: 'skat', type: 'special_control', dueInDays: -5 },
    ],
  },
  {
    cpr: '6502851122',
    name: 'Fie Fiktiv',
    by: 'skat',
    ground: 'Oplyst indkomst og forbrug passer ikke sammen',
    nominatedDaysAgo: 64,
    asked: ['kk-bif', 'skat', 'kk-sof'],
    findings: [{ ...tax, text: 'Ingen uoverensstemmelse mellem indkomst og forbrug', to: ['kk-bif'] }],
    nothingToAdd: ['bif', 'sof'],
    met: 'no_follow_up',
    followUps: [],
  },
  {
    cpr: '7112801133',
    name: 'Per Prøvesen',
    by: 'politi',
    ground: 'Løsladt; modtager ydelse på ny',
    nominatedDaysAgo: 58,
    asked: ['koebenhavns-politi', 'kk-bif', 'kk-sof', 'kk-bk'],
    findings: [{ ...police, text: 'Tilknytning til rockermiljø vurderet pr. mødedato', to: ['kk-sof'] }],
    nothingToAdd: ['bif'],
    met: 'follow_up',
    followUps: [{ agencyId: 'kk-sof', type: 'exit_referral', dueInDays: 20 }],
  },
  {
    cpr: '6809951144',
    name: 'Mia Modelsen',
    by: 'bk',
    ground: 'Boligstøtte og folkeregisteradresse stemmer ikke',
    nominatedDaysAgo: 45,
    asked: ['kk-bk', 'kk-bif', 'skat'],
    findings: [{ ...necessary, by: 'bk', text: 'Boligstøtte under kontrol', to: ['kk-bif'] }],
    nothingToAdd: [],
    met: 'postponed',
    followUps: [],
  },
  {
    ...open,
    cpr: '8203011155',
    name: 'Tim Testmann',
    by: 'bif',
    ground: 'Udeblevet fra samtaler; ukendt forsørgelse',
    nominatedDaysAgo: 30,
    asked: ['skat', 'kk-bif', 'koebenhavns-politi'],
    findings: [
      { ...necessary, by: 'bif', text: 'Modtager uddannelseshjælp; udeblevet fra samtale', to: ['skat'] },
    ],
  },
  {
    ...open,
    cpr: '7406921166',
    name: 'Åse Ågaard-Test',
    by: 'sof',
    ground: 'Oplysning fra partner om anden indkomst',
    nominatedDaysAgo: 25,
    asked: ['kk-sof', 'kk-bk', 'skat'],
    nothingToAdd: ['skat'],
    findings: [
      { ...necessary, by: 'sof', text: 'Kontaktperson tilknyttet', to: ['kk-bk'] },
      {
        ...necessary,
        by: 'sof',
        text: 'Forløb, som ydelsen kan afhænge af',
        to: ['skat'],
        form: 'fact_only',
      },
    ],
  },
  {
    ...open,
    cpr: '6911881177',
    name: 'Bo Bogus',
    by: 'skat',
    ground: 'Ejer af flere køretøjer; ingen oplyst indkomst',
    nominatedDaysAgo: 18,
    asked: ['skat', 'kk-bif', 'kk-bk'],
  },
  {
    ...open,
    cpr: '7707791188',
    name: 'Lis Låne-Navn',
    by: 'bk',
    ground: 'Kontrolsag om udlandsophold',
    nominatedDaysAgo: 14,
    asked: ['kk-bk', 'koebenhavns-politi'],
    nothingToAdd: ['politi'],
  },
  {
    ...open,
    cpr: '9010991199',
    name: 'Kaj Kunstig',
    by: 'politi',
    ground: 'Ny ydelse efter løsladelse',
    nominatedDaysAgo: 10,
    asked: ['koebenhavns-politi', 'kk-bif', 'kk-sof', 'kk-bk', 'skat'],
  },
  {
    ...open,
    cpr: '6204861200',
    name: 'Eva Eksempel',
    by: 'bif',
    ground: 'Tilflyttet; oplysninger mangler',
    nominatedDaysAgo: 4,
    asked: [],
  },
  {
    ...open,
    cpr: '8508921211',
    name: 'Max Mønster',
    by: 'sof',
    ground: 'Ændret husstand og ydelse',
    nominatedDaysAgo: 2,
    asked: [],
  },
  {
    ...open,
    cpr: '7305771222',
    name: 'Nis Ingenmand',
    by: 'skat',
    ground: 'Anonym henvendelse uden nærmere indhold',
    nominatedDaysAgo: 8,
    asked: 'declined',
  },
];

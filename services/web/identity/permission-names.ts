import type { Permission } from '#platform/permissions.ts';
import type { Text } from '#platform/errors.ts';
import type { View } from '../view.ts';

const names: Readonly<Record<Permission, Text>> = {
  'case-reviews.read': { da: 'Se gennemgange', en: 'See case reviews' },
  'case-reviews.nominate': { da: 'Indstille en borger', en: 'Nominate a citizen' },
  'case-reviews.decide': { da: 'Optage eller afvise en indstilling', en: 'Admit or decline a nomination' },
  'case-reviews.ask': { da: 'Spørge myndigheder', en: 'Ask agencies' },
  'case-reviews.reply': { da: 'Svare for sin myndighed', en: 'Answer for the own agency' },
  'case-reviews.withdraw': { da: 'Trække en gennemgang tilbage', en: 'Withdraw a case review' },
  'case-reviews.assign': { da: 'Tage en sag eller give den videre', en: 'Take a case or pass it on' },
  'case-reviews.distribute': {
    da: 'Fordele sager mellem kolleger',
    en: 'Distribute cases between colleagues',
  },
  'case-reviews.open': {
    da: 'Åbne en kollegas sag med en begrundelse',
    en: 'Open a colleague’s case with a reason',
  },
  'openings.read': { da: 'Se, hvem der åbnede kollegers sager', en: 'See who opened colleagues’ cases' },
  'openings.review': { da: 'Gennemse åbninger', en: 'Look through openings' },
  'exclusions.read': { da: 'Se, hvem der er inhabil', en: 'See who is disqualified' },
  'exclusions.set': { da: 'Udelukke en person fra en sag', en: 'Exclude a person from a case' },
  'citizens.look-up': { da: 'Slå en borger op', en: 'Look a citizen up' },
  'citizens.unmask': { da: 'Se hele CPR-nummeret', en: 'See the whole civil registration number' },
  'findings.read': { da: 'Se oplysninger', en: 'See findings' },
  'findings.write': { da: 'Tilføje og rette oplysninger', en: 'Add and correct findings' },
  'findings.disclose': { da: 'Videregive oplysninger', en: 'Disclose findings' },
  'findings.approve': { da: 'Godkende som den anden', en: 'Approve as the second person' },
  'requests.read': { da: 'Se anmodninger om oplysninger', en: 'See requests for information' },
  'requests.ask': { da: 'Anmode om oplysninger', en: 'Ask for information' },
  'requests.answer': { da: 'Svare på anmodninger', en: 'Answer requests' },
  'affiliations.read': {
    da: 'Se politiets egne tilknytningsvurderinger',
    en: 'See the police’s own affiliation statements',
  },
  'affiliations.state': {
    da: 'Vurdere tilknytning (kun politiet)',
    en: 'State an affiliation (police only)',
  },
  'security.read': { da: 'Se vilkår for et sikkert møde', en: 'See conditions for a safe meeting' },
  'security.assess': { da: 'Vurdere sikkerhed (kun politiet)', en: 'Assess security (police only)' },
  'third-persons.read': { da: 'Se tredjepersoner', en: 'See third persons' },
  'third-persons.register': { da: 'Registrere tredjepersoner', en: 'Register third persons' },
  'third-persons.disclose': { da: 'Videregive tredjepersoner', en: 'Disclose third persons' },
  'agreements.read': { da: 'Se deltagelsesaftaler', en: 'See participation agreements' },
  'agreements.draft': { da: 'Skrive udkast til myndighedens aftale', en: 'Draft the agency’s agreement' },
  'agreements.sign': { da: 'Bekræfte myndighedens aftale', en: 'Confirm the agency’s agreement' },
  'emergency-access.read': { da: 'Se nødadgange', en: 'See emergency accesses' },
  'emergency-access.ask': { da: 'Bede om nødadgang', en: 'Ask for emergency access' },
  'emergency-access.decide': { da: 'Bekræfte nødadgang', en: 'Confirm emergency access' },
  'emergency-access.end': { da: 'Afslutte nødadgang', en: 'End emergency access' },
  'release-proposals.read': { da: 'Se forslag til videregivelse', en: 'See proposals to disclose' },
  'release-proposals.propose': { da: 'Foreslå en videregivelse', en: 'Propose a disclosure' },
  'release-proposals.decide': { da: 'Tage stilling til forslag', en: 'Decide on proposals' },
  'receipts.read': { da: 'Se kvitteringer', en: 'See receipts' },
  'receipts.export': { da: 'Hente registret over kvitteringer', en: 'Fetch the register of receipts' },
  'recalls.read': { da: 'Se tilbagekaldelser', en: 'See recalls' },
  'recalls.answer': { da: 'Svare på tilbagekaldelser', en: 'Answer recalls' },
  'legal-bases.read': { da: 'Se hjemler', en: 'See legal bases' },
  'legal-bases.draft': { da: 'Skrive udkast til hjemler', en: 'Draft legal bases' },
  'legal-bases.approve': { da: 'Godkende og udfase hjemler', en: 'Approve and retire legal bases' },
  'meetings.read': { da: 'Se møder og dagsordener', en: 'See meetings and agendas' },
  'meetings.plan': { da: 'Planlægge møder', en: 'Plan meetings' },
  'meetings.run': { da: 'Lede møder', en: 'Lead meetings' },
  'agendas.build': { da: 'Bygge dagsordener', en: 'Build agendas' },
  'follow-ups.read': { da: 'Se opfølgning', en: 'See follow-up' },
  'follow-ups.assign': { da: 'Sætte opfølgning i gang', en: 'Set follow-up' },
  'follow-ups.update': { da: 'Melde status på egen opfølgning', en: 'Report on own follow-up' },
  'reports.read': { da: 'Se rapporter', en: 'See reports' },
  'reports.export': { da: 'Hente rapporter som fil', en: 'Fetch reports as files' },
  'reports.build': { da: 'Lave rapporter', en: 'Make reports' },
  'register.import': { da: 'Indlæse registeret', en: 'Import the register' },
  'trail.read': { da: 'Læse logbogen', en: 'Read the trail' },
  'people.read': { da: 'Se medarbejdere og roller', en: 'See people and roles' },
  'people.manage': {
    da: 'Oprette medarbejdere, give og fratage roller',
    en: 'Add people, give and take roles',
  },
};
const byCode = new Map<string, Text>(Object.entries(names));

/** What a permission lets one do. */
export function nameOfPermission(view: View, permission: string): string {
  const name = byCode.get(permission);
  return name ? view.say(name) : permission;
}

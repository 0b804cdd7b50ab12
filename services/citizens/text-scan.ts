import { cprNumbersIn, type Place } from './cpr-scan.ts';

// Runs in the browser while somebody writes, and in the service when it is stored: no imports but the scan for numbers. Hints,
// never a proof and never a refusal; what was found is not repeated anywhere.

/** What a free text seems to hold that it should hold only where it is needed. */
export type TextHint = 'cpr_number' | 'person_name' | 'special_category' | 'child';

export const hintTexts: Record<TextHint, { da: string; en: string }> = {
  cpr_number: {
    da: 'Teksten ser ud til at indeholde et CPR-nummer. Slet det, hvis det ikke er nødvendigt: modtagerne kan se det, og borgeren står allerede på gennemgangen.',
    en: 'The text seems to hold a civil registration number. Delete it unless it is needed: recipients can see it, and the review already says who it is.',
  },
  person_name: {
    da: 'Teksten ser ud til at nævne en person ved navn. Er det en anden end borgeren, så skriv ikke navnet: registrér personen som tredjeperson, med egen hjemmel.',
    en: 'The text seems to name a person. If it is anybody but the citizen, do not write the name: register a third person, under a basis of its own.',
  },
  special_category: {
    da: 'Teksten ser ud til at handle om helbred, tro, etnicitet eller lignende. Det må kun skrives, hvis det er nødvendigt, og som følsom oplysning (databeskyttelsesloven § 7; retshåndhævelsesloven § 10).',
    en: 'The text seems to be about health, belief, ethnicity or the like. Write it only if it is needed, and as a special category (Danish Data Protection Act s. 7; Law Enforcement Data Protection Act s. 10).',
  },
  child: {
    da: 'Teksten ser ud til at nævne et barn. Husk din egen skærpede underretningspligt (barnets lov § 133): den gælder for dig personligt, uden om gennemgangen og mødet.',
    en: 'The text seems to mention a child. Remember your own duty to notify (Child’s Act s. 133): it is yours personally, outside the review and the meeting.',
  },
};

const given =
  words(`adam ahmad ahmed ahmet aisha albert alexander ali alma amalie amina amir anders andreas ane anja ann anna anne annette
  anton asger astrid august aya ayse benjamin bente bent birgit birgitte birthe bodil brian camilla carl caroline casper cecilie charlotte
  christian christina christoffer claus clara daniel david dennis dorthe ebba elias elisabeth ellen elin else emil emilie emma erik esben eva
  fatima fatma flemming frederik freja frida gitte grethe hanne hans hassan hasan heidi helle henning henrik henriette ibrahim ida inge inger
  ingrid isabella ismail jacob jakob jan jane janne jens jeppe jesper jette johan johanne johannes john jonas josefine julie jytte jørgen jørn
  kaj karen karin karl karla kasper katrine khadija khaled kim kirsten kirstine knud kristian kristina kristoffer lars lasse laura lena lene
  leila line lise lis lisbeth lone lotte louise lucas lærke mads magnus maja malene malthe maria marianne marie martin mathias mathilde mehmet
  merete mette michael mia mikkel mikael mohamed mohammed mohammad mona morten muhammad mustafa nadia nanna nicklas niels nikolaj nina noah
  nora ole oliver omar osman oscar oskar patrick paul peter pernille pia poul preben rasmus rene rikke rita robert sabrina samira sandra sara
  sarah sebastian simon sofia sofie stefan steen stine susanne svend søren thomas tina tobias tom tommy torben trine troels ulla ulrik vibeke
  victor viktor villads william yasmin yusuf zahra zainab zeynep åse østen`);
// Names that are also ordinary words: only within a sentence, or before another capital.
const doubtful = words('bo per liv rune mark dan max bjørn ask sol finn tim vera rose');
const kin =
  /^(?:eks)?(?:kæreste|samlever|kone|hustru|ægtefælle|mand|mor|moder|far|fader|bror|broder|søster|datter|søn|barn|fætter|kusine|ven|veninde|nabo|svoger|svigerinde|svigermor|svigerfar|partner|onkel|tante|farmor|mormor|farfar|morfar|stedfar|stedmor|kammerat|bekendt)(?:e?n|e?ns|s|nen|nens|eren|en)?$/u;
const places =
  /(?:politi|kommune|styrelse|styrelsen|forvaltning|forvaltningen|gade|vej|plads|allé|torv|bank|jobcenter|borgerservice|danmark|udbetaling|kontrol|ministeriet|region|retten|skat|center|centret|hospital|fængsel|arrest|station|bydel|amt|danske|danish|nordea|lov|loven)s?$/u;
const special =
  /^(?:diagnos|depress|angst|psykiatr|psykisk|psykose|psykolog|skizofren|bipolar|adhd|autis|ptsd|kræft|diabetes|epilepsi|hiv$|demens|medicin|sygdom|sygemeld|indlagt|indlæggelse|alkoholmisbrug|stofmisbrug|misbruger|misbrugsbehandl|alkoholik|narkoman|afhængighed|handicap|gravid|abort|selvmord|helbred|førlighed|muslim|kristne|jøde$|jøder|jødisk|islam|moske|moské|hindu|buddhis|etnisk|etnicitet|herkomst|homoseksu|biseksu|transkøn|seksuel|fagforening|religi)/u;
const child =
  /^(?:barn|barnet|barnets|børn|børnene|børnenes|spædbarn\w*|stedbarn|stedbørn|plejebarn|søn|sønnen|datter|datteren|døtre|sønner|mindreårig\w*)$/u;

function words(text: string): ReadonlySet<string> {
  return new Set(text.split(/\s+/u));
}

type Token = Place & { text: string; low: string; capital: boolean; starts: boolean };

/** The words of a text; `starts`: the first of a sentence, where a capital says nothing. */
function tokensOf(text: string): Token[] {
  const tokens: Token[] = [];
  let end = 0;
  for (const match of text.matchAll(/\p{L}[\p{L}\p{M}'’-]*/gu)) {
    const between = text.slice(end, match.index);
    end = match.index + match[0].length;
    tokens.push({
      start: match.index,
      end,
      text: match[0],
      low: match[0].toLocaleLowerCase('da'),
      // All capitals is an abbreviation: SKAT, BIF.
      capital: /^\p{Lu}\p{Ll}/u.test(match[0]) || /^\p{Lu}[\p{Lu}'’-]*\p{Ll}/u.test(match[0]),
      starts: tokens.length === 0 || /[.!?:;\n»"“(–]/u.test(between),
    });
  }
  return tokens;
}

/** Where a text seems to name somebody: a known first name, a name after `kæresten` and the like, or two capitals in a row. */
export function namesIn(text: string): Place[] {
  const tokens = tokensOf(text);
  const found: Place[] = [];
  for (const [index, token] of tokens.entries()) {
    if (!token.capital || places.test(token.low) || token.start < (found.at(-1)?.end ?? 0)) continue;
    const [before, after] = [tokens[index - 1], tokens[index + 1]];
    const next =
      after !== undefined && isNext(text, token, after) && after.capital && !places.test(after.low);
    const first = token.low.split(/['’-]/u)[0] ?? '';
    const isGiven = given.has(first) || given.has(first.replace(/s$/u, ''));
    const isDoubtful = doubtful.has(first) && (next || !token.starts);
    const afterKin = before !== undefined && kin.test(before.low) && isNext(text, before, token);
    const surname = !token.starts && /\p{L}{2}sens?$/u.test(token.low);
    if (isGiven || isDoubtful || afterKin || surname || (next && !token.starts))
      found.push({ start: token.start, end: next ? after.end : token.end });
  }
  return found;
}

const isNext = (text: string, one: Place, other: Place) =>
  /^[ \u00a0]$/u.test(text.slice(one.end, other.start));

/** What a text seems to hold, each kind once. */
export function hintsIn(text: string): TextHint[] {
  const tokens = tokensOf(text);
  return [
    ...(cprNumbersIn(text).length > 0 ? (['cpr_number'] as const) : []),
    ...(namesIn(text).length > 0 ? (['person_name'] as const) : []),
    ...(tokens.some(({ low }) => special.test(low)) ? (['special_category'] as const) : []),
    ...(tokens.some(({ low }) => child.test(low)) ? (['child'] as const) : []),
  ];
}

import { rule } from '#platform/errors.ts';

/** 10 MB each, ten on a version. */
export const mostBytes = 10_000_000;
export const mostFiles = 10;
/** The request that carries one: base64 and a name. */
export const bodyBytes = Math.ceil(mostBytes / 3) * 4 + 16_384;

const inspected = 'Databeskyttelsesforordningen artikel 32; retshåndhævelsesloven § 27';

/** Refusals of this room. Files are refused for what they are, never for what they say. */
export const attachmentRules = {
  name: rule('attachment.name', 422, {
    da: 'Filens navn kan ikke bruges. Giv den et navn på højst 120 tegn med bogstaver, tal, mellemrum, punktum, bindestreg, understregning og parenteser, der ender på .pdf, .png, .jpg, .txt, .docx eller .xlsx.',
    en: 'The name of the file cannot be used. Give it a name of at most 120 letters, digits, spaces, dots, hyphens, underscores and brackets that ends in .pdf, .png, .jpg, .txt, .docx or .xlsx.',
  }),
  cprInName: rule(
    'attachment.cpr-in-name',
    422,
    {
      da: 'Filens navn ser ud til at indeholde et CPR-nummer. Omdøb filen, og vedhæft den igen.',
      en: 'The name of the file seems to hold a civil registration number. Rename the file and attach it again.',
    },
    'Databeskyttelsesloven § 11',
  ),
  size: rule('attachment.size', 422, {
    da: 'Filen er tom eller større end 10 MB.',
    en: 'The file is empty or larger than 10 MB.',
  }),
  tooMany: rule('attachment.too-many', 409, {
    da: 'Oplysningen har allerede 10 bilag, som er det højeste antal.',
    en: 'The finding has 10 attachments already, which is the most it can have.',
  }),
  type: rule(
    'attachment.type',
    422,
    {
      da: 'Filens indhold er ikke det, som navnet siger, eller er af en type, der ikke kan vedhæftes. Kun PDF, PNG, JPEG, tekst i UTF-8, Word (.docx) og Excel (.xlsx) kan vedhæftes.',
      en: 'The content of the file is not what its name says, or is of a type that cannot be attached. Only PDF, PNG, JPEG, text in UTF-8, Word (.docx) and Excel (.xlsx) can be attached.',
    },
    inspected,
  ),
  damaged: rule(
    'attachment.damaged',
    422,
    {
      da: 'Filen er beskadiget, krypteret, eller der ligger noget andet i den. Gem den igen i det program, den er lavet i, eller som PDF, og prøv igen.',
      en: 'The file is damaged or encrypted, or something else is hidden in it. Save it again in the program that made it, or as PDF, and try again.',
    },
    inspected,
  ),
  active: rule(
    'attachment.active-content',
    422,
    {
      da: 'Filen indeholder noget, der kan køre eller hente andet: makroer, scripts, handlinger, links, indlejrede filer eller henvisninger ud af dokumentet. Udskriv den til PDF uden links, og vedhæft den.',
      en: 'The file holds something that can run or fetch something else: macros, scripts, actions, links, embedded files or references out of the document. Print it to a PDF without links, and attach that.',
    },
    inspected,
  ),
  tooLarge: rule(
    'attachment.expands',
    422,
    {
      da: 'Filen fylder for meget, når den pakkes ud, eller billedet har for mange billedpunkter (højst 40 millioner).',
      en: 'The file is too large when it is unpacked, or the picture has too many pixels (at most 40 million).',
    },
    inspected,
  ),
  twice: rule('attachment.twice', 409, {
    da: 'Den samme fil er allerede vedhæftet oplysningen.',
    en: 'The same file is attached to the finding already.',
  }),
  proposed: rule('attachment.version-proposed', 409, {
    da: 'Denne version venter på en godkender, og det, der er foreslået, ændres ikke. Tag forslaget tilbage først: så kan bilag tilføjes og fjernes, og det kan foreslås igen.',
    en: 'This version waits for an approver, and what was proposed does not change. Take the proposal back first: then attachments can be added and removed, and it can be proposed again.',
  }),
  disclosed: rule('attachment.version-disclosed', 409, {
    da: 'Denne version er videregivet, og det, der er videregivet, ændres ikke. Ret oplysningen først: så får den en ny version, som bilag kan tilføjes eller fjernes på.',
    en: 'This version has been disclosed, and what was disclosed does not change. Correct the finding first: it then has a new version that attachments can be added to or removed from.',
  }),
};

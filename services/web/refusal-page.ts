import type { FastifyReply } from 'fastify';
import { notFound, type Refusal, type Text } from '#platform/errors.ts';
import { html, type Html } from './html.ts';
import { openPageOf, pageOf } from './layout.ts';
import { openingOffer } from './need-to-know/opening.ts';
import { linkButton, refusalFacts } from './parts.ts';
import { type Language, type View, type Wording, wordingOf } from './view.ts';

const htmlType = 'text/html; charset=utf-8';

/** Why somebody cannot see or do this: the rule, the law behind it, and whom to ask. */
export function refusalPage(reply: FastifyReply, reader: View | Language, refusal: Refusal, trace: string) {
  const words = typeof reader === 'string' ? wordingOf(reader) : reader;
  const title = words.say(refusal.rule.title);
  // For what must stay secret this page is the same as for what does not exist: it names nothing that was asked for.
  const offer = typeof reader === 'string' ? null : openingOffer(reader, refusal);
  const frame = { title, main: whyNot(words, refusal, trace, offer) };
  const text =
    typeof reader === 'string' ? openPageOf(words, '/', frame) : pageOf({ ...reader, path: '/' }, frame);
  return reply.code(refusal.rule.status).type(htmlType).send(text);
}

function whyNot(words: Wording, refusal: Refusal, trace: string, offer: Html): Html {
  const { rule, details } = refusal;
  return html`<section aria-labelledby="why">
    <h2 id="why">${words.t('Hvorfor kan jeg ikke se dette?', 'Why can’t I see this?')}</h2>
    ${details.detail ? html`<p>${words.say(details.detail)}</p>` : null}
    ${rule === notFound ? html`<p>${secrecy(words)}</p>` : null} ${offer}
    ${refusalFacts(words, refusal, trace, whomToAsk(words, details.contact))}
    <p>${linkButton('/', words.t('Til forsiden', 'To the start page'), offer === null ? 'primary' : 'secondary')}</p>
  </section>`;
}

const secrecy = (words: Wording) =>
  words.t(
    'Enten findes det ikke, eller det er ikke delt med din myndighed. Tjenesten svarer det samme i begge tilfælde, fordi også det, at noget findes, kan være fortroligt (forvaltningsloven § 27).',
    'Either it does not exist, or it is not shared with your agency. The service answers the same in both cases, because even that something exists can be confidential (Public Administration Act s. 27).',
  );

const contacts: Readonly<Record<string, Text>> = {
  administrator: {
    da: 'Din egen myndigheds administrator, som giver roller og skriver deltagelsesaftaler.',
    en: 'Your own authority’s administrator, who gives roles and drafts participation agreements.',
  },
  approver: { da: 'Din egen myndigheds godkender.', en: 'Your own agency’s approver.' },
  auditor: { da: 'Din egen myndigheds revisor.', en: 'Your own authority’s auditor.' },
  chair: { da: 'Enhedens mødeleder.', en: 'The unit’s chair.' },
  legal_officer: {
    da: 'En jurist i den myndighed, som hjemlen eller aftalen gælder for.',
    en: 'A legal officer of the authority that the legal basis or the agreement is for.',
  },
  liaison: {
    da: 'Kontaktpersonen i den myndighed, som oplysningen kommer fra.',
    en: 'The liaison of the agency that the information comes from.',
  },
};

const whomToAsk = (words: Wording, contact = ''): string =>
  words.say(
    contacts[contact] ?? {
      da: 'Enhedens mødeleder, eller den myndighed, som oplysningen kommer fra.',
      en: 'The unit’s chair, or the agency that the information comes from.',
    },
  );

/** The session is over, while a page was asked for or a form was sent. */
export function sessionOverPage(reply: FastifyReply, language: Language) {
  const words = wordingOf(language);
  const main = html`<p>
      ${words.t(
        'Du har været væk i mere end en halv time, har været logget ind i otte timer, eller din adgang er lukket.',
        'You have been away for more than half an hour, have been signed in for eight hours, or your access has ended.',
      )}
    </p>
    <p>
      ${words.t(
        'Skrev du noget? Det er ikke gemt, men heller ikke tabt: log ind i et nyt vindue, gå tilbage hertil med browserens tilbageknap, og send det igen.',
        'Were you writing something? It is not saved, but not lost either: sign in in a new window, go back here with the browser’s back button, and send it again.',
      )}
    </p>
    <p>
      <a class="button button-primary" href="/sign-in" target="_blank" rel="noopener"
        >${words.t('Log ind i et nyt vindue', 'Sign in in a new window')}</a
      >
    </p>`;
  const title = words.t('Du er ikke logget ind længere', 'You are no longer signed in');
  return reply
    .code(401)
    .type(htmlType)
    .send(openPageOf(words, '/', { title, main }));
}

import { hintsIn, hintTexts } from '../../citizens/text-scan.ts';

// For every page: what makes it pleasanter, and nothing that it needs.

document.documentElement.classList.remove('no-script');

// What went wrong is read out and reached first.
document.querySelector<HTMLElement>('#error-summary')?.focus();
for (const link of document.querySelectorAll<HTMLAnchorElement>('#error-summary a'))
  link.addEventListener('click', (event) => {
    const target = document.querySelector<HTMLElement>(link.hash);
    if (!target) return;
    event.preventDefault();
    target.focus();
    target.scrollIntoView({ block: 'center' });
  });

// On a narrow screen the menu waits until it is asked for.
const menu = document.querySelector<HTMLDetailsElement>('.site-menu');
const narrow = matchMedia('(max-width: 61.9375em)');
const fitMenu = () => {
  if (menu) menu.open = !narrow.matches;
};
fitMenu();
narrow.addEventListener('change', fitMenu);

// A form is sent once, however often the button is pressed.
for (const form of document.querySelectorAll<HTMLFormElement>('form[method="post"]'))
  form.addEventListener('submit', (event) => {
    if (form.dataset['sent'] === 'yes') event.preventDefault();
    form.dataset['sent'] = 'yes';
  });
addEventListener('pageshow', () => {
  for (const form of document.querySelectorAll<HTMLFormElement>('form')) delete form.dataset['sent'];
});

for (const button of document.querySelectorAll<HTMLButtonElement>('button[data-print]')) {
  button.hidden = false;
  button.addEventListener('click', () => print());
}

/** Warns of numbers, names and the like while somebody writes; the text goes nowhere. */
function watch(box: HTMLTextAreaElement | HTMLInputElement): void {
  const warning = document.createElement('p');
  warning.className = 'cpr-warning';
  warning.setAttribute('role', 'status');
  box.after(warning);
  const lang = box.dataset['scan'] === 'en' ? 'en' : 'da';
  const look = () => {
    const text = hintsIn(box.value)
      .map((hint) => hintTexts[hint][lang])
      .join(' ');
    if (warning.textContent !== text) warning.textContent = text;
  };
  box.addEventListener('input', look);
  look();
}
for (const box of document.querySelectorAll<HTMLTextAreaElement>('textarea[data-scan], input[data-scan]'))
  watch(box);

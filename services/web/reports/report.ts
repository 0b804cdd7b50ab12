import { getReport, getReportDocument, listIndicators, type Report } from '#reports/contract.ts';
import { html, type Html } from '../html.ts';
import { limitsLine } from '../limits.ts';
import { page } from '../page.ts';
import { alertBox, definitionList, icon } from '../parts.ts';
import type { View } from '../view.ts';
import { groupSections, notCounted, numberTable } from './figure-parts.ts';
import { daysOf, periodName, stateTag } from './words.ts';

/** A page to hand over: what was counted, how, and what was not. */
export const reportPage = page({
  path: '/reports/:reportId',
  needs: getReport,
  show: async (view, { params }) => {
    const [report, { items: indicators }] = await Promise.all([
      view.ask(getReport, { params: { reportId: params['reportId'] } }),
      view.ask(listIndicators),
    ]);
    const name = periodName(view, report.period);
    const main = html`<div class="report">
      ${report.preliminary ? preliminary(view, report) : null}${facts(view, report)}${limitsLine(view, report.limits)}${downloads(view, report)}
      <section>
        <h2>${view.t('Nøgletal', 'Figures')}</h2>
        ${numberTable(view, indicators, report.figures)}
      </section>
      <section>
        <h2>${view.t('Fordelt på myndigheder, typer og kommuner', 'By agency, type and municipality')}</h2>
        ${groupSections(view, indicators, report.figures)}
      </section>
      ${notCounted(view)}
    </div>`;
    return {
      title: view.t(`${report.unitName}: rapport for ${name}`, `${report.unitName}: report for the ${name}`),
      main,
    };
  },
});

function preliminary(view: View, { builtAt }: Report): Html {
  return alertBox(
    view,
    'warning',
    view.t('Tallene er foreløbige', 'The figures are preliminary'),
    view.t(
      `Perioden var ikke slut, da rapporten blev lavet ${view.instant(builtAt)}.`,
      `The period had not ended when the report was made on ${view.instant(builtAt)}.`,
    ),
  );
}

function facts(view: View, report: Report): Html {
  return definitionList(view, [
    [view.t('Enhed', 'Unit'), report.unitName],
    [view.t('Periode', 'Period'), daysOf(view, report)],
    [view.t('Status', 'Status'), stateTag(view, report)],
    [
      view.t('Udgave', 'Version'),
      view.t(
        `${report.version}, lavet ${view.instant(report.builtAt)}`,
        `${report.version}, made ${view.instant(report.builtAt)}`,
      ),
    ],
    [
      view.t('Kilde', 'Source'),
      view.t(
        `Enhedens gennemgange i tjenesten, talt efter definitionernes udgave ${report.definitionVersion}. Ingen tal er tastet ind.`,
        `The unit’s case reviews in the service, counted by version ${report.definitionVersion} of the definitions. No number was typed in.`,
      ),
    ],
    [
      view.t('Kontrolsum (SHA-256)', 'Checksum (SHA-256)'),
      html`<code class="checksum">${report.sha256}</code>`,
    ],
  ]);
}

function downloads(view: View, { id }: Report): Html {
  if (!view.may(getReportDocument.permission))
    return html`<p class="quiet d-print-none">
      ${view.t('Koordinatoren kan hente rapporten som fil.', 'The coordinator can fetch the report as a file.')}
    </p>`;
  const file = (format: string, text: string) =>
    html`<a class="button button-secondary" href=${`/reports/${id}/document?format=${format}`} download=${true}
      >${icon('download')}${text}</a
    >`;
  return html`<div class="actions">
    ${file('csv', view.t('Hent til regneark (CSV)', 'Fetch for a spreadsheet (CSV)'))}
    ${file('json', view.t('Hent til systemer (JSON)', 'Fetch for systems (JSON)'))}
  </div>`;
}

/** The report as a file: the same bytes as the API sends. */
export const reportFile = page({
  path: '/reports/:reportId/document',
  needs: getReportDocument,
  show: async (view, { params, query }) => ({
    file: await view.ask(getReportDocument, { params: { reportId: params['reportId'] }, query }),
  }),
});

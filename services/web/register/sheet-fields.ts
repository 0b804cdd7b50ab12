import { columnsOf, fileOf, type SheetName } from '#register/contract.ts';
import { html, type Html } from '../html.ts';
import type { Fault } from '../page.ts';
import { details, errorsOf, idOf, textArea } from '../parts.ts';
import type { View } from '../view.ts';
import { sheetName } from './words.ts';

export const fileFieldOf = (sheet: SheetName): string => `${sheet}File`;

/** One sheet: a file, or cells that are pasted. */
export function sheetFields(view: View, sheet: SheetName, fault: Fault | undefined): Html {
  const pasted = fault?.form.raw(sheet) ?? '';
  const columns = columnsOf[sheet].join(', ').replace(/\.$/, '');
  return html`<fieldset class="sheet">
    <legend class="h4">${sheetName(view, sheet)}</legend>
    ${fileField(view, sheet, fault)}
    ${details(
      view.t('Eller indsæt celler fra et regneark', 'Or paste cells from a spreadsheet'),
      textArea(view, {
        name: sheet,
        label: view.t(
          `Celler til ${sheetName(view, sheet).toLowerCase()}`,
          `Cells of ${sheetName(view, sheet).toLowerCase()}`,
        ),
        hint: view.t(
          `Markér cellerne i regnearket, kopiér dem, og indsæt dem her; med overskrifter, eller uden i denne rækkefølge: ${columns}.`,
          `Select the cells in the spreadsheet, copy them and paste them here; with headings, or without in this order: ${columns}.`,
        ),
        rows: 6,
        required: false,
        fault: asWritten(fault),
      }),
      pasted !== '' || errorsOf(fault, sheet).length > 0,
    )}
  </fieldset>`;
}

/** Cells at the ends may be empty, so their tabs are kept when the page is shown again. */
function asWritten(fault: Fault | undefined): Fault | undefined {
  return fault && { ...fault, form: { ...fault.form, text: fault.form.raw } };
}

function fileField(view: View, sheet: SheetName, fault: Fault | undefined): Html {
  const name = fileFieldOf(sheet);
  const label = view.t(`Fil, f.eks. ${fileOf[sheet]}`, `File, such as ${fileOf[sheet]}`);
  fault?.labels.set(name, sheetName(view, sheet));
  const errors = errorsOf(fault, name);
  const id = idOf(name);
  return html`<div class=${errors.length > 0 ? 'form-group form-error' : 'form-group'}>
    <label class="form-label" for=${id}
      >${label}<span class="weight-normal">${view.t(' (kan udelades)', ' (optional)')}</span></label
    >
    <span class="form-hint" id=${`${id}-hint`}
      >${view.t('Gemt fra regnearket som CSV eller tekst.', 'Saved from the spreadsheet as CSV or text.')}</span
    >
    ${
      errors.length === 0
        ? null
        : html`<span class="form-error-message" id=${`${id}-error`}>
            <span class="sr-only">${view.t('Fejl:', 'Error:')} </span>${errors.map((error) => error[view.lang]).join(' ')}
          </span>`
    }
    <input
      type="file"
      id=${id}
      name=${name}
      accept=".csv,.txt,.tsv,text/csv,text/plain,text/tab-separated-values"
      aria-describedby=${errors.length === 0 ? `${id}-hint` : `${id}-hint ${id}-error`}
      aria-invalid=${errors.length > 0 ? 'true' : undefined}
    />
  </div>`;
}

import { Refusal } from '#platform/errors.ts';
import { html, type Html } from '../html.ts';
import type { Fault } from '../page.ts';
import { hidden } from '../parts.ts';
import type { View } from '../view.ts';

const nameField = '_form';

/** The hidden fields of one of several forms on a page: which of them it is, and those of every form. */
export function hiddenOf(view: View, name: string, version?: number): Html {
  return html`<input type="hidden" name=${nameField} value=${name} />${hidden(
    view,
    version === undefined ? {} : { version },
  )}`;
}

/** The fault, for the form that was refused; the other forms on the page have none. */
export function faultOf(fault: Fault | undefined, name: string): Fault | undefined {
  return fault?.form.text(nameField) === name ? fault : undefined;
}

/** The name of the form that was refused. */
export const refusedForm = (fault: Fault | undefined): string => fault?.form.text(nameField) ?? '';

/**
 * What was asked, with its errors said of the fields of this page, by the pointer that the endpoint says: two forms on a page
 * may ask endpoints whose bodies have members of one name, and a page has each field's name once.
 */
export async function withFields<T>(asked: Promise<T>, fields: Record<string, string>): Promise<T> {
  try {
    return await asked;
  } catch (error) {
    if (!(error instanceof Refusal) || error.details.errors === undefined) throw error;
    const errors = error.details.errors.map((one) => {
      const field = fields[one.pointer];
      return field === undefined ? one : { ...one, pointer: `/body/${field}` };
    });
    throw new Refusal(error.rule, { ...error.details, errors });
  }
}

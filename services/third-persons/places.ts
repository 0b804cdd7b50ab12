/** Columns that hold sealed texts; each is bound to its own row's id. */
export const nameColumn = 'third_person.name_ct';
export const numberColumn = 'third_person.number_ct';
export const necessityColumn = 'third_person.necessity_ct';
export const toldNameColumn = 'third_person_disclosure.name_ct';
export const toldNumberColumn = 'third_person_disclosure.number_ct';
export const toldNecessityColumn = 'third_person_disclosure.necessity_ct';

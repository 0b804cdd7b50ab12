/** Columns that hold sealed texts; each is bound to its own row's id. */
export const groundColumn = 'affiliation_statement.ground_ct';
export const conditionTextColumn = 'security_assessment.text_ct';
export const contactColumn = 'security_assessment.contact_ct';
export const necessityColumn = 'security_assessment.necessity_ct';
export const toldTextColumn = 'security_notice.text_ct';
export const toldContactColumn = 'security_notice.contact_ct';

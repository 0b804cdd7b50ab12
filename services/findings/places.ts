/** Columns that hold sealed texts, and the row that a text is bound to: a text moved elsewhere does not open. */
export const textColumn = 'finding_version.text_ct';
export const necessityColumn = 'finding_version.necessity_ct';
export const correctionColumn = 'finding_version.reason_ct';
export const withdrawalColumn = 'finding.withdrawal_reason_ct';
export const disclosureNecessityColumn = 'disclosure.necessity_ct';
export const revocationColumn = 'disclosure.revocation_reason_ct';

/** The row id of a version of a finding; other rows are named by their own id. */
export const sealedPlace = (findingId: string, version: number) => `${findingId}/${version}`;

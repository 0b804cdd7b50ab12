/** Where sealed texts of requests are kept; each is bound to the id of its request. */
export const questionColumn = 'information_request.question_ct';
export const necessityColumn = 'information_request.necessity_ct';
export const reasonColumn = 'request_reason.reason_ct';

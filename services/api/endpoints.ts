import * as audit from '#audit/contract.ts';
import { readOwnTrail } from '#audit/read-trail.ts';
import { giveOneRole, reinstateOnePerson, revokeOnePerson, revokeOneRole } from '#identity/change-access.ts';
import * as identity from '#identity/contract.ts';
import { readMe, readPermissions } from '#identity/me.ts';
import { addOnePerson, readPeople, readPerson } from '#identity/people.ts';
import * as agreements from '#agreements/contract.ts';
import { draftAgreement } from '#agreements/draft-agreement.ts';
import { readAgreement, readAgreements, readSharing } from '#agreements/read-agreements.ts';
import { discardAgreement, signAgreement } from '#agreements/sign-agreement.ts';
import { assessSecurity } from '#assessments/assess-security.ts';
import * as assessments from '#assessments/contract.ts';
import { endSecurity } from '#assessments/end-security.ts';
import { readAffiliation } from '#assessments/read-affiliation.ts';
import { readDue } from '#assessments/read-due.ts';
import { readSecurity } from '#assessments/read-security.ts';
import { stateAffiliation } from '#assessments/state-affiliation.ts';
import { tellOfSecurity } from '#assessments/tell-of-security.ts';
import { proposeOneAgenda } from '#agendas/propose-agenda.ts';
import * as agendas from '#agendas/contract.ts';
import { readAgenda } from '#agendas/read-agenda.ts';
import { recordOneOutcome } from '#agendas/record-outcome.ts';
import { settleOneAgenda } from '#agendas/settle-agenda.ts';
import { admitReview } from '#case-reviews/admit-review.ts';
import { askAgencies } from '#case-reviews/ask-agencies.ts';
import { concludeOutsideMeeting } from '#case-reviews/conclude-review.ts';
import * as reviews from '#case-reviews/contract.ts';
import { declineReview } from '#case-reviews/decline-review.ts';
import { deleteOneFilter, readSavedFilters, saveOneFilter } from '#case-reviews/keep-filters.ts';
import { listReviews } from '#case-reviews/list-reviews.ts';
import { nominateCitizen } from '#case-reviews/nominate-citizen.ts';
import { putReply } from '#case-reviews/put-reply.ts';
import { readDossier } from '#case-reviews/read-dossier.ts';
import { readQueue } from '#case-reviews/read-queue.ts';
import { readReadiness } from '#case-reviews/read-readiness.ts';
import { readStates } from '#case-reviews/read-states.ts';
import { withdrawNomination } from '#case-reviews/withdraw-review.ts';
import * as citizens from '#citizens/contract.ts';
import { lookUpCitizen } from '#citizens/look-up-citizen.ts';
import { unmaskCitizen } from '#citizens/unmask-citizen.ts';
import { askForEmergencyAccess } from '#emergency-access/ask-for-emergency-access.ts';
import * as emergencies from '#emergency-access/contract.ts';
import {
  confirmEmergencyAccess,
  endEmergencyAccess,
  refuseEmergencyAccess,
} from '#emergency-access/decide-emergency-access.ts';
import { readEmergencyAccesses } from '#emergency-access/read-emergency-accesses.ts';
import { assignToReview } from '#follow-ups/assign-action.ts';
import { assignAtMeeting } from '#follow-ups/assign-at-meeting.ts';
import { attachFinding } from '#findings/attach-finding.ts';
import * as findings from '#findings/contract.ts';
import { correctFinding } from '#findings/correct-finding.ts';
import { discloseFinding } from '#findings/disclose-finding.ts';
import { previewDisclosure } from '#findings/preview-disclosure.ts';
import { readFinding, readFindings, readVersions } from '#findings/read-finding.ts';
import { revokeDisclosure } from '#findings/revoke-disclosure.ts';
import { withdrawFinding } from '#findings/withdraw-finding.ts';
import * as followUps from '#follow-ups/contract.ts';
import { readAction, readActions } from '#follow-ups/read-actions.ts';
import { updateOwnAction } from '#follow-ups/update-action.ts';
import { approveLegalBasis } from '#legal-bases/approve-legal-basis.ts';
import * as decisions from '#decisions/contract.ts';
import { readDecision } from '#decisions/read-decision.ts';
import * as legalBases from '#legal-bases/contract.ts';
import { draftLegalBasis } from '#legal-bases/draft-legal-basis.ts';
import { evaluateDecision } from '#legal-bases/evaluate-decision.ts';
import { readLegalBases } from '#legal-bases/read-legal-bases.ts';
import { retireLegalBasis } from '#legal-bases/retire-legal-basis.ts';
import { tryDraft } from '#legal-bases/try-draft.ts';
import * as meetings from '#meetings/contract.ts';
import { cancelOneMeeting, moveMeeting, planOneMeeting } from '#meetings/plan-meeting.ts';
import { endOneSeries, planNewSeries, readSeries } from '#meetings/plan-series.ts';
import { readMeeting, readMeetings } from '#meetings/read-meetings.ts';
import { closeOneMeeting, openOneMeeting } from '#meetings/run-meeting.ts';
import { assignOneReview, endOneAssignment, readAssignments } from '#need-to-know/assign-review.ts';
import * as needToKnow from '#need-to-know/contract.ts';
import {
  excludeOnePerson,
  liftOneExclusion,
  readExclusions,
  recuseOneself,
} from '#need-to-know/exclude-person.ts';
import { openWithReason, readOpenings, reviewOneOpening } from '#need-to-know/open-review.ts';
import { serve } from '#platform/deed.ts';
import { commitImport, discardImport } from '#register/commit-import.ts';
import { attachFile, detachFile } from '#attachments/attach-file.ts';
import * as attachments from '#attachments/contract.ts';
import { readAttachment } from '#attachments/read-attachment.ts';
import * as receipts from '#receipts/contract.ts';
import { exportRegister } from '#receipts/export-register.ts';
import { readReceipt, readReceiptKeys, readReceipts } from '#receipts/read-receipts.ts';
import * as register from '#register/contract.ts';
import { previewImport } from '#register/preview-import.ts';
import { readImport, readImports, readRefusedRows } from '#register/read-imports.ts';
import { askForInformation } from '#requests/ask-for-information.ts';
import * as requests from '#requests/contract.ts';
import { readRequest, readRequests } from '#requests/read-requests.ts';
import { respondToRequest } from '#requests/respond-to-request.ts';
import { withdrawRequest } from '#requests/withdraw-request.ts';
import { answerNotice, readNotice, readNotices } from '#recalls/answer-notice.ts';
import * as recalls from '#recalls/contract.ts';
import { readQueue as readRecallQueue, readRecall, readRecalls } from '#recalls/read-recalls.ts';
import * as proposals from '#release-proposals/contract.ts';
import { refuseOne, releaseOne, withdrawOne } from '#release-proposals/decide-proposal.ts';
import { proposeRelease } from '#release-proposals/propose-release.ts';
import { readProposal, readProposals } from '#release-proposals/read-proposals.ts';
import { buildReport } from '#reports/build-report.ts';
import * as reports from '#reports/contract.ts';
import { readFigures, readIndicators } from '#reports/read-figures.ts';
import { readReport, readReportDocument, readReports } from '#reports/read-reports.ts';
import * as thirdPersons from '#third-persons/contract.ts';
import { discloseThirdPerson } from '#third-persons/disclose-third-person.ts';
import { readThirdPersons } from '#third-persons/read-third-persons.ts';
import { registerThirdPerson } from '#third-persons/register-third-person.ts';
import { removeThirdPerson, revokeThirdPerson } from '#third-persons/revoke-third-person.ts';
import * as units from '#units/contract.ts';
import { readUnit, readUnits } from '#units/read-units.ts';
import * as vocabulary from '#vocabulary/contract.ts';
import { readAllCodes } from '#vocabulary/read-codes.ts';
import * as meta from './contract.ts';
import { readRules } from './read-rules.ts';

/** The table of contents of the API: every contract and the deed behind it. */
export const endpoints = [
  // units
  serve(units.listUnits, readUnits),
  serve(units.getUnit, readUnit),
  // identity
  serve(identity.getMe, readMe),
  serve(identity.listPeople, readPeople),
  serve(identity.getPerson, readPerson),
  serve(identity.addPerson, addOnePerson),
  serve(identity.giveRole, giveOneRole),
  serve(identity.revokeRole, revokeOneRole),
  serve(identity.revokePerson, revokeOnePerson),
  serve(identity.reinstatePerson, reinstateOnePerson),
  serve(identity.listPermissions, readPermissions),
  // audit
  serve(audit.readTrail, readOwnTrail),
  // agreements
  serve(agreements.readSharing, readSharing),
  serve(agreements.listAgreements, readAgreements),
  serve(agreements.getAgreement, readAgreement),
  serve(agreements.draftAgreement, draftAgreement),
  serve(agreements.signAgreement, signAgreement),
  serve(agreements.discardAgreement, discardAgreement),
  // emergency-access
  serve(emergencies.askForEmergencyAccess, askForEmergencyAccess),
  serve(emergencies.listEmergencyAccesses, readEmergencyAccesses),
  serve(emergencies.confirmEmergencyAccess, confirmEmergencyAccess),
  serve(emergencies.refuseEmergencyAccess, refuseEmergencyAccess),
  serve(emergencies.endEmergencyAccess, endEmergencyAccess),
  // legal-bases
  serve(legalBases.listLegalBases, readLegalBases),
  serve(legalBases.draftLegalBasis, draftLegalBasis),
  serve(legalBases.approveLegalBasis, approveLegalBasis),
  serve(legalBases.retireLegalBasis, retireLegalBasis),
  serve(legalBases.whatIf, tryDraft),
  serve(legalBases.evaluateDecision, evaluateDecision),
  serve(decisions.getDecision, readDecision),
  // findings
  serve(findings.attachFinding, attachFinding),
  serve(findings.listFindings, readFindings),
  serve(findings.getFinding, readFinding),
  serve(findings.listFindingVersions, readVersions),
  serve(findings.correctFinding, correctFinding),
  serve(findings.withdrawFinding, withdrawFinding),
  serve(findings.discloseFinding, discloseFinding),
  serve(findings.previewDisclosure, previewDisclosure),
  serve(findings.revokeDisclosure, revokeDisclosure),
  // requests
  serve(requests.askForInformation, askForInformation),
  serve(requests.listRequests, readRequests),
  serve(requests.getRequest, readRequest),
  serve(requests.respondToRequest, respondToRequest),
  serve(requests.withdrawRequest, withdrawRequest),
  // assessments
  serve(assessments.listAffiliationStatements, readAffiliation),
  serve(assessments.stateAffiliation, stateAffiliation),
  serve(assessments.listSecurityAssessments, readSecurity),
  serve(assessments.assessSecurity, assessSecurity),
  serve(assessments.tellOfSecurity, tellOfSecurity),
  serve(assessments.endSecurity, endSecurity),
  serve(assessments.listDueAssessments, readDue),
  // third persons
  serve(thirdPersons.listThirdPersons, readThirdPersons),
  serve(thirdPersons.registerThirdPerson, registerThirdPerson),
  serve(thirdPersons.discloseThirdPerson, discloseThirdPerson),
  serve(thirdPersons.revokeThirdPerson, revokeThirdPerson),
  serve(thirdPersons.removeThirdPerson, removeThirdPerson),
  // release-proposals
  serve(proposals.proposeRelease, proposeRelease),
  serve(proposals.listReleaseProposals, readProposals),
  serve(proposals.getReleaseProposal, readProposal),
  serve(proposals.releaseProposal, releaseOne),
  serve(proposals.refuseProposal, refuseOne),
  serve(proposals.withdrawProposal, withdrawOne),
  // citizens
  serve(citizens.lookUpCitizen, lookUpCitizen),
  serve(citizens.unmaskCitizen, unmaskCitizen),
  // case-reviews
  serve(reviews.nominateCitizen, nominateCitizen),
  serve(reviews.listCaseReviews, listReviews),
  serve(reviews.readDossier, readDossier),
  serve(reviews.admitReview, admitReview),
  serve(reviews.askAgencies, askAgencies),
  serve(reviews.declineReview, declineReview),
  serve(reviews.withdrawReview, withdrawNomination),
  serve(reviews.concludeReview, concludeOutsideMeeting),
  serve(reviews.putReply, putReply),
  serve(reviews.readQueue, readQueue),
  serve(reviews.readReadiness, readReadiness),
  serve(reviews.readStates, readStates),
  serve(reviews.listSavedFilters, readSavedFilters),
  serve(reviews.saveFilter, saveOneFilter),
  serve(reviews.deleteSavedFilter, deleteOneFilter),
  // attachments
  serve(attachments.attachFile, attachFile),
  serve(attachments.getAttachment, readAttachment),
  serve(attachments.removeAttachment, detachFile),
  // receipts
  serve(receipts.listReceipts, readReceipts),
  serve(receipts.getReceipt, readReceipt),
  serve(receipts.exportReceipts, exportRegister),
  serve(receipts.listReceiptKeys, readReceiptKeys),
  // need-to-know
  serve(needToKnow.listAssignments, readAssignments),
  serve(needToKnow.assignReview, assignOneReview),
  serve(needToKnow.endAssignment, endOneAssignment),
  serve(needToKnow.openReview, openWithReason),
  serve(needToKnow.listOpenings, readOpenings),
  serve(needToKnow.reviewOpening, reviewOneOpening),
  serve(needToKnow.recuse, recuseOneself),
  serve(needToKnow.excludePerson, excludeOnePerson),
  serve(needToKnow.listExclusions, readExclusions),
  serve(needToKnow.liftExclusion, liftOneExclusion),
  // meetings
  serve(meetings.createSeries, planNewSeries),
  serve(meetings.listSeries, readSeries),
  serve(meetings.endSeries, endOneSeries),
  serve(meetings.createMeeting, planOneMeeting),
  serve(meetings.listMeetings, readMeetings),
  serve(meetings.getMeeting, readMeeting),
  serve(meetings.changeMeeting, moveMeeting),
  serve(meetings.cancelMeeting, cancelOneMeeting),
  serve(meetings.openMeeting, openOneMeeting),
  serve(meetings.closeMeeting, closeOneMeeting),
  // agendas
  serve(agendas.proposeAgenda, proposeOneAgenda),
  serve(agendas.getAgenda, readAgenda),
  serve(agendas.settleAgenda, settleOneAgenda),
  serve(agendas.recordOutcome, recordOneOutcome),
  // vocabulary
  serve(vocabulary.readCodes, readAllCodes),
  // follow-ups
  serve(followUps.assignFollowUp, assignToReview),
  serve(followUps.assignFollowUpAtMeeting, assignAtMeeting),
  serve(followUps.listFollowUps, readActions),
  serve(followUps.getFollowUp, readAction),
  serve(followUps.updateFollowUp, updateOwnAction),
  // recalls
  serve(recalls.listRecalls, readRecalls),
  serve(recalls.getRecall, readRecall),
  serve(recalls.listRecallNotices, readNotices),
  serve(recalls.getRecallNotice, readNotice),
  serve(recalls.answerRecallNotice, answerNotice),
  serve(recalls.readRecallQueue, readRecallQueue),
  // reports
  serve(reports.listIndicators, readIndicators),
  serve(reports.getFigures, readFigures, 'reporter'),
  serve(reports.buildReport, buildReport, 'reporter'),
  serve(reports.listReports, readReports),
  serve(reports.getReport, readReport),
  serve(reports.getReportDocument, readReportDocument),
  // register
  serve(register.previewRegisterImport, previewImport),
  serve(register.commitRegisterImport, commitImport),
  serve(register.getRegisterImport, readImport),
  serve(register.listRegisterImports, readImports),
  serve(register.getRefusedRows, readRefusedRows),
  serve(register.discardRegisterImport, discardImport),
  // what the API says of itself
  serve(meta.listRules, readRules),
];

package org.klantbrug.identity;

/** What can be permitted to a role. The code is what {@code identity_permission} holds. */
public enum Action {
  /** See mergers, their files, jobs, figures. */
  MERGER_READ("merger.read"),
  /** See the records behind a figure, with the numbers of their customers. */
  MERGER_RECORDS("merger.records"),
  /** Register mergers and their files, map, import, repair. */
  MERGER_PREPARE("merger.prepare"),
  /** Start a run, stop and continue jobs. */
  MERGER_RUN("merger.run"),
  /** Confirm a mapping, approve a match model, decide on pairs. */
  MERGER_STEWARD("merger.steward"),
  /** Approve a rehearsal. */
  MERGER_APPROVE("merger.approve"),
  /** Sign a reconciliation. */
  MERGER_SIGN("merger.sign"),
  /** Take a transfer back. */
  MERGER_UNDO("merger.undo"),
  /** Plan waves, move and hold their members. */
  MERGER_WAVES("merger.waves"),
  /**
   * Enter what changes for the money, hand accounts over to billing, read what it and the bank say.
   */
  BILLING_HANDOVER("billing.handover"),
  /** Note what reaches the old company after customers went over. */
  BILLING_LATE("billing.late"),
  /** Confirm what changes for the money, and that first debits are right. */
  BILLING_CONFIRM("billing.confirm"),
  /** Begin the programme of a merger, add to its list, write scenarios, publish briefings. */
  PROGRAMME_LEAD("programme.lead"),
  /** Say, as the second person, that something required does not apply. */
  PROGRAMME_CONFIRM("programme.confirm"),
  /** Write what can go wrong and what is done then, before it does. */
  SCENARIO_WRITE("scenario.write"),
  /** Read the briefings of those who serve customers. */
  BRIEFING_READ("briefing.read"),
  /** Say that somebody of one's team is not there to read a briefing. */
  BRIEFING_EXCUSE("briefing.excuse"),
  /** Hold new waves and mail to many, and let them go on. */
  BRAKE_HOLD("brake.hold"),
  /** See whether the old system may go. */
  ENDING_READ("ending.read"),
  /** Look whether it may go, make its archive and check it. */
  ENDING_PREPARE("ending.prepare"),
  /** Sign that it may go. */
  ENDING_SIGN("ending.sign"),
  /** Look up records in the archive of what was delivered. */
  ARCHIVE_READ("archive.read"),
  /** Write, release and stop notices to customers, print them, and say who answers for them. */
  MERGER_NOTICES("merger.notices"),
  /** Read a notice as one of its panel, and judge it. */
  NOTICE_TEST("notice.test"),
  /** See whom a person must tell that they go over, and say that they were told. */
  NOTICE_TELL("notice.tell"),
  /** Approve a notice that a colleague wrote. */
  NOTICE_APPROVE("notice.approve"),
  /** Answer early warnings, and set when somebody is told. */
  ALARM_ANSWER("alarm.answer"),
  /** Find and open customers. */
  CUSTOMER_READ("customer.read"),
  /** Note a contact, promise something, ask the back office for an exception. */
  CUSTOMER_CONTACT("customer.contact"),
  /** See which promises must be kept soon, over all customers. */
  CUSTOMER_PROMISES("customer.promises"),
  /** Mend or report a wrong value. */
  CUSTOMER_CORRECT("customer.correct"),
  /** Merge and split customers. */
  CUSTOMER_MERGE("customer.merge"),
  /** Find and open complaints. */
  COMPLAINT_READ("complaint.read"),
  /** Register complaints and take their steps. */
  COMPLAINT_HANDLE("complaint.handle"),
  /** Approve a leniency beyond somebody's mandate. */
  COMPLAINT_APPROVE("complaint.approve"),
  /** Keep what a body outside asks and says of a complaint. */
  COMPLAINT_DISPUTE("complaint.dispute"),
  /** Pay what customers were granted: make lists, take them out, mark them as paid. */
  COMPLAINT_PAYOUT("complaint.payout"),
  /** Set mandates, and for how long a complaint can be opened again. */
  COMPLAINT_SETTINGS("complaint.settings"),
  /** Set what can be offered, and lift a block on offers. */
  OFFER_SETTINGS("offer.settings"),
  /** Set the texts that colleagues can insert. */
  TEXT_SETTINGS("text.settings"),
  /** Let a file be opened that no scanner looked at. */
  ATTACHMENT_RELEASE("attachment.release"),
  /** Find and open signals to departments. */
  SIGNAL_READ("signal.read"),
  /** Raise a signal, link customers to it, and tell them what was done with it. */
  SIGNAL_RAISE("signal.raise"),
  /** Judge a signal, ask the department, close or decline it. */
  SIGNAL_TRIAGE("signal.triage"),
  /** Let a colleague's mail to many customers go. */
  SIGNAL_RELEASE("signal.release"),
  /** Print letters to customers of a signal, with their addresses. */
  SIGNAL_PRINT("signal.print"),
  /** Answer for one's department. */
  SIGNAL_ANSWER("signal.answer"),
  /** Set departments, and when and how customers hear what is done with a signal. */
  SIGNAL_SETTINGS("signal.settings"),
  /** Find and read questions and answers, those for colleagues too. */
  KNOWLEDGE_READ("knowledge.read"),
  /** Write questions and answers, and keep them right. */
  KNOWLEDGE_WRITE("knowledge.write"),
  /** Check what a colleague wrote: the law, and the words. */
  KNOWLEDGE_CHECK("knowledge.check"),
  /** Publish what was checked, and take it away. */
  KNOWLEDGE_PUBLISH("knowledge.publish"),
  /** See crises, their rooms and logs. */
  CRISIS_READ("crisis.read"),
  /** Say that something is a crisis, or that one is exercised. */
  CRISIS_PROPOSE("crisis.propose"),
  /** Work in the team of a crisis: write its log and what advisers say. */
  CRISIS_WORK("crisis.work"),
  /** Decide on crises, lead them, let go what they hold, stand them down and close them. */
  CRISIS_LEAD("crisis.lead"),
  /** Report what can become a crisis, and read what came of one's own reports. */
  THREAT_REPORT("threat.report"),
  /** Read all reports of what can become a crisis. */
  THREAT_READ("threat.read"),
  /** Judge what was reported. */
  THREAT_JUDGE("threat.judge"),
  /** Say who has crisis duty when, and within which time reports are judged. */
  THREAT_ROSTER("threat.roster"),
  /** Find and open objections to going over. */
  OBJECTION_READ("objection.read"),
  /** Register objections, speak to who objects, and write to him. */
  OBJECTION_REGISTER("objection.register"),
  /** Decide on objections. */
  OBJECTION_DECIDE("objection.decide"),
  /** See the figures of complaints, reply times and repeated questions, and their rows. */
  REPORT_READ("report.read"),
  /** See what was granted as leniency, and its rows. */
  REPORT_LENIENCY("report.leniency"),
  /** Register what a customer asks about his data, make his dossier, refuse. */
  PRIVACY_DOSSIER("privacy.dossier"),
  /** Decide that a customer is erased. */
  PRIVACY_ERASE("privacy.erase"),
  /** Confirm, as the second person, that a customer is erased. */
  PRIVACY_CONFIRM("privacy.confirm"),
  /** Judge what may be a data leak, and decide who hears of it. */
  PRIVACY_INCIDENT("privacy.incident"),
  /** Tell the privacy officer of what may be a data leak of a customer. */
  PRIVACY_REPORT("privacy.report"),
  /** Place and lift a legal hold. */
  PRIVACY_HOLD("privacy.hold"),
  /** Set how long data are kept, and confirm what a colleague set. */
  PRIVACY_RETENTION("privacy.retention"),
  /** Read the mail that customers sent. */
  MAIL_READ("mail.read"),
  /** Say which customer it is, and what is to be done. */
  MAIL_HANDLE("mail.handle"),
  /** See and do work items of one's roles. */
  WORK_DO("work.do"),
  /** Give work to colleagues and teams, and take it back from them. */
  WORK_ASSIGN("work.assign"),
  /** See reply times, the working calendar and the dates that run. */
  REPLYTIMES_READ("replytimes.read"),
  /** Change reply times and the working calendar. */
  REPLYTIMES_MANAGE("replytimes.manage"),
  /** See what is stuck, and the process pictures. */
  OPERATIONS_READ("operations.read"),
  /** Try stuck work again. */
  OPERATIONS_REPAIR("operations.repair"),
  /** See people, roles and teams. */
  PEOPLE_READ("people.read"),
  /** Change people, roles and teams. */
  PEOPLE_MANAGE("people.manage"),
  /** See who saw and changed what. */
  AUDIT_READ("audit.read");

  private final String code;

  Action(String code) {
    this.code = code;
  }

  /** The code under which the permission is stored. */
  public String code() {
    return code;
  }
}

package org.klantbrug.identity.web;

import static java.util.Map.entry;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.klantbrug.identity.Action;
import org.klantbrug.identity.Staff;

/**
 * Every page that exists for staff, and what it takes to open it. A page not named is not there.
 */
final class Pages {
  /** What a page asks of a person: one of these actions; none means being staff is enough. */
  record Need(Action... oneOf) {
    boolean isMetBy(Staff staff) {
      return oneOf.length == 0 || java.util.Arrays.stream(oneOf).anyMatch(staff::may);
    }
  }

  static final Map<String, Need> ALL =
      Map.ofEntries(
          entry("/home", new Need()),
          entry("/help", new Need()),
          entry("/logout", new Need()),
          entry("/password", new Need()),
          entry("/tokens", new Need()),
          entry("/work", new Need(Action.WORK_DO)),
          entry("/work-item", new Need(Action.WORK_DO)),
          entry("/mergers", new Need(Action.MERGER_READ)),
          entry("/merger", new Need(Action.MERGER_READ)),
          entry("/merger-register", new Need(Action.MERGER_PREPARE)),
          entry("/merger-file", new Need(Action.MERGER_PREPARE, Action.MERGER_STEWARD)),
          entry("/merger-rejects", new Need(Action.MERGER_PREPARE)),
          entry("/merger-warnings", new Need(Action.MERGER_PREPARE)),
          entry("/merger-totals", new Need(Action.MERGER_READ)),
          entry("/merger-terms", new Need(Action.MERGER_READ)),
          entry("/merger-programme", new Need(Action.MERGER_READ)),
          entry("/merger-quality", new Need(Action.MERGER_READ)),
          entry("/programme-item", new Need(Action.WORK_DO)),
          entry("/scenarios", new Need(Action.CRISIS_READ)),
          entry("/scenario", new Need(Action.CRISIS_READ)),
          entry("/crisis-playbook", new Need(Action.CRISIS_READ)),
          entry("/crisis-step", new Need(Action.WORK_DO)),
          entry("/crisis-reports", new Need(Action.CRISIS_READ)),
          entry("/crisis-shifts", new Need(Action.CRISIS_READ)),
          entry("/crisis-evaluation", new Need(Action.CRISIS_READ)),
          entry("/crisis-action", new Need(Action.WORK_DO)),
          entry("/crisis-figures", new Need(Action.CRISIS_READ)),
          entry("/briefing", new Need(Action.BRIEFING_READ, Action.MERGER_READ)),
          entry("/merger-waves", new Need(Action.MERGER_READ)),
          entry("/merger-wave", new Need(Action.MERGER_READ)),
          entry("/merger-wave-settings", new Need(Action.MERGER_READ)),
          entry("/merger-late-records", new Need(Action.MERGER_RECORDS)),
          entry("/merger-residual", new Need(Action.MERGER_READ)),
          entry("/merger-wave-undo", new Need(Action.MERGER_UNDO, Action.MERGER_SIGN)),
          entry("/merger-alarms", new Need(Action.MERGER_READ)),
          entry("/merger-labels", new Need(Action.MERGER_READ)),
          entry("/merger-bills", new Need(Action.MERGER_READ)),
          entry("/merger-mandates", new Need(Action.BILLING_HANDOVER)),
          entry("/merger-debits", new Need(Action.MERGER_READ)),
          entry("/merger-late", new Need(Action.BILLING_LATE)),
          entry("/merger-handover", new Need(Action.MERGER_READ)),
          entry("/merger-uncollected", new Need(Action.MERGER_READ)),
          entry("/merger-end", new Need(Action.ENDING_READ)),
          entry("/archive", new Need(Action.ARCHIVE_READ)),
          entry("/merger-notices", new Need(Action.MERGER_READ)),
          entry("/notice-campaign", new Need(Action.MERGER_READ, Action.NOTICE_TEST)),
          entry("/notice-customers", new Need(Action.MERGER_RECORDS)),
          entry("/notice-personal", new Need(Action.NOTICE_TELL)),
          entry("/merger-column", new Need(Action.MERGER_PREPARE, Action.MERGER_STEWARD)),
          entry("/merger-model", new Need(Action.MERGER_READ)),
          entry("/merger-pairs", new Need(Action.MERGER_STEWARD)),
          entry("/merger-statement", new Need(Action.MERGER_READ)),
          entry("/merger-undo", new Need(Action.MERGER_UNDO, Action.MERGER_SIGN)),
          entry("/rehearsal", new Need(Action.MERGER_READ)),
          entry("/rehearsed-customer", new Need(Action.MERGER_READ)),
          entry("/teams", new Need(Action.PEOPLE_READ)),
          entry("/team", new Need(Action.PEOPLE_READ)),
          entry("/stuck", new Need(Action.OPERATIONS_READ)),
          entry(
              "/process",
              new Need(
                  Action.OPERATIONS_READ,
                  Action.MERGER_READ,
                  Action.COMPLAINT_READ,
                  Action.OBJECTION_READ,
                  Action.THREAT_READ,
                  Action.CRISIS_READ)),
          entry("/people", new Need(Action.PEOPLE_READ)),
          entry("/person", new Need(Action.PEOPLE_READ)),
          entry("/customers", new Need(Action.CUSTOMER_READ)),
          entry("/customer", new Need(Action.CUSTOMER_READ)),
          entry("/customer-merge", new Need(Action.CUSTOMER_MERGE)),
          entry("/promises", new Need(Action.CUSTOMER_PROMISES)),
          entry("/promise", new Need(Action.CUSTOMER_READ)),
          entry("/corrections", new Need(Action.MERGER_STEWARD)),
          entry("/clocks", new Need(Action.REPLYTIMES_READ)),
          entry("/clock", new Need(Action.REPLYTIMES_READ)),
          entry("/reply-times", new Need(Action.REPLYTIMES_READ)),
          entry("/calendar", new Need(Action.REPLYTIMES_READ)),
          entry("/complaints", new Need(Action.COMPLAINT_READ)),
          entry("/complaint", new Need(Action.COMPLAINT_READ)),
          entry("/complaint-new", new Need(Action.COMPLAINT_HANDLE)),
          entry("/payouts", new Need(Action.COMPLAINT_PAYOUT)),
          entry("/complaint-settings", new Need(Action.COMPLAINT_SETTINGS)),
          entry("/objections", new Need(Action.OBJECTION_READ)),
          entry("/objection", new Need(Action.OBJECTION_READ)),
          entry("/objection-new", new Need(Action.OBJECTION_REGISTER)),
          entry("/texts", new Need(Action.TEXT_SETTINGS)),
          entry("/offers", new Need(Action.OFFER_SETTINGS)),
          entry("/knowledge", new Need(Action.KNOWLEDGE_READ)),
          entry("/knowledge-item", new Need(Action.KNOWLEDGE_READ)),
          entry("/knowledge-edit", new Need(Action.KNOWLEDGE_WRITE)),
          entry("/knowledge-unanswered", new Need(Action.KNOWLEDGE_READ)),
          entry("/knowledge-asked", new Need(Action.KNOWLEDGE_READ)),
          entry("/knowledge-contradictions", new Need(Action.KNOWLEDGE_READ)),
          entry("/knowledge-contradiction", new Need(Action.KNOWLEDGE_READ)),
          entry("/knowledge-synonyms", new Need(Action.KNOWLEDGE_PUBLISH)),
          entry("/crises", new Need(Action.CRISIS_READ)),
          entry("/crisis", new Need(Action.CRISIS_READ)),
          entry("/crisis-new", new Need(Action.CRISIS_PROPOSE)),
          entry("/crisis-briefing", new Need()),
          entry("/threats", new Need(Action.THREAT_READ)),
          entry("/threat", new Need(Action.THREAT_READ, Action.THREAT_REPORT)),
          entry("/threat-new", new Need(Action.THREAT_REPORT)),
          entry("/threat-roster", new Need(Action.THREAT_READ)),
          entry("/crisis-affected", new Need(Action.CRISIS_AFFECTED)),
          entry("/threat-settings", new Need(Action.THREAT_READ)),
          entry("/signals", new Need(Action.SIGNAL_READ)),
          entry("/signal", new Need(Action.SIGNAL_READ)),
          entry("/signal-new", new Need(Action.SIGNAL_RAISE)),
          entry("/signal-mail", new Need(Action.SIGNAL_RAISE)),
          entry("/signal-ask", new Need(Action.COMPLAINT_HANDLE)),
          entry("/signal-settings", new Need(Action.SIGNAL_SETTINGS)),
          entry(
              "/privacy",
              new Need(Action.PRIVACY_DOSSIER, Action.PRIVACY_CONFIRM, Action.PRIVACY_HOLD)),
          entry("/data-leaks", new Need(Action.PRIVACY_INCIDENT)),
          entry("/data-leak", new Need(Action.PRIVACY_INCIDENT)),
          entry("/leak-new", new Need(Action.PRIVACY_REPORT)),
          entry("/retention", new Need(Action.PRIVACY_RETENTION)),
          entry("/privacy-request", new Need(Action.PRIVACY_DOSSIER, Action.PRIVACY_CONFIRM)),
          entry("/reports", new Need(Action.REPORT_READ, Action.REPORT_LENIENCY)),
          entry("/report-rows", new Need(Action.REPORT_READ, Action.REPORT_LENIENCY)),
          entry("/mail", new Need(Action.MAIL_READ)),
          entry("/audit", new Need(Action.AUDIT_READ)));

  /** Pages for customers: anybody opens them, without a login. */
  static final Set<String> PUBLIC =
      Set.of(
          "/public/complaint",
          "/public/complaint-status",
          "/public/objection",
          "/public/questions");

  private Pages() {}

  /** What the page at this address asks for; empty if there is no such page. */
  static Optional<Need> need(String path) {
    return Optional.ofNullable(ALL.get(name(path)));
  }

  /** {@code /work.xhtml} and {@code /work} are the same page; {@code /} is home. */
  static String name(String path) {
    var name = path.endsWith(".xhtml") ? path.substring(0, path.length() - 6) : path;
    return name.isEmpty() || name.equals("/") ? "/home" : name;
  }
}

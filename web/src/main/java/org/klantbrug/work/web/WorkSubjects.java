package org.klantbrug.work.web;

import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.klantbrug.work.WorkItems;

/**
 * Where tasks lead, by what they are about or by what they ask: a line for each. What stands first
 * is the first button.
 */
final class WorkSubjects {
  /** Tasks that are answered on their own page, though others of their subject are not. */
  private static final Set<String> ANSWERED_HERE =
      Set.of("readMoreOfObjection", "weighNewFact", "weighMeasures", "hearOfAnswer");

  /**
   * Where some tasks lead.
   *
   * @param by what tells them from others: their subject, or what they ask
   * @param code the kind of subject, or of task
   * @param address of the page, which ends where the key of the subject follows
   */
  record Way(
      Function<WorkItems.Line, String> by,
      String code,
      String address,
      String words,
      boolean answers) {
    boolean isOf(WorkItems.Line task) {
      return code.equals(by.apply(task));
    }

    String page() {
      return address.split("\\?")[0];
    }

    WorkDoors.Door door(WorkItems.Line task) {
      var rest = address.substring(page().length());
      return new WorkDoors.Door(
          page(),
          rest.endsWith("=") ? rest + task.subjectId() : rest,
          words,
          answers && !ANSWERED_HERE.contains(task.kind()));
    }
  }

  /** All ways, in the order of their buttons. */
  static final List<Way> WAYS =
      List.of(
          looked("run", "/merger?run=", "work.to-merger"),
          asked("resolveRejects", "/merger-rejects?run=", "rejects.title"),
          asked("explainHistory", "/merger-rejects?run=", "rejects.title"),
          asked("approveMatchModel", "/merger-model?run=", "model.look"),
          asked("reviewMatches", "/merger-model?run=", "model.look"),
          asked("reviewMatches", "/merger-pairs?run=", "pairs.title"),
          answered(WorkItems.Line::kind, "confirmUndo", "/merger-undo?run=", "work.to-undo"),
          asked("letWavesCarry", "/merger-waves?run=", "work.to-page.waves"),
          looked("wave", "/merger-wave?id=", "work.to-wave"),
          done("mail", "/mail?id=", "work.to-mail"),
          done("privacy_incident", "/data-leak?id=", "work.to-leak"),
          done("knowledge", "/knowledge-item?id=", "work.to-knowledge"),
          done("unanswered", "/knowledge-asked?id=", "work.to-knowledge"),
          done("contradiction", "/knowledge-contradiction?id=", "work.to-contradiction"),
          done("privacy_request", "/privacy-request?id=", "work.to-privacy"),
          done("retention", "/retention", "work.to-retention"),
          done("signal", "/signal?id=", "work.to-signal"),
          done("threat", "/threat?id=", "work.to-threat"),
          done("objection", "/objection?id=", "work.to-objection"),
          done("heldComplaint", "/complaints?show=held&one=", "work.to-held"),
          done("programme_item", "/programme-item?id=", "work.to-programme-item"),
          done("programme_reader", "/briefing?reader=", "work.to-briefing"),
          done("complaint", "/complaint?id=", "work.to-complaint"),
          asked("solveWrongDebit", "/customer?id=", "work.to-addressee"),
          asked("handleLateMoney", "/customer?id=", "work.to-addressee"),
          asked("handleLateNews", "/customer?id=", "work.to-addressee"),
          asked("decideOnUncollected", "/merger-uncollected?wave=", "work.to-uncollected"),
          asked("verifyFirstDebit", "/merger-debits?wave=", "work.to-debits"),
          asked("writeSituationReport", "/crisis-reports?id=", "work.to-situation"),
          asked("evaluateCrisis", "/crisis-evaluation?id=", "work.to-evaluation"),
          done("crisis", "/crisis?id=", "work.to-crisis"),
          done("crisis_member", "/crisis?member=", "work.to-crisis"),
          done("crisisHandover", "/crisis-shifts?handover=", "work.to-handover"),
          done("crisisAction", "/crisis-action?id=", "work.to-crisis-action"),
          done("crisisScenario", "/scenario?id=", "work.to-scenario"),
          done("crisisStep", "/crisis-step?id=", "work.to-crisis-step"),
          done("alarm", "/merger-alarms?alarm=", "work.to-alarm"),
          done("campaign", "/notice-campaign?id=", "work.to-campaign"),
          answered(
              WorkItems.Line::kind,
              "tellByPerson",
              "/notice-personal?notice=",
              "notice.personal-open"));

  private WorkSubjects() {}

  /** Tasks about such a subject are answered where it is shown. */
  private static Way done(String subject, String address, String words) {
    return answered(WorkItems.Line::subjectKind, subject, address, words);
  }

  /** Tasks about such a subject are answered here; where it is shown helps to answer. */
  private static Way looked(String subject, String address, String words) {
    return new Way(WorkItems.Line::subjectKind, subject, address, words, false);
  }

  /** Tasks that ask this are answered here; the page helps to answer. */
  private static Way asked(String kind, String address, String words) {
    return new Way(WorkItems.Line::kind, kind, address, words, false);
  }

  private static Way answered(
      Function<WorkItems.Line, String> by, String code, String address, String words) {
    return new Way(by, code, address, words, true);
  }

  /** The pages of this task, the first one first. */
  static List<WorkDoors.Door> of(WorkItems.Line task) {
    return WAYS.stream().filter(way -> way.isOf(task)).map(way -> way.door(task)).toList();
  }
}

package org.klantbrug.merger.web;

import java.util.List;
import java.util.Map;
import org.klantbrug.merger.Mergers;
import org.klantbrug.work.JobBoard;
import org.klantbrug.work.WorkItems;

/**
 * How far a run is, as a line of stages. Of one that was taken back the files, the import, the
 * matching and the rehearsal remain; the rest is undone.
 *
 * @param merger with its run
 * @param jobs of the run
 * @param work tasks of the run that are not answered
 * @param historyMissing whether the run is over without its contact history, which can still come
 * @param takenBack whether the run is over and what it brought was taken back
 */
record StageLine(
    Mergers.View merger,
    List<JobBoard.Row> jobs,
    List<WorkItems.Line> work,
    boolean historyMissing,
    boolean takenBack) {
  private static final List<String> STAGES =
      List.of("files", "import", "match", "rehearse", "transfer", "reconcile", "history", "done");

  /** How many stages a run has behind it. */
  private static final Map<String, Integer> BEHIND =
      Map.of(
          "OPEN", 0,
          "IMPORTING", 1,
          "IMPORTED", 2,
          "MATCHED", 3,
          "REHEARSED", 4,
          "TRANSFERRING", 4,
          "READY", 4,
          "TRANSFERRED", 6,
          "CLOSED", 8);

  /** The stage a job belongs to, from 0; what is not named tells nothing of the stage. */
  private static final Map<String, Integer> JOB_STAGES =
      Map.of(
          "import-master-data", 1,
          "estimate-match-model", 2,
          "match-customers", 2,
          "rehearse-transfer", 3,
          "transfer-customers", 4,
          "reconcile-transfer", 4);

  /** The stage that a task of people belongs to: until it is answered the run has not passed it. */
  private static final Map<String, Integer> TASK_STAGES =
      Map.of(
          "confirmMapping", 0,
          "resolveRejects", 1,
          "approveMatchModel", 2,
          "reviewMatches", 2,
          "approveRehearsal", 3,
          "letWavesCarry", 4,
          "signReconciliation", 5);

  /**
   * A stage of the run: {@code passed}, {@code now}, {@code ahead}, {@code undone}, or {@code
   * dropped} where a run was given up before it.
   */
  public record Stage(String name, String state) {}

  /** The stages in order. */
  List<Stage> stages() {
    if (takenBack) {
      return passedUntil(STAGES.indexOf("transfer"), "undone");
    }
    return "ABANDONED".equals(merger.runState()) ? passedUntil(behindByJobs(), "dropped") : soFar();
  }

  private static List<Stage> passedUntil(int first, String state) {
    return STAGES.stream()
        .map(name -> new Stage(name, STAGES.indexOf(name) < first ? "passed" : state))
        .toList();
  }

  private List<Stage> soFar() {
    var byJobs = merger.openRun() ? behindByJobs() : 0;
    var come = Math.max(BEHIND.getOrDefault(merger.runState(), 0), byJobs);
    var over = historyMissing ? STAGES.indexOf("history") : come;
    var behind = Math.min(over, heldByPeople());
    return STAGES.stream()
        .map(
            name -> {
              var at = STAGES.indexOf(name);
              return new Stage(name, at < behind ? "passed" : at == behind ? "now" : "ahead");
            })
        .toList();
  }

  /** The first stage in which somebody has something to decide; past the last one if nobody has. */
  private int heldByPeople() {
    return work.stream()
        .mapToInt(item -> TASK_STAGES.getOrDefault(item.kind(), STAGES.size()))
        .min()
        .orElse(STAGES.size());
  }

  /** How far the jobs of the run have come; a job that was asked for has all before it done. */
  private int behindByJobs() {
    return jobs.stream()
        .mapToInt(
            job ->
                JOB_STAGES.getOrDefault(job.kind(), 0) + (job.state().equals("COMPLETED") ? 1 : 0))
        .max()
        .orElse(0);
  }
}

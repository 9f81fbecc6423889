package org.klantbrug.cli.merger;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.klantbrug.cli.Refused;
import org.klantbrug.cli.api.AsPerson;

/**
 * Follows a run until it ends or needs a person. Progress goes to standard error, the end to
 * standard output.
 */
final class RunFollower {
  private static final int DONE = 0;
  private static final int ABANDONED = 1;
  private static final int WAITS = 3;

  /** A process needs a moment from one step to the next: looks before "waits" is believed. */
  private static final int LOOKS_UNTIL_IT_WAITS = 3;

  /** Looks without any job or work item after which something must be wrong. */
  private static final int LOOKS_UNTIL_IT_STANDS_STILL = 90;

  private final AsPerson person;

  /** Milliseconds between two looks at the run. */
  private final long pause = Long.getLong("klantbrug.look-every-ms", 1000);

  private final Map<Long, String> told = new HashMap<>();

  RunFollower(AsPerson person) {
    this.person = person;
  }

  /**
   * Follows the run.
   *
   * @return exit code: 0 closed, 1 abandoned, 3 waits for a person
   * @throws Refused if the run was not started, or nothing happens any more
   */
  int follow(long run) {
    var idle = 0;
    while (true) {
      var state = person.api().get("runs/" + run);
      if (state.path("merger").path("runState").asText().equals("OPEN")) {
        throw new Refused(
            "The run has not been started. Start it: klantbrug merger run "
                + state.path("merger").path("name"));
      }
      tellJobs(state.path("jobs"));
      idle = isAtWork(state) ? 0 : idle + 1;
      if (idle > 0 && !state.path("merger").path("openRun").asBoolean()) {
        return ended(state);
      }
      if (idle >= LOOKS_UNTIL_IT_WAITS && !openItems(state).isEmpty()) {
        return waits(state);
      }
      if (idle >= LOOKS_UNTIL_IT_STANDS_STILL) {
        throw new Refused(
            "Nothing happens in this run, and nobody is asked anything. See what is stuck on the"
                + " server, page /stuck.");
      }
      pause();
    }
  }

  private void pause() {
    try {
      Thread.sleep(pause);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Refused("Interrupted. The run goes on without being watched.", e);
    }
  }

  private static boolean isAtWork(JsonNode state) {
    return all(state.path("jobs")).stream()
        .map(job -> job.path("state").asText())
        .anyMatch(job -> job.equals("REQUESTED") || job.equals("RUNNING"));
  }

  static List<JsonNode> openItems(JsonNode state) {
    return all(state.path("workItems")).stream()
        .filter(item -> item.path("state").asText().equals("OPEN"))
        .toList();
  }

  private static List<JsonNode> all(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false).toList();
  }

  private void tellJobs(JsonNode jobs) {
    var oldestFirst = all(jobs);
    for (var i = oldestFirst.size() - 1; i >= 0; i--) {
      var job = oldestFirst.get(i);
      var step = JobLine.step(job);
      if (!step.equals(told.put(job.path("id").asLong(), step))) {
        person.err().println(JobLine.of(job));
      }
    }
    person.err().flush();
  }

  private int ended(JsonNode state) {
    var closed = state.path("merger").path("runState").asText().equals("CLOSED");
    person.show(
        state,
        now ->
            "Run "
                + now.path("merger").path("runNo")
                + " of "
                + now.path("merger").path("name").asText()
                + (closed ? " is closed." : " was abandoned."));
    return closed ? DONE : ABANDONED;
  }

  private int waits(JsonNode state) {
    person.show(state, now -> TasksCommand.table(openItems(now)));
    person
        .err()
        .println("The run waits for a person. Answer: klantbrug merger answer TASK OUTCOME");
    person.err().flush();
    return WAITS;
  }
}

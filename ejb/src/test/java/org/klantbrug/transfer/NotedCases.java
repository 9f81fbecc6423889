package org.klantbrug.transfer;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.klantbrug.work.Cases;

/** Notes which processes were started for which run, where no engine runs. */
final class NotedCases implements Cases {
  private final List<String> started = new CopyOnWriteArrayList<>();

  /** Process and run, in order. */
  List<String> started() {
    return List.copyOf(started);
  }

  @Override
  public String start(String process, String businessKey, Map<String, Object> ids) {
    started.add(process + " " + ids.get("runId"));
    return "1";
  }

  @Override
  public void complete(String engineTaskId, String outcome, long staffId) {
    throw new AssertionError("No task is answered here");
  }

  @Override
  public void tell(String process, String message, long staffId) {
    throw new AssertionError("No process is told anything here");
  }
}

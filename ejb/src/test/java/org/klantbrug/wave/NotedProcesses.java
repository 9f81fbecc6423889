package org.klantbrug.wave;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.klantbrug.work.Cases;

/** Notes which processes were started and what they were told, where no engine runs. */
final class NotedProcesses implements Cases {
  final List<String> started = new ArrayList<>();
  final List<String> told = new ArrayList<>();

  @Override
  public String start(String process, String businessKey, Map<String, Object> ids) {
    started.add(process + " " + ids.get("waveId") + " by " + ids.get("startedBy"));
    return "p" + ids.get("waveId");
  }

  @Override
  public void complete(String engineTaskId, String outcome, long staffId) {
    throw new AssertionError("No task is answered here");
  }

  @Override
  public void tell(String process, String message, long staffId) {
    told.add(process + " " + message);
  }
}

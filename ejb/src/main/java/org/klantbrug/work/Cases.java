package org.klantbrug.work;

import java.util.Map;

/** The processes, as the business sees them. Joins the caller's transaction. */
public interface Cases {

  /**
   * Starts a process.
   *
   * @param process key of the model, for example {@code migrationRun}
   * @param businessKey what people call it
   * @param ids variables: ids, codes and dates only, never text of or about a person
   * @return its id
   */
  String start(String process, String businessKey, Map<String, Object> ids);

  /** A person has done a task; the process goes on by its outcome and knows who decided. */
  void complete(String engineTaskId, String outcome, long staffId);

  /**
   * Something happened that ends what a process was doing; nothing if it does not wait for that.
   *
   * @param process its id
   * @param message name of the message in its model, for example {@code complaintWithdrawn}
   */
  void tell(String process, String message, long staffId);
}

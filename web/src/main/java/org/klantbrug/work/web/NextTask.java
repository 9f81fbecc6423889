package org.klantbrug.work.web;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.klantbrug.identity.Action;
import org.klantbrug.identity.CurrentStaff;
import org.klantbrug.work.WorkItems;
import org.klantbrug.work.WorkList;
import org.omnifaces.cdi.Param;

/**
 * The list from which a task was opened goes with it in the address, also to the page of its
 * subject, so that the next task of that list is one step away.
 */
@Named
@RequestScoped
public class NextTask {
  @Inject private CurrentStaff current;
  @Inject private WorkList list;

  @Inject
  @Param(name = "list")
  private String from;

  @Inject @Param private Long task;

  private WorkItems.Line next;
  private boolean read;

  /** What an address adds so that the list goes with it; empty if there is none. */
  public String getCarried() {
    return isThere() ? carried(from, task) : "";
  }

  static String carried(String query, long task) {
    return "&task=" + task + "&list=" + URLEncoder.encode(query, StandardCharsets.UTF_8);
  }

  private boolean isThere() {
    return from != null && !from.isEmpty() && task != null;
  }

  /** The task after this one in its list, else the first of it; null if there is none. */
  public WorkItems.Line getLine() {
    if (!read && isThere() && current.get().may(Action.WORK_DO)) {
      next = list.findNext(WorkAddress.read(from), task, current.get()).orElse(null);
    }
    read = true;
    return next;
  }

  /** Where that task is. */
  public String getAddress() {
    return "/work-item?id=" + getLine().id() + carried(from, getLine().id());
  }

  /** Back to the list. */
  public String getBack() {
    return isThere() ? "/work?" + WorkAddress.again(from) : "/work";
  }
}

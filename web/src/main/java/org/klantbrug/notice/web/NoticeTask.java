package org.klantbrug.notice.web;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import org.klantbrug.notice.NoticeView;
import org.klantbrug.notice.ReturnedNotices;
import org.klantbrug.work.WorkItems;

/** What the page of a task shows of a notice that came back. */
@Named
@RequestScoped
public class NoticeTask {
  @Inject private NoticeView view;

  /** Number of the customer whom it is for; empty for another task. */
  public String of(WorkItems.Line item) {
    return ReturnedNotices.SUBJECT.equals(item.subjectKind())
        ? view.addressee(item.subjectId())
        : "";
  }
}

package org.klantbrug.notice.web;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import java.util.List;
import org.klantbrug.identity.Action;
import org.klantbrug.identity.CurrentStaff;
import org.klantbrug.notice.NoticeView;
import org.klantbrug.notice.ReturnedNotices;
import org.klantbrug.work.WorkItems;
import org.klantbrug.work.web.WorkDoors;

/** Work about a notice that came back leads to the customer whom it was for. */
@RequestScoped
public class NoticeTask implements WorkDoors {
  @Inject private CurrentStaff current;
  @Inject private NoticeView view;

  @Override
  public List<Door> of(WorkItems.Line task) {
    return ReturnedNotices.SUBJECT.equals(task.subjectKind())
            && current.get().may(Action.CUSTOMER_READ)
        ? List.of(
            new Door(
                "/customers", "?q=" + view.addressee(task.subjectId()), "work.to-addressee", false))
        : List.of();
  }
}

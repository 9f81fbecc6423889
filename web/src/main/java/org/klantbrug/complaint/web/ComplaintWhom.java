package org.klantbrug.complaint.web;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import java.util.Collection;
import java.util.Map;
import java.util.stream.Collectors;
import org.klantbrug.complaint.ComplaintList;
import org.klantbrug.complaint.Complaints;
import org.klantbrug.identity.Action;
import org.klantbrug.identity.CurrentStaff;
import org.klantbrug.work.web.WorkAbout;

/** Whom and what the tasks of complaints are about, for those who may open complaints. */
@RequestScoped
public class ComplaintWhom implements WorkAbout {
  @Inject private CurrentStaff current;
  @Inject private ComplaintList list;

  @Override
  public String kind() {
    return Complaints.SUBJECT;
  }

  @Override
  public Map<Long, Whom> of(Collection<Long> ids) {
    if (!current.get().may(Action.COMPLAINT_READ)) {
      return Map.of();
    }
    return list.whom(ids, current.get()).stream()
        .collect(
            Collectors.toMap(
                ComplaintList.Whom::id,
                one -> new Whom(one.customer(), one.company(), one.words())));
  }
}

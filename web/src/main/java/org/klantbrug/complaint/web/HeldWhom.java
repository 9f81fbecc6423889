package org.klantbrug.complaint.web;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import java.util.Collection;
import java.util.Map;
import java.util.stream.Collectors;
import org.klantbrug.complaint.Handover;
import org.klantbrug.complaint.HeldTasks;
import org.klantbrug.identity.Action;
import org.klantbrug.identity.CurrentStaff;
import org.klantbrug.work.web.WorkAbout;

/** Whose complaints wait to be taken up, for those who may open complaints. */
@RequestScoped
public class HeldWhom implements WorkAbout {
  @Inject private CurrentStaff current;
  @Inject private Handover handover;

  @Override
  public String kind() {
    return HeldTasks.SUBJECT;
  }

  @Override
  public Map<Long, Whom> of(Collection<Long> ids) {
    if (!current.get().may(Action.COMPLAINT_READ)) {
      return Map.of();
    }
    return handover.named(ids, current.get()).stream()
        .collect(
            Collectors.toMap(
                Handover.Waiting::id,
                one -> new Whom(one.customer(), one.company(), one.subject())));
  }
}

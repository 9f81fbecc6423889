package org.klantbrug.objection.web;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;
import org.klantbrug.identity.Action;
import org.klantbrug.identity.CurrentStaff;
import org.klantbrug.objection.ObjectionDesk;
import org.klantbrug.objection.ObjectionView;

/** What a customer objected to, beside him, and what to say now. */
@Named
@RequestScoped
public class ObjectionsOfCustomer {
  @Inject private CurrentStaff current;
  @Inject private ObjectionDesk desk;

  private List<ObjectionView> found;

  /** Those in sight, open ones first; read once a page. */
  public List<ObjectionView> of(long party) {
    if (found == null) {
      var staff = current.get();
      found = staff.may(Action.OBJECTION_READ) ? desk.ofCustomer(party, staff) : List.of();
    }
    return found;
  }

  /** By which code what to say now is known: the outcome once there is one, else the stage. */
  public String say(ObjectionView objection) {
    return objection.outcome() == null || objection.stage().name().equals("WITHDRAWN")
        ? objection.stage().name()
        : objection.outcome().name();
  }
}

package org.klantbrug.objection;

import jakarta.enterprise.context.ApplicationScoped;
import org.klantbrug.notice.Untold;

/** Whoever objects is spoken to, and gets no message to many about his going over. */
@ApplicationScoped
public class ObjectorsUntold implements Untold {
  /** For the container. */
  public ObjectorsUntold() {}

  @Override
  public String identities() {
    return """
        select o.identity_id from objection_objection o
         where o.merger_id = :merger and o.identity_id is not null and o.stage <> 'WITHDRAWN'
           and (o.outcome is null or o.outcome = 'LEAVE')""";
  }
}

package org.klantbrug.outbound;

import jakarta.enterprise.context.ApplicationScoped;
import org.jdbi.v3.core.Handle;
import org.klantbrug.brake.HeldWork;
import org.klantbrug.brake.Hold;

/** Mails of a mail to many that are written and wait while something is held. */
@ApplicationScoped
public class HeldMail implements HeldWork {
  @Override
  public String code() {
    return "mails";
  }

  @Override
  public long waiting(Handle handle, Hold hold) {
    if (!hold.holdsMail()) {
      return 0;
    }
    return handle
        .createQuery(
            "select count(*) from outbound_message where state = 'WAITING' and bulk_id is not null")
        .mapTo(Long.class)
        .one();
  }
}

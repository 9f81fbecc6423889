package org.klantbrug.signal;

import jakarta.enterprise.context.ApplicationScoped;
import org.jdbi.v3.core.Handle;
import org.klantbrug.brake.HeldWork;
import org.klantbrug.brake.Hold;

/** Customers to whom a mail to many is still to be written while something is held. */
@ApplicationScoped
public class HeldMailings implements HeldWork {
  @Override
  public String code() {
    return "mailings";
  }

  @Override
  public long waiting(Handle handle, Hold hold) {
    if (!hold.holdsMail()) {
      return 0;
    }
    return handle
        .createQuery(
            """
            select coalesce(sum(greatest(0, g.customers - (
                     select count(*) from outbound_message m where m.bulk_id = g.id and m.subject_kind = 'signal'))), 0)
              from signal_mailing g where g.state = 'GOING' and g.done_to <> :done""")
        .bind("done", MailingRows.DONE)
        .mapTo(Long.class)
        .one();
  }
}

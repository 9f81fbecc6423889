package org.klantbrug.transfer;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.klantbrug.customer.Sight;

/** Open complaints that would come along with a customer. */
public final class RehearsedComplaints {
  private RehearsedComplaints() {}

  /**
   * A complaint.
   *
   * @param topic what it is about; empty if that was not delivered
   * @param dueOn day before which an answer was promised; null if none was
   */
  public record Complaint(
      String topic,
      String text,
      Instant receivedAt,
      LocalDate dueOn,
      String company,
      String fileName,
      Long lineNo) {}

  /** In the place that is looked at, what must be answered first on top. */
  static List<Complaint> of(Handle handle, long partyId, Sight sight) {
    return sight
        .bindTo(
            handle.createQuery(
                """
                select concat_ws(', ', f.subject, f.product) as topic, f.text, f.received_at, f.answer_due_on as due_on,
                       k.name as company, d.file_name, f.line_no
                  from transfer_held_complaint f
                  join customer_identity o on o.id = f.identity_id
                  join customer_company k on k.id = o.company_id
                  left join customer_delivery d on d.id = f.delivery_id
                 where f.identity_id in %s and %s
                 order by f.answer_due_on nulls last, f.received_at, f.id
                """
                    .formatted(Sight.IDENTITIES_OF_PARTY, Sight.FACT_COUNTS)))
        .bind("party", partyId)
        .map(ConstructorMapper.of(Complaint.class))
        .list();
  }
}

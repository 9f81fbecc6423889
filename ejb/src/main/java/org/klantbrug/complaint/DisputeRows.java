package org.klantbrug.complaint;

import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.klantbrug.shared.RuleBroken;

/** Complaints before bodies outside, as they are stored. */
final class DisputeRows {
  private static final String ROW =
      """
      select d.id, d.complaint_id, d.body, d.reference, d.ground, d.received_on, d.answer_by, d.asked, n.full_name as noted_by,
             d.noted_at, d.state, f.full_name as filed_by, d.filed_at, d.verdict, d.verdict_on, d.verdict_words, d.to_do,
             d.to_do_by, c.full_name as done_by, d.done_at
        from complaint_dispute d
        join identity_staff n on n.id = d.noted_by
        left join identity_staff f on f.id = d.filed_by
        left join identity_staff c on c.id = d.done_by
       where d.complaint_id = :complaint
      """;

  private DisputeRows() {}

  /** All of a complaint, the last one first. */
  static List<Dispute> of(Handle handle, long complaint) {
    return handle
        .createQuery(ROW + " order by d.id desc")
        .bind("complaint", complaint)
        .map(ConstructorMapper.of(Dispute.class))
        .list();
  }

  /** The one that is not over; empty if there is none. The complaint is held. */
  static Optional<Dispute> open(Handle handle, long complaint) {
    return handle
        .createQuery(ROW + " and d.state <> 'ENDED'")
        .bind("complaint", complaint)
        .map(ConstructorMapper.of(Dispute.class))
        .findOne();
  }

  /** Refuses a complaint of which a body outside still waits for something, or we for it. */
  static void refuseOpen(Handle handle, Complaint complaint) {
    open(handle, complaint.id())
        .ifPresent(
            dispute -> {
              throw new RuleBroken("complaint.dispute-open", complaint.number(), dispute.body());
            });
  }
}

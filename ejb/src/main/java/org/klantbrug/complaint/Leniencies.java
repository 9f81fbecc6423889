package org.klantbrug.complaint;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.klantbrug.identity.Staff;
import org.klantbrug.shared.BusinessClock;
import org.klantbrug.shared.RuleBroken;

/**
 * What customers are granted beyond what they have a right to. Each role has a mandate per
 * complaint; beyond it somebody else approves.
 */
@ApplicationScoped
public class Leniencies {
  private static final BigDecimal MOST = new BigDecimal("100000");

  private BusinessClock clock;

  /** For the container. */
  public Leniencies() {}

  /** Works with this clock. */
  @Inject
  public Leniencies(BusinessClock clock) {
    this.clock = clock;
  }

  /**
   * A leniency.
   *
   * @param amount in euro
   * @param mandate what was left of the mandate of who asked
   * @param state ASKED, GRANTED or DECLINED
   */
  public record Leniency(
      BigDecimal amount,
      String cause,
      BigDecimal mandate,
      String askedBy,
      Instant askedAt,
      String state,
      String decidedBy,
      Instant decidedAt,
      String note) {}

  /** Those of a complaint, the first one first. */
  static List<Leniency> of(Handle handle, long complaint) {
    return handle
        .createQuery(
            """
            select l.amount, l.cause, l.mandate, a.full_name as asked_by, l.asked_at, l.state, d.full_name as decided_by,
                   l.decided_at, l.note
              from complaint_leniency l
              join identity_staff a on a.id = l.asked_by
              left join identity_staff d on d.id = l.decided_by
             where l.complaint_id = :complaint order by l.id""")
        .bind("complaint", complaint)
        .map(ConstructorMapper.of(Leniency.class))
        .list();
  }

  /** What this person may still grant in this complaint, in euro: the highest of their roles. */
  static BigDecimal left(Handle handle, long complaint, Staff staff) {
    return handle
        .createQuery(
            """
            select greatest(0, coalesce((select max(amount) from complaint_mandate where role_code = any(:roles)), 0)
                   - coalesce((select sum(amount) from complaint_leniency where complaint_id = :complaint and state = 'GRANTED'), 0))""")
        .bindArray("roles", String.class, staff.roles())
        .bind("complaint", complaint)
        .mapTo(BigDecimal.class)
        .one();
  }

  /** The role with the highest mandate; kept with what is granted, as roles and mandates change. */
  private static String roleOf(Handle handle, Staff staff) {
    return handle
        .createQuery(
            "select role_code from complaint_mandate where role_code = any(:roles) order by amount desc, role_code limit 1")
        .bindArray("roles", String.class, staff.roles())
        .mapTo(String.class)
        .findOne()
        .orElse(null);
  }

  boolean goesBeyond(Handle handle, Complaint complaint, BigDecimal amount, Staff by) {
    if (amount.signum() <= 0 || amount.scale() > 2 || amount.compareTo(MOST) >= 0) {
      throw new RuleBroken("complaint.leniency-amount");
    }
    return amount.compareTo(left(handle, complaint.id(), by)) > 0;
  }

  /** Grants it if it is within the mandate, else asks for it. */
  void ask(Handle handle, Complaint complaint, BigDecimal amount, Staff by) {
    var left = left(handle, complaint.id(), by);
    var within = amount.compareTo(left) <= 0;
    handle
        .createUpdate(
            """
            insert into complaint_leniency (complaint_id, amount, cause, mandate, asked_by, asked_at, state, decided_by, decided_at, role_code)
            values (:complaint, :amount, :cause, :mandate, :by, :at, :state, :decidedBy, :decidedAt, :role)""")
        .bind("complaint", complaint.id())
        .bind("amount", amount)
        .bind("cause", complaint.cause())
        .bind("mandate", left)
        .bind("by", by.id())
        .bind("at", clock.now())
        .bind("state", within ? "GRANTED" : "ASKED")
        .bind("decidedBy", within ? by.id() : null)
        .bind("decidedAt", within ? clock.now() : null)
        .bind("role", within ? roleOf(handle, by) : null)
        .execute();
  }

  /**
   * Approves or declines what was asked.
   *
   * @return the amount in euro
   */
  BigDecimal decide(Handle handle, Complaint complaint, boolean granted, String note, Staff by) {
    if (!granted && Written.none(note)) {
      throw new RuleBroken("complaint.decline-reason-missing");
    }
    Written.atMost(4000, note);
    return handle
        .createQuery(
            """
            update complaint_leniency set state = :state, decided_by = :by, decided_at = :at, note = :note, role_code = :role
             where complaint_id = :complaint and state = 'ASKED' and asked_by <> :by
            returning amount""")
        .bind("state", granted ? "GRANTED" : "DECLINED")
        .bind("by", by.id())
        .bind("at", clock.now())
        .bind("note", Written.orNull(note))
        .bind("role", roleOf(handle, by))
        .bind("complaint", complaint.id())
        .mapTo(BigDecimal.class)
        .findOne()
        .orElseThrow(() -> new RuleBroken("complaint.leniency-own", complaint.number()));
  }

  /** Who withdraws a complaint needs no leniency any more. */
  void drop(Handle handle, Complaint complaint, Staff by) {
    handle
        .createUpdate(
            """
            update complaint_leniency set state = 'DECLINED', decided_by = :by, decided_at = :at
             where complaint_id = :complaint and state = 'ASKED'""")
        .bind("by", by.id())
        .bind("at", clock.now())
        .bind("complaint", complaint.id())
        .execute();
  }
}

package org.klantbrug.contact;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.klantbrug.customer.Sight;
import org.klantbrug.identity.Staff;
import org.klantbrug.shared.RuleBroken;

/** Promises as they are stored, with their work and what became of them. */
final class PromiseRows {
  private PromiseRows() {}

  static Optional<PromiseBook.Kept> find(Handle handle, long id, Sight sight) {
    return sight
        .bindTo(
            handle.createQuery(
                """
                        select f.id, f.identity_id, l.party_id, f.text, f.made_at, f.due_on, f.made_by, f.state, c.name as company,
                               w.owner_id, s.full_name as owner_name, w.owner_role, w.version,
                               f.cutover_id is not null and f.taken_at is null as held, f.taken_as
                          from contact_promise f
                          join customer_identity i on i.id = f.identity_id
                          join customer_company c on c.id = i.company_id
                          cross join lateral %s l
                          left join contact_promise_work w on w.promise_id = f.id
                          left join identity_staff s on s.id = w.owner_id
                         where f.id = :id and %s and %s
                        """
                    .formatted(Sight.deskParty("i.id"), Sight.FACT_COUNTS, Sight.COMPANY_SEEN)))
        .bind("id", id)
        .map(ConstructorMapper.of(PromiseBook.Kept.class))
        .findOne();
  }

  static List<PromiseBook.Event> events(Handle handle, long id) {
    return handle
        .createQuery(
            """
                    select e.kind, e.at, s.full_name as by_name, e.due_before, e.due_after, e.note
                      from contact_promise_event e join identity_staff s on s.id = e.staff_id
                     where e.promise_id = :id order by e.id desc
                    """)
        .bind("id", id)
        .map(ConstructorMapper.of(PromiseBook.Event.class))
        .list();
  }

  /**
   * The day of a promise of ours that is still to be kept, as {@link String#valueOf} says it. It is
   * held until the end of the transaction: it neither ends nor moves meanwhile.
   *
   * @return empty if it has ended, in whatever way
   */
  static Optional<String> dayOfOpen(Handle handle, long id) {
    handle
        .createQuery("select version from contact_promise_work where promise_id = :id for update")
        .bind("id", id)
        .mapTo(Integer.class)
        .findOne();
    return handle
        .createQuery(
            """
            select coalesce(due_on::text, 'null') as day from contact_promise
             where id = :id and state = 'OPEN' and cutover_id is null""")
        .bind("id", id)
        .mapTo(String.class)
        .findOne();
  }

  static long insert(
      Handle handle, long identity, String text, LocalDate dueOn, String madeBy, Instant madeAt) {
    return handle
        .createQuery(
            """
            insert into contact_promise (identity_id, text, made_at, due_on, made_by, state)
            values (:identity, :text, :madeAt, :due, :madeBy, 'OPEN') returning id
            """)
        .bind("identity", identity)
        .bind("text", text)
        .bind("madeAt", madeAt)
        .bind("due", dueOn)
        .bind("madeBy", madeBy)
        .mapTo(Long.class)
        .one();
  }

  static void work(
      Handle handle,
      long id,
      long identity,
      Long ownerId,
      String ownerRole,
      Long contactId,
      Long takenFrom) {
    handle
        .createUpdate(
            """
            insert into contact_promise_work (promise_id, identity_id, owner_id, owner_role, contact_id, taken_from)
            values (:id, :identity, :owner, :role, :contact, :from)
            """)
        .bind("id", id)
        .bind("identity", identity)
        .bind("owner", ownerId)
        .bind("role", ownerRole)
        .bind("contact", contactId)
        .bind("from", takenFrom)
        .execute();
  }

  static void event(
      Handle handle,
      long id,
      String kind,
      Instant at,
      LocalDate before,
      LocalDate after,
      String note,
      Staff by) {
    handle
        .createUpdate(
            """
            insert into contact_promise_event (promise_id, at, staff_id, kind, due_before, due_after, note)
            values (:id, :at, :staff, :kind, :before, :after, :note)
            """)
        .bind("id", id)
        .bind("at", at)
        .bind("staff", by.id())
        .bind("kind", kind)
        .bind("before", before)
        .bind("after", after)
        .bind("note", note)
        .execute();
  }

  /** Somebody who no longer works here, or a role that is none, would keep nothing. */
  static void refuseNobody(Handle handle, Long ownerId, String ownerRole) {
    var there =
        handle
            .createQuery(
                """
                select exists (select from identity_staff where id = :owner and active)
                    or exists (select from identity_role where code = :role)
                """)
            .bind("owner", ownerId)
            .bind("role", ownerRole)
            .mapTo(Boolean.class)
            .one();
    if (!there || ownerId != null && ownerRole != null) {
      throw new RuleBroken("contact.promise-owner-unknown");
    }
  }
}

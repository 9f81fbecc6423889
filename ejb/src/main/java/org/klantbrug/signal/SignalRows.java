package org.klantbrug.signal;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.reflect.FieldMapper;
import org.klantbrug.complaint.Written;
import org.klantbrug.customer.Sight;
import org.klantbrug.identity.Staff;
import org.klantbrug.shared.ChangedMeanwhile;
import org.klantbrug.shared.RuleBroken;

/** Signals as they are stored. */
final class SignalRows {
  /** SQL: link {@code x} is of nobody we know, or of a customer who may be seen. */
  static final String LINK_SEEN =
      "(x.identity_id is null or exists (select from customer_identity i join customer_company c on c.id = i.company_id"
          + " where i.id = x.identity_id and "
          + Sight.COMPANY_SEEN
          + "))";

  /**
   * SQL: signal {@code g} is of no customer, or of at least one who may be seen: its words may tell
   * of him.
   */
  static final String SEEN =
      "(not exists (select from signal_customer x where x.signal_id = g.id)"
          + " or exists (select from signal_customer x where x.signal_id = g.id and "
          + LINK_SEEN
          + "))";

  /**
   * SQL: of all that links a customer to a signal, {@code x} is the one he is counted by: the first
   * of those by which he heard, or waits.
   */
  static final String COUNTS_ONCE =
      """
      not exists (select from signal_linked e
                   where e.signal_id = x.signal_id and e.who = x.who and e.id < x.id
                     and (e.told_at is null) = (x.told_at is null) and (e.tell_by is null) = (x.tell_by is null))""";

  /**
   * SQL: the keys of all that links the customer of link {@code x} to its signal, found by indexes:
   * one signal may have tens of thousands of customers.
   */
  static final String SAME_CUSTOMER =
      """
      (select x.id
       union select e.id from signal_linked e where e.signal_id = x.signal_id and e.identity_id = x.identity_id
       union select e.id from customer_party_link l
               join signal_linked e on e.signal_id = x.signal_id and e.identity_id = l.identity_id and e.party_id = x.party_id
              where l.party_id = x.party_id and l.ended_at is null)""";

  /** SQL: how many customers in sight have to do with signal {@code g}. */
  static final String CUSTOMERS =
      "(select count(distinct x.who) from signal_linked x where x.signal_id = g.id and "
          + LINK_SEEN
          + ")";

  private SignalRows() {}

  /**
   * Held until the end of the transaction.
   *
   * @param version as the person saw it
   * @throws RuleBroken if there is none in sight, or a colleague changed it since
   */
  static Signal hold(Handle handle, long id, int version, Sight sight) {
    var signal = hold(handle, id, sight);
    if (signal.version() != version) {
      throw new ChangedMeanwhile("signal.changed-meanwhile", signal.number());
    }
    return signal;
  }

  /** As {@link #hold(Handle, long, int, Sight)}, whatever version there is. */
  static Signal hold(Handle handle, long id, Sight sight) {
    return read(handle, id, " for update of g", sight);
  }

  /** As {@link #hold(Handle, long, Sight)}, without holding it. */
  static Signal find(Handle handle, long id, Sight sight) {
    return read(handle, id, "", sight);
  }

  private static Signal read(Handle handle, long id, String held, Sight sight) {
    return sight
        .bindTo(
            handle.createQuery(
                "select g.id, g.number, g.kind, g.topic, g.product, g.value, g.urgency, g.department_id, g.state, g.raised_by,"
                    + " g.due_on, g.answer, g.answered_by, g.answered_at, g.outcome, g.decline_reason, g.ended_at, g.version"
                    + " from signal_signal g where g.id = :id and "
                    + SEEN
                    + held))
        .bind("id", id)
        .map(FieldMapper.of(Signal.class))
        .findOne()
        .orElseThrow(() -> new RuleBroken("signal.unknown", id));
  }

  static String number(Handle handle, long id) {
    return handle
        .createQuery("select number from signal_signal where id = :id")
        .bind("id", id)
        .mapTo(String.class)
        .one();
  }

  static void keep(Handle handle, Signal signal) {
    var columns = signal.columns();
    handle
        .createUpdate("update signal_signal set <set>, version = version + 1 where id = :signal_id")
        .define(
            "set",
            columns.keySet().stream()
                .sorted()
                .map(column -> column + " = :" + column)
                .collect(Collectors.joining(", ")))
        .bindMap(columns)
        .bind("signal_id", signal.id())
        .execute();
  }

  /** Adds it; empty if this form was sent before. */
  static Optional<Long> add(
      Handle handle, NewSignal signal, String number, UUID key, Staff by, Instant now) {
    var judged = signal.judged();
    return handle
        .createQuery(
            """
            insert into signal_signal (number, form_key, kind, origin, text, topic, product, value, urgency, department_id,
                                       state, raised_by, raised_at)
            values (:number, :key, :kind, :origin, :text, :topic, :product, :value, :urgency, :department, 'NEW', :by, :now)
            on conflict (form_key) do nothing returning id""")
        .bind("number", number)
        .bind("key", key)
        .bind("kind", judged.kind())
        .bind("origin", signal.from().origin())
        .bind("text", Written.needed(signal.text(), "signal.text-missing"))
        .bind("topic", judged.topic())
        .bind("product", Written.orNull(judged.product()))
        .bind("value", judged.value())
        .bind("urgency", judged.urgency())
        .bind("department", judged.departmentId())
        .bind("by", by.id())
        .bind("now", now)
        .mapTo(Long.class)
        .findOne();
  }

  /** What was done, once and for all. */
  static void note(Handle handle, long signal, Long by, Instant at, Deed deed) {
    handle
        .createUpdate(
            """
            insert into signal_event (signal_id, at, staff_id, kind, how, words)
            values (:signal, :at, :by, :kind, :how, :words)""")
        .bind("signal", signal)
        .bind("at", at)
        .bind("by", by)
        .bind("kind", deed.kind())
        .bind("how", deed.how())
        .bind("words", Written.orNull(deed.words()))
        .execute();
  }

  static String nextNumber(Handle handle, int year) {
    return handle
        .createQuery(
            "select 'S' || :year || '-' || lpad(nextval('signal_number_seq')::text, 6, '0')")
        .bind("year", Integer.toString(year))
        .mapTo(String.class)
        .one();
  }
}

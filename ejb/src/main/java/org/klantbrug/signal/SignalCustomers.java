package org.klantbrug.signal;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.klantbrug.customer.Sight;
import org.klantbrug.identity.Staff;
import org.klantbrug.shared.RuleBroken;

/** Who has to do with a signal, and whether they heard of it: set work, however many they are. */
final class SignalCustomers {
  /** He heard it with his complaint, however that was. */
  static final String WITH_COMPLAINT = "COMPLAINT";

  private SignalCustomers() {}

  /** These links of a signal, and all others of the same customers. */
  private static List<Long> theirs(Handle handle, long signal, List<Long> links) {
    return handle
        .createQuery(
            """
            with mine as (
              select o.id, o.identity_id, o.party_id from signal_linked o where o.signal_id = :signal and o.id = any(:links))
            select m.id from mine m
            union
            select x.id from mine m join signal_linked x on x.signal_id = :signal and x.identity_id = m.identity_id
            union
            select x.id from mine m
              join customer_party_link l on l.party_id = m.party_id and l.ended_at is null
              join signal_linked x on x.signal_id = :signal and x.identity_id = l.identity_id and x.party_id = m.party_id""")
        .bind("signal", signal)
        .bindArray("links", Long.class, links)
        .mapTo(Long.class)
        .list();
  }

  /**
   * Links who it came from.
   *
   * @param tellBy last day on which he hears of it; null if he does not, or not yet
   * @throws RuleBroken if he is not in sight, or linked already
   */
  static void link(
      Handle handle,
      long signal,
      Subject from,
      LocalDate tellBy,
      Instant now,
      Sight sight,
      Staff by) {
    var linked =
        handle
            .createUpdate(
                """
                insert into signal_customer (signal_id, identity_id, complaint_id, contact_id, linked_by, linked_at, tell_by)
                values (:signal, :identity, :complaint, :contact, :by, :now, :tellBy) on conflict do nothing""")
            .bind("signal", signal)
            .bind("identity", Whose.identity(handle, from, sight))
            .bind("complaint", from.complaintId())
            .bind("contact", from.contactId())
            .bind("by", by.id())
            .bind("now", now)
            .bind("tellBy", tellBy)
            .execute();
    if (linked == 0) {
      throw new RuleBroken("signal.linked-already");
    }
  }

  /** All who have not heard hear by this day; null takes it back. */
  static void tellAll(Handle handle, long signal, LocalDate by) {
    handle
        .createUpdate(
            "update signal_customer set tell_by = :by where signal_id = :signal and told_at is null and unlinked_at is null")
        .bind("by", by)
        .bind("signal", signal)
        .execute();
  }

  /** As {@link #tellAll}, of those who are not to be told by a day yet. */
  static void tellOthers(Handle handle, long signal, LocalDate by) {
    handle
        .createUpdate(
            "update signal_customer set tell_by = :by where signal_id = :signal and told_at is null and tell_by is null and unlinked_at is null")
        .bind("by", by)
        .bind("signal", signal)
        .execute();
  }

  /**
   * Whoever was told that we pass it on, and was promised to hear what comes of it, is to hear that
   * too, by the day that was promised.
   */
  static void tellAgainWherePromised(Handle handle, long signal) {
    handle
        .createUpdate(
            """
            update signal_customer x
               set passed_on_at = x.told_at, passed_on_by = x.told_by, passed_on_how = x.told_how, passed_on_words = x.told_words,
                   told_at = null, told_by = null, told_how = null, told_words = null, tell_by = k.feedback_due_on
              from complaint_complaint k
             where k.id = x.complaint_id and x.signal_id = :signal and x.told_at is not null and x.unlinked_at is null
               and k.feedback_due_on is not null and k.feedback_given_at is null and k.stage <> 'WITHDRAWN'""")
        .bind("signal", signal)
        .execute();
  }

  /** What links customers in sight who wait for a word, the first to hear on top. */
  static List<Long> waiting(Handle handle, long signal, int most, Sight sight) {
    return sight
        .bindTo(
            handle.createQuery(
                "select x.id from signal_linked x where x.signal_id = :signal and x.told_at is null and x.tell_by is not null and "
                    + SignalRows.LINK_SEEN
                    + " order by x.tell_by, x.id limit :most"))
        .bind("signal", signal)
        .bind("most", most)
        .mapTo(Long.class)
        .list();
  }

  /**
   * Holds the complaints by which customers are linked until the end of the transaction, and then
   * all signals of these complaints: what is told of one of them may be owed by another. Whoever
   * works on a complaint holds it first too, and signals after it in the order of their keys.
   */
  static void hold(Handle handle, long signal, List<Long> links) {
    var complaints =
        handle
            .createQuery(
                """
                select k.id from complaint_complaint k
                 where k.id in (select x.complaint_id from signal_customer x where x.id = any(:links))
                 order by k.id for no key update""")
            .bindArray("links", Long.class, theirs(handle, signal, links))
            .mapTo(Long.class)
            .list();
    handle
        .createQuery(
            """
            select g.id from signal_signal g
             where g.id = :signal or g.id in (select x.signal_id from signal_linked x where x.complaint_id = any(:complaints))
             order by g.id for update""")
        .bind("signal", signal)
        .bindArray("complaints", Long.class, complaints)
        .mapTo(Long.class)
        .list();
  }

  /** Holds the complaint by which somebody is to be linked, before the signal; as {@link #hold}. */
  static void holdComplaint(Handle handle, Subject from) {
    if (from.complaintId() != null) {
      handle
          .createQuery("select id from complaint_complaint where id = :id for no key update")
          .bind("id", from.complaintId())
          .mapTo(Long.class)
          .findOne();
    }
  }

  /**
   * Something that customers were told.
   *
   * @param how by which way
   * @param words what was said or written
   * @param asFeedback whether it is what was promised with their complaints, too
   */
  record Word(
      Purpose purpose, String how, String words, boolean asFeedback, Instant at, Staff by) {}

  /**
   * Customers heard of it, for all that links them to it; what they heard is kept for ever.
   *
   * @return complaints of theirs that are linked to it, 0 for a link without one
   */
  static List<Long> told(Handle handle, long signal, List<Long> links, Word word, Sight sight) {
    return told(
        sight.bindTo(
            handle
                .createQuery(
                    TOLD.formatted(
                        "x.tell_by is not null and " + SignalRows.LINK_SEEN, "x.id = any(:links)"))
                .bindArray("links", Long.class, theirs(handle, signal, links))),
        signal,
        word);
  }

  /** SQL: marks links as told and adds what they heard. */
  private static final String TOLD =
      """
      with told as (
        update signal_customer x set told_at = :at, told_by = :by, told_how = :how, told_words = :words
         where x.signal_id = :signal and x.told_at is null and x.unlinked_at is null and %s and %s
        returning x.id, x.complaint_id),
      kept as (
        insert into signal_told (link_id, kind, at, staff_id, how, words)
        select t.id, :purpose, :at, :by, :how, :words from told t order by t.id)
      select coalesce(complaint_id, 0) from told
      """;

  private static List<Long> told(Query statement, long signal, Word word) {
    return statement
        .bind("at", word.at())
        .bind("by", word.by().id())
        .bind("how", word.how())
        .bind("words", word.words())
        .bind("purpose", word.purpose())
        .bind("signal", signal)
        .mapTo(Long.class)
        .list();
  }

  /** Signals that are over, of which somebody waits for a word about this complaint. */
  static List<Long> owing(Handle handle, long complaint) {
    return handle
        .createQuery(
            """
            select x.signal_id from signal_linked x join signal_signal g on g.id = x.signal_id
             where x.complaint_id = :complaint and x.told_at is null and x.tell_by is not null and g.ended_at is not null
             order by x.signal_id""")
        .bind("complaint", complaint)
        .mapTo(Long.class)
        .list();
  }

  /** Who complained heard it with his complaint. */
  static void toldWithComplaint(Handle handle, long signal, long complaint, Word word) {
    told(
        handle
            .createQuery(TOLD.formatted("x.complaint_id = :complaint", "true"))
            .bind("complaint", complaint),
        signal,
        word);
  }

  /**
   * He did not hear it after all: he waits as before, for all that links him to it. What he was
   * said to have heard stays, and beside it why it was not so.
   *
   * @return whether he was told
   */
  static boolean untold(
      Handle handle, long signal, long link, String why, Instant at, Sight sight, Staff by) {
    return sight
        .bindTo(
            handle.createQuery(
                """
                with untold as (
                  update signal_customer x set told_at = null, told_by = null, told_how = null, told_words = null
                   where x.signal_id = :signal and x.told_at is not null and x.unlinked_at is null and %s and x.id = any(:links)
                  returning x.id),
                kept as (
                  insert into signal_told (link_id, kind, at, staff_id, words)
                  select u.id, 'NOT_AFTER_ALL', :at, :by, :why from untold u order by u.id)
                select exists (select from untold)
                """
                    .formatted(SignalRows.LINK_SEEN)))
        .bind("signal", signal)
        .bindArray("links", Long.class, theirs(handle, signal, List.of(link)))
        .bind("at", at)
        .bind("by", by.id())
        .bind("why", why)
        .mapTo(Boolean.class)
        .one();
  }

  /**
   * It has nothing to do with him.
   *
   * @return whether he was linked
   */
  static boolean unlinked(
      Handle handle, long signal, long link, Instant at, Sight sight, Staff by) {
    return sight
            .bindTo(
                handle.createUpdate(
                    """
                    update signal_customer x set unlinked_at = :at, unlinked_by = :by
                     where x.id = :link and x.signal_id = :signal and x.unlinked_at is null and %s
                    """
                        .formatted(SignalRows.LINK_SEEN)))
            .bind("at", at)
            .bind("by", by.id())
            .bind("link", link)
            .bind("signal", signal)
            .execute()
        > 0;
  }
}

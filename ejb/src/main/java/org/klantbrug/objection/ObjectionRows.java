package org.klantbrug.objection;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.reflect.FieldMapper;
import org.klantbrug.customer.Sight;
import org.klantbrug.shared.BusinessClock;
import org.klantbrug.shared.ChangedMeanwhile;
import org.klantbrug.shared.RuleBroken;

/** Objections as they are stored. */
final class ObjectionRows {
  /** SQL: objection {@code o} is of a customer who may be seen; needs {@link Sight#bindTo}. */
  static final String SEEN =
      "exists (select from customer_identity i join customer_company c on c.id = i.company_id"
          + " where i.id = o.identity_id and "
          + Sight.COMPANY_SEEN
          + ")";

  /** SQL: the identities of the person of objection {@code o}, as the company knows them. */
  static final String OF_PERSON =
      "(select o.identity_id union select p.identity_id from wave_member h"
          + " join wave_member p on p.merger_id = h.merger_id and p.person_id = h.person_id"
          + " where h.merger_id = o.merger_id and h.identity_id = o.identity_id)";

  private static final String COLUMNS =
      "select o.id, o.number, o.identity_id, o.merger_id, o.way, o.went_over, o.stage, o.handler_id, o.process_id, o.outcome,"
          + " o.said, o.decided_by, o.decided_at, o.owes, o.told_how, o.told_at, o.ended_at, o.version from objection_objection o";

  private ObjectionRows() {}

  /**
   * Held until the end of the transaction.
   *
   * @param version as the person saw it
   * @throws RuleBroken if there is none in sight, or a colleague changed it since
   */
  static Objection hold(Handle handle, long id, int version, Sight sight) {
    var objection = hold(handle, id, sight);
    if (objection.version() != version) {
      throw new ChangedMeanwhile("objection.changed-meanwhile", objection.number());
    }
    return objection;
  }

  /** As {@link #hold(Handle, long, int, Sight)}, whatever version there is. */
  static Objection hold(Handle handle, long id, Sight sight) {
    return sight
        .bindTo(
            handle.createQuery(
                COLUMNS + " where o.id = :id and " + SEEN + " for no key update of o"))
        .bind("id", id)
        .map(FieldMapper.of(Objection.class))
        .findOne()
        .orElseThrow(() -> new RuleBroken("objection.unknown", id));
  }

  static void keep(Handle handle, Objection objection) {
    var columns = objection.columns();
    handle
        .createUpdate(
            "update objection_objection set <set>, version = version + 1 where id = :objection_id")
        .define(
            "set",
            columns.keySet().stream()
                .sorted()
                .map(column -> column + " = :" + column)
                .collect(Collectors.joining(", ")))
        .bindMap(columns)
        .bind("objection_id", objection.id())
        .execute();
  }

  /** Adds it; empty if this form was sent before, or he objects to this already. */
  static Optional<Long> add(
      Handle handle, NewObjection objection, boolean wentOver, Long handler, Long by, Instant at) {
    return handle
        .createQuery(
            """
            insert into objection_objection (number, form_key, identity_id, merger_id, way, about, text, language, received_at,
                   registered_by, registered_at, went_over, stage, handler_id)
            values ('B' || :year || '-' || lpad(nextval('objection_number_seq')::text, 6, '0'), :key, :identity, :merger, :way,
                    :about, :text, :language, :received, :by, :at, :wentOver, :stage, :handler)
            on conflict do nothing returning id""")
        .bind("year", Integer.toString(at.atZone(BusinessClock.ZONE).getYear()))
        .bind("key", objection.key())
        .bind("identity", objection.identityId())
        .bind("merger", objection.mergerId())
        .bind("way", objection.way())
        .bind("about", objection.about())
        .bind("text", objection.text())
        .bind("language", objection.language())
        .bind("received", objection.receivedAt())
        .bind("by", by)
        .bind("at", at)
        .bind("wentOver", wentOver)
        .bind("stage", objection.first(wentOver))
        .bind("handler", handler)
        .mapTo(Long.class)
        .findOne();
  }

  static Optional<Long> sentWith(Handle handle, UUID key) {
    return handle
        .createQuery("select id from objection_objection where form_key = :key")
        .bind("key", key)
        .mapTo(Long.class)
        .findOne();
  }

  /** The open one of this person, under whatever number. */
  static Optional<Long> open(Handle handle, long identity, long merger) {
    return handle
        .createQuery(
            """
            select o.id from objection_objection o
             where o.merger_id = :merger and o.ended_at is null
               and o.identity_id = any(array(select :identity union select p.identity_id from wave_member h
                     join wave_member p on p.merger_id = h.merger_id and p.person_id = h.person_id
                    where h.merger_id = :merger and h.identity_id = :identity))
             order by o.id limit 1""")
        .bind("identity", identity)
        .bind("merger", merger)
        .mapTo(Long.class)
        .findOne();
  }

  /** What was done, once and for all. */
  static void note(Handle handle, long objection, Long by, Instant at, Deed deed) {
    handle
        .createUpdate(
            """
            insert into objection_event (objection_id, at, staff_id, kind, how, words)
            values (:objection, :at, :by, :kind, :how, :words)""")
        .bind("objection", objection)
        .bind("at", at)
        .bind("by", by)
        .bind("kind", deed.kind())
        .bind("how", deed.how())
        .bind("words", deed.words())
        .execute();
  }
}

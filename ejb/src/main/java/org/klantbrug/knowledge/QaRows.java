package org.klantbrug.knowledge;

import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.klantbrug.identity.Staff;
import org.klantbrug.shared.KeptVersion;
import org.klantbrug.shared.RuleBroken;

/** Questions and answers as rows: read, held, written; what each text said is only added to. */
final class QaRows {
  /** What an item looks like; {@code :today} says what readers see. */
  static final String SELECT =
      """
      select i.id, i.topic, i.audience, i.company_id, c.name as company, i.merger_id, m.name as merger, i.product,
             i.question_nl, i.answer_nl, i.question_en, i.answer_en, i.wave_id, i.team_id, i.linked_kind, i.linked_id,
             t.name as team, v.day as wave_day, i.owner_id, o.full_name as owner, i.checker,
             i.valid_until, i.state, i.written_by as written_by_id, w.full_name as written_by, i.written_at,
             k.full_name as checked_by, i.checked_at, p.full_name as published_by, i.published_at,
             (select max(s.text_version) from knowledge_published s where s.item_id = i.id and s.valid_until >= :today) as shown_version,
             (select max(s.valid_until) from knowledge_published s where s.item_id = i.id and s.valid_until >= :today) as shown_until,
             i.text_version, i.version
        from knowledge_item i
        join identity_staff o on o.id = i.owner_id
        join identity_staff w on w.id = i.written_by
        left join identity_staff k on k.id = i.checked_by
        left join identity_staff p on p.id = i.published_by
        left join merger_company c on c.id = i.company_id
        left join merger_merger m on m.id = i.merger_id
        left join identity_team t on t.id = i.team_id
        left join wave_wave v on v.id = i.wave_id
      """;

  private static final List<String> FIELDS =
      List.of(
          "question_nl",
          "answer_nl",
          "question_en",
          "answer_en",
          "topic",
          "audience",
          "product",
          "valid_until");

  private QaRows() {}

  static QaItem read(Handle handle, long id, Object today) {
    return handle
        .createQuery(SELECT + " where i.id = :id")
        .bind("id", id)
        .bind("today", today)
        .map(ConstructorMapper.of(QaItem.class))
        .findOne()
        .orElseThrow(() -> new RuleBroken("knowledge.unknown", id));
  }

  /** As {@link #read}, until the end of the transaction nobody else takes a step. */
  static QaItem hold(Handle handle, long id, Object today) {
    handle
        .createQuery("select id from knowledge_item where id = :id for update")
        .bind("id", id)
        .mapTo(Long.class)
        .findOne();
    return read(handle, id, today);
  }

  static long insert(Handle handle, NewItem item, Staff by, Instant at) {
    return handle
        .createQuery(
            """
            insert into knowledge_item (topic, audience, company_id, merger_id, product, question_nl, answer_nl, question_en,
                   answer_en, owner_id, checker, valid_until, wave_id, team_id, linked_kind, linked_id, state, written_by, written_at)
            values (:topic, :audience, :company, :merger, :product, :questionNl, :answerNl, :questionEn, :answerEn, :owner,
                   :checker, :until, :wave, :team, :linkedKind, :linkedId, 'DRAFT', :by, :at)
            returning id""")
        .bindMap(values(item, by, at))
        .mapTo(Long.class)
        .one();
  }

  static void rewrite(Handle handle, long id, NewItem item, Staff by, Instant at) {
    handle
        .createUpdate(
            """
            update knowledge_item
               set topic = :topic, audience = :audience, company_id = :company, merger_id = :merger, product = :product,
                   question_nl = :questionNl, answer_nl = :answerNl, question_en = :questionEn, answer_en = :answerEn,
                   owner_id = :owner, checker = :checker, valid_until = :until, wave_id = :wave, team_id = :team,
                   linked_kind = :linkedKind, linked_id = :linkedId, state = 'DRAFT', written_by = :by,
                   written_at = :at, checked_by = null, checked_at = null, published_by = null, published_at = null,
                   text_version = text_version + 1, version = version + 1
             where id = :id""")
        .bindMap(values(item, by, at))
        .bind("id", id)
        .execute();
  }

  private static Map<String, Object> values(NewItem item, Staff by, Instant at) {
    var values = new HashMap<String, Object>();
    values.put("topic", item.topic());
    values.put("audience", item.audience());
    values.put("company", item.companyId());
    values.put("merger", item.mergerId());
    values.put("product", item.product());
    values.put("questionNl", item.wording().questionNl());
    values.put("answerNl", item.wording().answerNl());
    values.put("questionEn", item.wording().questionEn());
    values.put("answerEn", item.wording().answerEn());
    values.put("owner", item.ownerId());
    values.put("checker", item.checker());
    values.put("until", item.validUntil());
    values.put("wave", item.links().waveId());
    values.put("team", item.links().teamId());
    values.put("linkedKind", item.links().linkedKind());
    values.put("linkedId", item.links().linkedId());
    values.put("by", by.id());
    values.put("at", at);
    return values;
  }

  static void checked(Handle handle, long id, Staff by, Instant at) {
    handle
        .createUpdate(
            """
            update knowledge_item set state = 'CHECKED', checked_by = :by, checked_at = :at, version = version + 1
             where id = :id""")
        .bind("by", by.id())
        .bind("at", at)
        .bind("id", id)
        .execute();
  }

  static void published(Handle handle, long id, Staff by, Instant at) {
    handle
        .createUpdate(
            """
            update knowledge_item set state = 'PUBLISHED', published_by = :by, published_at = :at, version = version + 1
             where id = :id""")
        .bind("by", by.id())
        .bind("at", at)
        .bind("id", id)
        .execute();
  }

  /** To be written anew, with all who checked and published it forgotten. */
  static void stopped(Handle handle, long id, State state) {
    handle
        .createUpdate(
            """
            update knowledge_item
               set state = :state, checked_by = null, checked_at = null, published_by = null, published_at = null,
                   version = version + 1
             where id = :id""")
        .bind("state", state)
        .bind("id", id)
        .execute();
  }

  static void renewed(Handle handle, long id, LocalDate until) {
    handle
        .createUpdate(
            """
            update knowledge_item set state = 'PUBLISHED', valid_until = :until, version = version + 1
             where id = :id""")
        .bind("until", until)
        .bind("id", id)
        .execute();
  }

  /** A step that leaves the newest text as far as it was. */
  static void stepped(Handle handle, long id) {
    handle
        .createUpdate("update knowledge_item set version = version + 1 where id = :id")
        .bind("id", id)
        .execute();
  }

  static void expired(Handle handle, long id) {
    handle
        .createUpdate(
            "update knowledge_item set state = 'EXPIRED', version = version + 1 where id = :id")
        .bind("id", id)
        .execute();
  }

  /** Keeps what the newest text says. */
  static void keep(Handle handle, long id) {
    handle
        .createUpdate(
            """
            insert into knowledge_item_version (item_id, version, topic, audience, company_id, product, question_nl, answer_nl,
                   question_en, answer_en, valid_until, changed_by, changed_at)
            select id, text_version, topic, audience, company_id, product, question_nl, answer_nl, question_en, answer_en,
                   valid_until, written_by, written_at
              from knowledge_item where id = :id
            on conflict do nothing""")
        .bind("id", id)
        .execute();
  }

  /** What an item said before, the newest version first. */
  static List<KeptVersion> versions(Handle handle, long id) {
    return KeptVersion.read(
            handle,
            // The number is a key of ours, never what somebody typed.
            """
            select v.*, v.item_id as key, s.full_name
              from knowledge_item_version v join identity_staff s on s.id = v.changed_by
             where v.item_id = %d order by v.version desc"""
                .formatted(id),
            FIELDS)
        .getOrDefault(Long.toString(id), List.of());
  }

  static void noted(Handle handle, long id, String kind, Long by, Instant at, String note) {
    handle
        .createUpdate(
            """
            insert into knowledge_event (item_id, kind, staff_id, at, note)
            values (:item, :kind, :by, :at, :note)""")
        .bind("item", id)
        .bind("kind", kind)
        .bind("by", by)
        .bind("at", at)
        .bind("note", note)
        .execute();
  }
}

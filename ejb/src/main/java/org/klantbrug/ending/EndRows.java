package org.klantbrug.ending;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.klantbrug.identity.Staff;

/** What was looked at, said and signed, as it is stored. */
public final class EndRows {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final TypeReference<List<Finding>> FINDINGS = new TypeReference<>() {};

  private EndRows() {}

  /**
   * Something that was done on the way to the end.
   *
   * @param kind LOOKED, SAID, ARCHIVED, CHECKED, SIGNED, or PURGED with what led to it
   * @param detail a code or words that belong to it; may be empty
   * @param by full name; null for the machine
   */
  public record Step(Instant at, String kind, String detail, long count, String by) {}

  static Optional<Look> newest(Handle handle, long merger) {
    return handle
        .createQuery(
            """
            select l.id, l.looked_at, s.full_name, l.findings, l.missing from ending_look l
              left join identity_staff s on s.id = l.looked_by
             where l.merger_id = :merger order by l.id desc limit 1""")
        .bind("merger", merger)
        .map((row, context) -> look(row))
        .findOne();
  }

  private static Look look(ResultSet row) throws SQLException {
    return new Look(
        row.getLong("id"),
        row.getObject("looked_at", OffsetDateTime.class).toInstant(),
        row.getString("full_name"),
        findings(row.getString("findings")),
        row.getInt("missing"));
  }

  private static List<Finding> findings(String json) {
    try {
      return JSON.readValue(json, FINDINGS);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  static void addLook(Handle handle, long merger, List<Finding> findings, Long by, Instant at) {
    try {
      handle
          .createUpdate(
              """
              insert into ending_look (merger_id, looked_at, looked_by, findings, missing)
              values (:merger, :at, :by, cast(:findings as jsonb), :missing)""")
          .bind("merger", merger)
          .bind("at", at)
          .bind("by", by)
          .bind("findings", JSON.writeValueAsString(findings))
          .bind("missing", findings.stream().filter(Finding::missing).count())
          .execute();
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Mergers whose end was begun and is not signed by two. */
  static List<Long> begun(Handle handle) {
    return handle
        .createQuery(
            """
            select m.id from merger_merger m
             where m.ended_at is null and exists (select from ending_look l where l.merger_id = m.id) order by m.id""")
        .mapTo(Long.class)
        .list();
  }

  static List<Said> said(Handle handle, long merger) {
    return handle
        .createQuery(
            """
            select distinct on (w.criterion) w.criterion, w.words, w.number, s.full_name as by, w.given_at as at
              from ending_word w join identity_staff s on s.id = w.given_by
             where w.merger_id = :merger order by w.criterion, w.id desc""")
        .bind("merger", merger)
        .map(ConstructorMapper.of(Said.class))
        .list();
  }

  static void addWord(
      Handle handle,
      long merger,
      Criterion criterion,
      String words,
      Integer number,
      Staff by,
      Instant at) {
    handle
        .createUpdate(
            """
            insert into ending_word (merger_id, criterion, words, number, given_by, given_at)
            values (:merger, :criterion, :words, :number, :by, :at)""")
        .bind("merger", merger)
        .bind("criterion", criterion)
        .bind("words", words)
        .bind("number", number)
        .bind("by", by.id())
        .bind("at", at)
        .execute();
  }

  static List<EndSignature> signatures(Handle handle, long merger) {
    return handle
        .createQuery(
            """
            select g.side, g.look_id, g.words, g.signed_by as by_id, s.full_name as by, g.signed_at as at
              from ending_signature g join identity_staff s on s.id = g.signed_by
             where g.merger_id = :merger order by g.id""")
        .bind("merger", merger)
        .map(ConstructorMapper.of(EndSignature.class))
        .list();
  }

  static void addSignature(
      Handle handle,
      long merger,
      EndSignature.Side side,
      long look,
      String words,
      Staff by,
      Instant at) {
    handle
        .createUpdate(
            """
            insert into ending_signature (merger_id, side, look_id, words, signed_by, signed_at)
            values (:merger, :side, :look, nullif(:words, ''), :by, :at)""")
        .bind("merger", merger)
        .bind("side", side)
        .bind("look", look)
        .bind("words", words)
        .bind("by", by.id())
        .bind("at", at)
        .execute();
  }

  /** Looks that found the same as the one before are left out. */
  static List<Step> trail(Handle handle, long merger) {
    return handle
        .createQuery(
            """
            select t.at, t.kind, coalesce(t.detail, '') as detail, t.count, s.full_name as by from (
              select looked_at as at, 'LOOKED' as kind, '' as detail, missing as count, looked_by as staff from (
                select *, lag(missing) over (order by id) as before from ending_look where merger_id = :merger) l
               where before is distinct from missing
              union all
              select given_at, 'SAID', criterion, coalesce(number, 0), given_by from ending_word where merger_id = :merger
              union all
              select made_at, 'ARCHIVED', sha256, no, asked_by from ending_archive where merger_id = :merger and made_at is not null
              union all
              select c.checked_at, 'CHECKED', array_to_string(c.wrong, ', '), cardinality(c.wrong), c.checked_by
                from ending_archive_check c join ending_archive a on a.id = c.archive_id and a.merger_id = :merger
               where c.checked_by is not null or cardinality(c.wrong) > 0
              union all
              select signed_at, 'SIGNED', side, 0, signed_by from ending_signature where merger_id = :merger
              union all
              select asked_at, 'PURGE_ASKED', reason, 0, asked_by from ending_purge where merger_id = :merger
              union all
              select decided_at, case when state = 'DECLINED' then 'PURGE_DECLINED' else 'PURGE_APPROVED' end, '', 0, decided_by
                from ending_purge where merger_id = :merger and decided_at is not null
              union all
              select p.done_at, 'PURGED', '', (select coalesce(sum(gone), 0) from ending_purge_part x where x.purge_id = p.id), null
                from ending_purge p where p.merger_id = :merger and p.done_at is not null
            ) t left join identity_staff s on s.id = t.staff
             order by t.at desc, t.kind limit 200""")
        .bind("merger", merger)
        .map(ConstructorMapper.of(Step.class))
        .list();
  }
}

package org.klantbrug.wave;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.klantbrug.audit.Audit;
import org.klantbrug.identity.Staff;
import org.klantbrug.merger.EndedMergers;
import org.klantbrug.merger.Entity;
import org.klantbrug.merger.TargetField;
import org.klantbrug.shared.BusinessClock;
import org.klantbrug.shared.Database;
import org.klantbrug.shared.RuleBroken;

/**
 * News of customers who were over when it came: just the records that the whole counts as late,
 * each with what is new in it and what a person did with it. None of it is carried by itself.
 */
@ApplicationScoped
public class LateRecords {
  /** So many records are shown at a time. */
  public static final int SHOWN = 50;

  private static final int LONGEST = 400;

  private Database database;
  private WaveFacts facts;
  private BusinessClock clock;
  private Audit audit;

  /** For the container. */
  protected LateRecords() {}

  /** Works with these. */
  @Inject
  public LateRecords(Database database, WaveFacts facts, BusinessClock clock, Audit audit) {
    this.database = database;
    this.facts = facts;
    this.clock = clock;
    this.audit = audit;
  }

  /** What a person did with it. */
  public enum Deed {
    /** Changed it here by hand. */
    CHANGED,
    /** Told who must know, as the new billing. */
    PASSED_ON,
    /** There was nothing to do. */
    NOTHING
  }

  /** Late records of an entity, and those with which nobody did anything yet. */
  public record OfEntity(Entity entity, long records, long open) {}

  /**
   * One field that is new.
   *
   * @param field its column
   * @param before null if it was empty, or the record was not there
   * @param now null if it is empty
   */
  public record News(String field, String before, String now) {}

  /**
   * A record.
   *
   * @param key of the record at the old company; null if it has none
   * @param added whether the record itself was not there before
   * @param deed what was done last; null if nothing
   */
  public record Row(
      long deliveryId,
      long line,
      String customer,
      String key,
      String file,
      Instant extractAsOf,
      boolean added,
      List<News> news,
      Deed deed,
      String words,
      String by,
      Instant at) {
    /** Copies the list. */
    public Row {
      news = List.copyOf(news);
    }
  }

  /**
   * What was done with a record.
   *
   * @param words 1 to 400 characters
   */
  public record Wish(Entity entity, long deliveryId, long line, Deed deed, String words) {}

  /** Entities with late records; none once what was delivered is gone. */
  public List<OfEntity> of(long mergerId) {
    var run = facts.carried(mergerId);
    return database.with(
        handle -> {
          var counted = new ArrayList<OfEntity>();
          if (!EndedMergers.isRawGone(handle, mergerId)) {
            for (var entity : Entity.values()) {
              var late = count(handle, run, entity);
              if (late.records() > 0) {
                counted.add(late);
              }
            }
          }
          return counted;
        });
  }

  private static OfEntity count(Handle handle, WaveFacts.Run run, Entity entity) {
    return WaveBalance.told(
            handle,
            run,
            entity,
            """
            select cast(:entity as text) as entity, count(*) as records, count(*) filter (where not exists (
                     select from wave_late_record l where l.delivery_id = t.delivery_id and l.line_no = t.line_no)) as open
              from told t where t.outcome = 'LATE'""")
        .map(ConstructorMapper.of(OfEntity.class))
        .one();
  }

  /** SQL: the records, by their files, with what is new since the last file that had them. */
  private static final String ROWS =
      """
      select t.delivery_id, t.line_no, t.customer_key, s.source_key, d.file_name, d.extract_as_of, b.delivery_id is null as added,
             n.fields, n.before, n.now, l.deed, l.words, p.full_name as by, l.at
        from told t
        join %1$s s on s.delivery_id = t.delivery_id and s.line_no = t.line_no
        join merger_delivery d on d.id = t.delivery_id
        left join lateral (
          select e.* from %1$s e join merger_delivery f on f.id = e.delivery_id
           where f.run_id = d.run_id and f.company_id = d.company_id and f.entity = d.entity and f.state = 'IMPORTED'
             and (f.extract_as_of, f.id) < (d.extract_as_of, d.id) and e.source_key = s.source_key
             and e.row_state in ('NEW', 'CHANGED', 'UNCHANGED')
           order by f.extract_as_of desc, f.id desc limit 1) b on true
        left join lateral (
          select array_agg(x.key order by array_position(:fields, x.key)) as fields,
                 array_agg(y.value order by array_position(:fields, x.key)) as before,
                 array_agg(x.value order by array_position(:fields, x.key)) as now
            from jsonb_each_text(to_jsonb(s)) x left join jsonb_each_text(to_jsonb(b)) y on y.key = x.key
           where x.key = any(:fields) and x.value is distinct from y.value) n on true
        left join lateral (
          select * from wave_late_record r where r.delivery_id = t.delivery_id and r.line_no = t.line_no order by r.id desc limit 1) l on true
        left join identity_staff p on p.id = l.staff_id
       where t.outcome = 'LATE' and (t.delivery_id, t.line_no) > (:delivery, :line)
       order by t.delivery_id, t.line_no limit :most""";

  /**
   * Late records of an entity, by their files; that they were shown is written down.
   *
   * @param after the record behind which the page begins; null for the first
   * @param most at most so many
   */
  public List<Row> page(long mergerId, Entity entity, Wish after, int most, Staff by) {
    var run = facts.carried(mergerId);
    return database.inTransaction(
        handle -> {
          audit.record(
              handle, by.id(), by.login(), "lateRecordsListed", "merger", mergerId, entity.name());
          return EndedMergers.isRawGone(handle, mergerId)
              ? List.of()
              : WaveBalance.told(handle, run, entity, ROWS.formatted(entity.stagingTable()))
                  .bindArray("fields", String.class, columns(entity))
                  .bind("delivery", after == null ? 0 : after.deliveryId())
                  .bind("line", after == null ? 0 : after.line())
                  .bind("most", most)
                  .map((row, context) -> row(row))
                  .list();
        });
  }

  private static List<String> columns(Entity entity) {
    return entity.fields().stream().map(TargetField::column).toList();
  }

  private static Row row(ResultSet row) throws SQLException {
    var deed = row.getString("deed");
    return new Row(
        row.getLong("delivery_id"),
        row.getLong("line_no"),
        row.getString("customer_key"),
        row.getString("source_key"),
        row.getString("file_name"),
        row.getTimestamp("extract_as_of").toInstant(),
        row.getBoolean("added"),
        news(row),
        deed == null ? null : Deed.valueOf(deed),
        row.getString("words"),
        row.getString("by"),
        deed == null ? null : row.getTimestamp("at").toInstant());
  }

  private static List<News> news(ResultSet row) throws SQLException {
    if (row.getArray("fields") == null) {
      return List.of();
    }
    var fields = (String[]) row.getArray("fields").getArray();
    var before = (String[]) row.getArray("before").getArray();
    var now = (String[]) row.getArray("now").getArray();
    return IntStream.range(0, fields.length)
        .mapToObj(at -> new News(fields[at], before[at], now[at]))
        .toList();
  }

  /**
   * Notes what a person did with a record; what was noted before stays.
   *
   * @throws RuleBroken {@code wave.late-*}: it is not said what was done, or the record is not late
   */
  public void note(long mergerId, Wish wish, Staff by) {
    if (wish.entity() == null || wish.deed() == null) {
      throw new RuleBroken("wave.late-deed");
    }
    if (wish.words() == null || wish.words().isBlank() || wish.words().length() > LONGEST) {
      throw new RuleBroken("wave.late-words", LONGEST);
    }
    var run = facts.carried(mergerId);
    database.inTransaction(
        handle -> {
          insert(handle, run, wish, identity(handle, run, wish), by);
          audit.record(
              handle,
              by.id(),
              by.login(),
              "lateRecordNoted",
              "merger",
              mergerId,
              wish.entity().name());
          return null;
        });
  }

  private static long identity(Handle handle, WaveFacts.Run run, Wish wish) {
    return WaveBalance.told(
            handle,
            run,
            wish.entity(),
            """
            select i.id from told t join customer_identity i on i.company_id = :company and i.source_key = t.customer_key
             where t.outcome = 'LATE' and t.delivery_id = :delivery and t.line_no = :line""")
        .bind("delivery", wish.deliveryId())
        .bind("line", wish.line())
        .mapTo(Long.class)
        .findFirst()
        .orElseThrow(() -> new RuleBroken("wave.late-unknown"));
  }

  private void insert(Handle handle, WaveFacts.Run run, Wish wish, long identity, Staff by) {
    handle
        .createUpdate(
            """
            insert into wave_late_record (merger_id, entity, delivery_id, line_no, identity_id, deed, words, staff_id, at)
            values (:merger, :entity, :delivery, :line, :identity, :deed, :words, :by, :at)""")
        .bind("merger", run.mergerId())
        .bind("entity", wish.entity())
        .bind("delivery", wish.deliveryId())
        .bind("line", wish.line())
        .bind("identity", identity)
        .bind("deed", wish.deed())
        .bind("words", wish.words().strip())
        .bind("by", by.id())
        .bind("at", clock.now())
        .execute();
  }
}

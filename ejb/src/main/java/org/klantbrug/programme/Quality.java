package org.klantbrug.programme;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.klantbrug.audit.Audit;
import org.klantbrug.identity.Staff;
import org.klantbrug.merger.Entity;
import org.klantbrug.merger.TargetField;
import org.klantbrug.shared.BusinessClock;
import org.klantbrug.shared.Database;
import org.klantbrug.shared.RuleBroken;

/**
 * How good the data of the acquired company are, field by field, beside how good they must be. What
 * is measured of a delivery is measured once: a delivery stays as it came.
 */
@ApplicationScoped
public class Quality {
  /** Proposed for what was delivered of a field; of what every record needs all must be there. */
  private static final int MIN_VALID = 98;

  /** SQL: the newest delivery of each kind of record of the acquired company. */
  static final String NEWEST =
      """
      select distinct on (d.entity) d.id, d.entity, m.id as merger_id
        from merger_merger m join merger_run r on r.merger_id = m.id and r.state <> 'ABANDONED'
        join merger_delivery d on d.run_id = r.id and d.company_id = m.acquired_id and d.state = 'IMPORTED'
       where m.id = :merger order by d.entity, d.id desc
      """;

  /** SQL: its fields below their threshold. */
  static final String BELOW =
      """
      select n.id, n.entity, q.field
        from (%s) n join programme_threshold t on t.merger_id = n.merger_id and t.entity = n.entity
        join programme_measure q on q.delivery_id = n.id and q.field = t.field
       where q.filled * 100 < q.records * t.min_filled or q.valid * 100 < q.filled * t.min_valid
      """
          .formatted(NEWEST);

  private Database database;
  private BusinessClock clock;
  private Audit audit;

  /** For the container. */
  protected Quality() {}

  /** Works with these. */
  @Inject
  public Quality(Database database, BusinessClock clock, Audit audit) {
    this.database = database;
    this.clock = clock;
    this.audit = audit;
  }

  /**
   * A field as it was measured in the newest delivery.
   *
   * @param records how many records the delivery has
   * @param filled in so many something was delivered
   * @param valid so many of these could be read as they are
   * @param minFilled per cent of the records
   * @param minValid per cent of what was delivered
   */
  public record Field(
      Entity entity,
      long deliveryId,
      String fileName,
      String field,
      long records,
      long filled,
      long valid,
      int minFilled,
      int minValid) {
    /** Per cent of the records in which something was delivered, rounded down. */
    public long filledShare() {
      return records == 0 ? 100 : filled * 100 / records;
    }

    /** Per cent of what was delivered that could be read, rounded down. */
    public long validShare() {
      return filled == 0 ? 100 : valid * 100 / filled;
    }

    /** Whether it is not as good as it must be. */
    public boolean isBelow() {
      return filled * 100 < records * minFilled || valid * 100 < filled * minValid;
    }
  }

  /**
   * Measures what was delivered since; safe to call at any time.
   *
   * @return how many deliveries were measured
   */
  public int measure(long merger, Staff by) {
    return database.inTransaction(
        handle -> {
          var fresh =
              handle
                  .createQuery(
                      "select n.id, n.entity from ("
                          + NEWEST
                          + ") n where not exists (select from programme_measure q where q.delivery_id = n.id) order by n.id")
                  .bind("merger", merger)
                  .map(ConstructorMapper.of(Fresh.class))
                  .list();
          fresh.forEach(delivery -> measure(handle, delivery));
          propose(handle, merger, by);
          return fresh.size();
        });
  }

  /** A delivery that was not measured yet. */
  public record Fresh(long id, Entity entity) {}

  /**
   * In one statement: each record with each of its mapped fields. A warning with a value that
   * nobody set right says that something was delivered which could not be read as it is.
   */
  private void measure(Handle handle, Fresh delivery) {
    var values =
        delivery.entity().fields().stream()
            .map(TargetField::column)
            .map(column -> "('%1$s', f.%1$s is not null)".formatted(column))
            .collect(Collectors.joining(", "));
    handle
        .createUpdate(
            """
            with mapped as (
              select distinct t.value ->> 'column' as field
                from merger_delivery d join merger_mapping m on m.id = d.mapping_id
                cross join jsonb_array_elements(m.mapping -> 'columns') c
                cross join jsonb_array_elements(coalesce(c.value -> 'targets', '[]')) t where d.id = :delivery
            ), warned as (
              select distinct line_no, field from merger_warning
               where delivery_id = :delivery and raw is not null and state is distinct from 'SET')
            insert into programme_measure (delivery_id, field, records, filled, valid, measured_at)
            select :delivery, v.field, count(*), count(*) filter (where v.filled or w.line_no is not null),
                   count(*) filter (where v.filled and w.line_no is null), :at
              from merger_staged_<entity> f
              cross join lateral (values <values>) v (field, filled)
              join mapped m on m.field = v.field
              left join warned w on w.line_no = f.line_no and w.field = v.field
             where f.delivery_id = :delivery and f.row_state is distinct from 'DUPLICATE'
             group by v.field
            on conflict do nothing""")
        .define("entity", delivery.entity().name().toLowerCase(Locale.ROOT))
        .define("values", values)
        .bind("delivery", delivery.id())
        .bind("at", clock.now())
        .execute();
  }

  /** A threshold for each field that has none: all of what every record needs. */
  private void propose(Handle handle, long merger, Staff by) {
    var needed =
        List.of(Entity.values()).stream()
            .flatMap(
                entity ->
                    entity.fields().stream()
                        .filter(TargetField::required)
                        .map(field -> entity.name() + "." + field.column()))
            .toList();
    handle
        .createUpdate(
            """
            insert into programme_threshold (merger_id, entity, field, min_filled, min_valid, changed_by, changed_at)
            select n.merger_id, n.entity, q.field, case when n.entity || '.' || q.field = any(:needed) then 100 else 0 end,
                   :valid, :by, :at
              from (%s) n join programme_measure q on q.delivery_id = n.id
              join programme_programme p on p.merger_id = n.merger_id
            on conflict do nothing"""
                .formatted(NEWEST))
        .bind("merger", merger)
        .bindArray("needed", String.class, needed)
        .bind("valid", MIN_VALID)
        .bind("by", by.id())
        .bind("at", clock.now())
        .execute();
  }

  /** The fields of the newest deliveries, in the order of their columns. */
  public List<Field> of(long merger) {
    return database.with(handle -> of(handle, merger)).stream()
        .sorted(Comparator.comparing(Field::entity).thenComparing(Quality::place))
        .toList();
  }

  private static int place(Field field) {
    return field.entity().fields().stream()
        .map(TargetField::column)
        .toList()
        .indexOf(field.field());
  }

  static List<Field> of(Handle handle, long merger) {
    return handle
        .createQuery(
            """
            select n.entity, n.id as delivery_id, d.file_name, q.field, q.records, q.filled, q.valid, t.min_filled, t.min_valid
              from (%s) n join merger_delivery d on d.id = n.id
              join programme_threshold t on t.merger_id = n.merger_id and t.entity = n.entity
              join programme_measure q on q.delivery_id = n.id and q.field = t.field"""
                .formatted(NEWEST))
        .bind("merger", merger)
        .map(ConstructorMapper.of(Field.class))
        .list();
  }

  /**
   * How good a field must be.
   *
   * @param minFilled per cent of the records, 0 to 100
   * @param minValid per cent of what was delivered, 0 to 100
   */
  public record Threshold(Entity entity, String field, int minFilled, int minValid) {}

  /**
   * Sets how good fields must be; what was signed by other thresholds is signed anew.
   *
   * @throws RuleBroken {@code programme.threshold}: a number is no per cent
   */
  public void set(long merger, List<Threshold> wanted, Staff by) {
    if (wanted.stream().anyMatch(each -> isWrong(each.minFilled()) || isWrong(each.minValid()))) {
      throw new RuleBroken("programme.threshold");
    }
    database.inTransaction(
        handle -> {
          wanted.forEach(each -> set(handle, merger, each, by));
          audit.record(handle, by.id(), by.login(), "thresholdsSet", "merger", merger, null);
          return null;
        });
  }

  private static boolean isWrong(int percent) {
    return percent < 0 || percent > 100;
  }

  private void set(Handle handle, long merger, Threshold wanted, Staff by) {
    handle
        .createUpdate(
            """
            update programme_threshold set min_filled = :filled, min_valid = :valid, changed_by = :by, changed_at = :at
             where merger_id = :merger and entity = :entity and field = :field
               and (min_filled, min_valid) is distinct from (:filled, :valid)""")
        .bind("filled", wanted.minFilled())
        .bind("valid", wanted.minValid())
        .bind("by", by.id())
        .bind("at", clock.now())
        .bind("merger", merger)
        .bind("entity", wanted.entity())
        .bind("field", wanted.field())
        .execute();
  }
}

package org.klantbrug.wave;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.jdbi.v3.core.statement.Query;
import org.klantbrug.merger.EndedMergers;
import org.klantbrug.merger.Entity;
import org.klantbrug.merger.FieldType;
import org.klantbrug.merger.TargetField;
import org.klantbrug.shared.Database;
import org.klantbrug.transfer.CarriedFiles;

/**
 * All waves of a run together: each record that the acquired company delivered, in whichever round,
 * is over by one wave, waits for one, is held back, was put aside or rejected, or came too late.
 * Counted from the files and the ledger each time.
 */
@ApplicationScoped
public class WaveBalance {
  private Database database;
  private WaveFacts facts;

  /** For the container. */
  protected WaveBalance() {}

  /** Works with these. */
  @Inject
  public WaveBalance(Database database, WaveFacts facts) {
    this.database = database;
    this.facts = facts;
  }

  /** What became of a record until now. */
  public enum Outcome {
    /** Over by a wave that is live. */
    OVER,
    /** Goes with a wave to come; without one, with the first that takes up the rest. */
    WAITING,
    /**
     * Of a customer whose accounts are held, or have no wave; or new of one who was over when it
     * came, while another of his accounts is still to go.
     */
    HELD_BACK,
    /**
     * Stays out of it: delivered twice, of a customer nobody knows, or replaced by a later
     * delivery.
     */
    ASIDE,
    /** Of a customer who stays with the old company: he leaves, or two people decided it. */
    STAYS,
    /** A line that could not be used. */
    REJECTED,
    /** New of a customer who was over when it came, with all accounts: not carried, people look. */
    LATE
  }

  /**
   * Records of one entity with one outcome.
   *
   * @param waveId by or for which wave; null for none
   * @param day of that wave
   * @param amount euros in the first column of amounts, 0 if there is none
   */
  public record Part(
      Outcome outcome, Long waveId, LocalDate day, long records, BigDecimal amount) {}

  /**
   * All records of one entity.
   *
   * @param delivered lines of its files
   * @param parts by outcome and wave
   */
  public record Whole(Entity entity, long delivered, List<Part> parts) {
    /** Records with this outcome. */
    public long of(Outcome outcome) {
      return parts.stream()
          .filter(part -> part.outcome() == outcome)
          .mapToLong(Part::records)
          .sum();
    }

    /** Records that would stay behind if no wave went any more, or have no one outcome. */
    public long left() {
      return of(Outcome.WAITING) + of(Outcome.HELD_BACK) + Math.abs(missing());
    }

    /** Lines without an outcome, or, below zero, with more than one. */
    public long missing() {
      return delivered - parts.stream().mapToLong(Part::records).sum();
    }
  }

  /**
   * SQL: records {@code told} of an entity with what became of each: {@code delivery_id, line_no,
   * customer_key, outcome, wave_id, amount}.
   */
  private static final String TOLD =
      """
      with file as materialized (
        select d.id, d.round, d.id <> all(:deliveries) as replaced from merger_delivery d
         where d.run_id = :run and d.company_id = :company and d.entity = :entity and d.state = 'IMPORTED'
      ), carried as materialized (
        select id, wave_id, round from transfer_cutover where run_id = :run and wave_id is not null and state = 'LIVE'
      ), booked as materialized (
        select * from (
          select g.delivery_id, g.line_no, g.outcome, g.target_id, c.wave_id,
                 bool_or(g.target_id is not null) over (partition by g.delivery_id, g.line_no) as went
            from transfer_ledger g join carried c on c.id = g.cutover_id where g.entity = :entity and g.company_id = :company) b
         where b.target_id is not null or not b.went
      ), gone as materialized (
        select i.source_key, max(c.round) as round
          from transfer_scope z join carried c on c.id = z.cutover_id join customer_identity i on i.id = z.identity_id
         where cast(:round as integer) > 1 group by i.source_key
      ), stays as materialized (
        select distinct i.source_key from wave_stayer y join customer_identity i on i.id = y.identity_id where y.merger_id = :merger
      ), planned as materialized (
        select i.source_key,
               (array_agg(w.id order by w.day, w.id) filter (where m.state in ('PLANNED', 'MOVED', 'RELEASED') and w.id is not null))[1]
                 as wave_id,
               bool_or(m.state <> 'OVER') as waits
          from wave_member m join customer_identity i on i.id = m.identity_id
          left join wave_wave w on w.id = m.wave_id and w.state in ('PLANNED', 'RELEASED')
         where m.merger_id = :merger and m.state <> 'GONE' group by i.source_key
      ), delivered as (
        select s.delivery_id, s.line_no, %1$s as customer_key, %2$s as amount, s.row_state, f.round, f.replaced or %4$s as past
          from %3$s s join file f on f.id = s.delivery_id
        union all
        select r.delivery_id, r.line_no, null, 0, 'REJECTED', f.round, f.replaced from merger_reject r join file f on f.id = r.delivery_id
         where not exists (select from %3$s s where s.delivery_id = r.delivery_id and s.line_no = r.line_no)
      ), told as (
        select d.delivery_id, d.line_no, d.customer_key,
               case when b.outcome = 'REJECTED' or d.past and b.line_no is null and d.row_state = 'REJECTED' then 'REJECTED'
                    when b.line_no is not null and b.target_id is null then 'ASIDE'
                    when b.line_no is not null then 'OVER'
                    when d.past then 'ASIDE'
                    when e.round < d.round then case when d.row_state not in ('NEW', 'CHANGED') then 'ASIDE' when p.waits then 'HELD_BACK' else 'LATE' end
                    when y.source_key is not null then 'STAYS'
                    when p.source_key is not null and p.wave_id is null then 'HELD_BACK'
                    else 'WAITING' end as outcome,
               case when b.line_no is not null then b.wave_id when d.past or e.round < d.round or y.source_key is not null then null else p.wave_id end as wave_id,
               d.amount
          from delivered d
          left join booked b on b.delivery_id = d.delivery_id and b.line_no = d.line_no
          left join gone e on e.source_key = d.customer_key
          left join stays y on y.source_key = d.customer_key
          left join planned p on p.source_key = d.customer_key
      )
      """;

  private static final String COUNTED =
      """
      select t.outcome, t.wave_id, w.day, count(*) as records, coalesce(sum(t.amount), 0) as amount
        from told t left join wave_wave w on w.id = t.wave_id
       group by t.outcome, t.wave_id, w.day order by t.outcome, w.day nulls last, t.wave_id""";

  /**
   * Of each entity that the newest run of a merger delivered; of none once what was delivered is
   * gone, as then only the books are left.
   */
  public List<Whole> of(long mergerId) {
    var run = facts.carried(mergerId);
    return database.with(
        handle -> {
          var wholes = new ArrayList<Whole>();
          if (EndedMergers.isRawGone(handle, mergerId)) {
            return wholes;
          }
          for (var entity : Entity.values()) {
            var delivered = delivered(handle, run, entity);
            if (delivered > 0) {
              wholes.add(new Whole(entity, delivered, parts(handle, run, entity)));
            }
          }
          return wholes;
        });
  }

  private static long delivered(Handle handle, WaveFacts.Run run, Entity entity) {
    return handle
        .createQuery(
            """
            select coalesce(sum(read_lines), 0) from merger_delivery
             where run_id = :run and company_id = :company and entity = :entity and state = 'IMPORTED'""")
        .bind("run", run.runId())
        .bind("company", run.companyId())
        .bind("entity", entity)
        .mapTo(Long.class)
        .one();
  }

  private static List<Part> parts(Handle handle, WaveFacts.Run run, Entity entity) {
    return told(handle, run, entity, COUNTED).map(ConstructorMapper.of(Part.class)).list();
  }

  /**
   * A statement over what became of each record of an entity.
   *
   * @param over what is asked of {@code told}
   */
  static Query told(Handle handle, WaveFacts.Run run, Entity entity, String over) {
    var round = round(handle, run);
    var deliveries = CarriedFiles.of(handle, run.runId(), run.companyId(), entity, round);
    return handle
        .createQuery(
            TOLD.formatted(
                    entity == Entity.CUSTOMER ? "s.source_key" : "s.customer_key",
                    amount(entity),
                    entity.stagingTable(),
                    deliveries.size() > 1 ? CarriedFiles.renewed(entity) : "false")
                + over)
        .bind("merger", run.mergerId())
        .bind("run", run.runId())
        .bind("company", run.companyId())
        .bind("entity", entity)
        .bind("round", round)
        .bindArray("deliveries", Long.class, deliveries);
  }

  private static int round(Handle handle, WaveFacts.Run run) {
    return handle
        .createQuery("select round from merger_run where id = :run")
        .bind("run", run.runId())
        .mapTo(Integer.class)
        .one();
  }

  private static String amount(Entity entity) {
    return entity.fields().stream()
        .filter(field -> field.type() == FieldType.AMOUNT)
        .map(TargetField::column)
        .findFirst()
        .map(column -> "coalesce(s." + column + ", 0)")
        .orElse("0");
  }
}

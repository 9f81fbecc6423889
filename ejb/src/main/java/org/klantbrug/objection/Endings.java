package org.klantbrug.objection;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.Period;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.klantbrug.calendar.WorkingCalendars;
import org.klantbrug.customer.Sight;
import org.klantbrug.shared.BusinessClock;
import org.klantbrug.wave.WaveFacts;

/**
 * When the contracts of a customer who leaves end, and what he still owes. Contracts are read live,
 * and as they were rehearsed while he did not go over.
 */
@ApplicationScoped
public class Endings {
  private WorkingCalendars calendars;
  private WaveFacts facts;

  /** For the container. */
  protected Endings() {}

  /** Works with these. */
  @Inject
  public Endings(WorkingCalendars calendars, WaveFacts facts) {
    this.calendars = calendars;
    this.facts = facts;
  }

  /** A contract that runs. */
  public record Running(
      String key, String product, String term, LocalDate startDate, LocalDate endDate) {}

  /** By which rule, and when he would go over. */
  public record Frame(
      long mergerId,
      boolean wentOver,
      String sector,
      String notice,
      boolean termBinds,
      boolean renewedBinds,
      String source,
      String changeFrees,
      int changeDays,
      String changeSource,
      LocalDate saidOn,
      LocalDate changes) {
    /** Whoever went over against his will may leave because of it from the day he said so. */
    LocalDate freeUntil() {
      return wentOver ? saidOn : changes;
    }

    LeavingRule rule() {
      return new LeavingRule(
          Period.parse(notice),
          termBinds,
          renewedBinds,
          source,
          LeavingRule.ChangeFrees.valueOf(changeFrees),
          changeDays,
          changeSource);
    }
  }

  /**
   * What comes of leaving.
   *
   * @param wished a later day for all of it, if he wants one; null for the first that can be
   */
  Ending of(Handle handle, long objection, LocalDate wished) {
    var frame = frame(handle, objection);
    return !frame.wentOver() && facts.canPlan(frame.mergerId())
        ? facts.where(facts.run(frame.mergerId()), inIt -> reckon(inIt, objection, frame, wished))
        : reckon(handle, objection, frame, wished);
  }

  private Ending reckon(Handle handle, long objection, Frame frame, LocalDate wished) {
    var calculator = new EndDate(frame.rule(), calendars.read(handle).calendar());
    var ends =
        running(handle, objection, frame.saidOn()).stream()
            .map(
                each ->
                    new Ending.OfContract(
                        each.key(),
                        each.product(),
                        calculator.of(
                            new EndDate.Facts(
                                frame.saidOn(),
                                each.startDate(),
                                Term.months(each.term()),
                                each.endDate(),
                                frame.freeUntil()),
                            wished)))
            .toList();
    return new Ending(ends, owes(handle, objection));
  }

  private static Frame frame(Handle handle, long objection) {
    return handle
        .createQuery(
            """
            select o.merger_id, o.went_over, l.sector, l.notice, l.term_binds, l.renewed_binds, l.source, l.change_frees, l.change_days, l.change_source,
                   cast(o.received_at at time zone :zone as date) as said_on,
                   coalesce((select min(w.day) from wave_member m join wave_wave w on w.id = m.wave_id
                              where m.merger_id = o.merger_id and m.identity_id in %1$s),
                            (select max(w.day) from wave_event e join wave_member m on m.id = e.member_id
                               join wave_wave w on w.id = e.from_wave
                              where m.merger_id = o.merger_id and m.identity_id in %1$s and e.kind = 'GONE')) as changes
              from objection_objection o join merger_merger m on m.id = o.merger_id
              join objection_leaving_rule l on l.sector = m.sector
             where o.id = :id"""
                .formatted(ObjectionRows.OF_PERSON))
        .bind("zone", BusinessClock.ZONE.getId())
        .bind("id", objection)
        .map(ConstructorMapper.of(Frame.class))
        .one();
  }

  private static List<Running> running(Handle handle, long objection, LocalDate on) {
    return handle
        .createQuery(
            """
            select f.source_key as key, f.product, f.term, f.start_date, f.end_date
              from objection_objection o join contract_contract f on f.identity_id in %2$s
             where o.id = :id and f.state is distinct from 'ENDED' and (f.end_date is null or f.end_date >= :on) and %1$s
             order by f.source_key"""
                .formatted(Sight.FACT_COUNTS, ObjectionRows.OF_PERSON))
        .bind("id", objection)
        .bind("on", on)
        .map(ConstructorMapper.of(Running.class))
        .list();
  }

  private static BigDecimal owes(Handle handle, long objection) {
    return handle
        .createQuery(
            """
            select coalesce(sum(coalesce(f.open_amount, f.amount)), 0)
              from objection_objection o join contract_invoice f on f.identity_id in %2$s
             where o.id = :id and f.state in ('OPEN', 'PARTLY_PAID') and %1$s"""
                .formatted(Sight.FACT_COUNTS, ObjectionRows.OF_PERSON))
        .bind("id", objection)
        .mapTo(BigDecimal.class)
        .one();
  }

  /** Keeps when each contract ends. */
  static void keep(Handle handle, long objection, Ending ending) {
    var batch =
        handle.prepareBatch(
            """
            insert into objection_end (objection_id, contract_key, product, ends_on, earliest, basis, source, term_until)
            values (:objection, :key, :product, :on, :earliest, :basis, :source, :until)""");
    for (var each : ending.ends()) {
      batch
          .bind("objection", objection)
          .bind("key", each.key())
          .bind("product", each.product())
          .bind("on", each.end().on())
          .bind("earliest", each.end().earliest())
          .bind("basis", each.end().basis())
          .bind("source", each.end().source())
          .bind("until", each.end().termUntil())
          .add();
    }
    batch.execute();
  }

  /** What was decided of the contracts of a customer who leaves. */
  static List<Ending.OfContract> kept(Handle handle, long objection) {
    return handle
        .createQuery(
            "select contract_key, product, ends_on, earliest, basis, source, term_until from objection_end where objection_id = :id order by contract_key")
        .bind("id", objection)
        .map(
            (row, context) ->
                new Ending.OfContract(
                    row.getString("contract_key"),
                    row.getString("product"),
                    new ContractEnd(
                        row.getObject("ends_on", LocalDate.class),
                        row.getObject("earliest", LocalDate.class),
                        ContractEnd.Basis.valueOf(row.getString("basis")),
                        row.getString("source"),
                        row.getObject("term_until", LocalDate.class))))
        .list();
  }
}

package org.klantbrug.privacy;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.SqlStatement;
import org.jdbi.v3.core.statement.SqlStatements;
import org.klantbrug.audit.Audit;
import org.klantbrug.shared.BusinessClock;
import org.klantbrug.shared.Database;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Empties what is no longer needed, by the rules that are on: slice by slice, each in a transaction
 * of its own that looks again whether its rows may go. Stopped anywhere it goes on the next time,
 * as what was emptied is not found again. Nothing is deleted, so every figure stays.
 */
@ApplicationScoped
public class Retention {
  private static final Logger LOG = LoggerFactory.getLogger(Retention.class);

  /** So many are looked up at once; then again, until none is left. */
  private static final int FOUND = 20_000;

  private Database database;
  private BusinessClock clock;
  private Audit audit;

  /** For the container. */
  protected Retention() {}

  /** Works with these. */
  @Inject
  public Retention(Database database, BusinessClock clock, Audit audit) {
    this.database = database;
    this.clock = clock;
    this.audit = audit;
  }

  /**
   * Why some stay although they are old enough.
   *
   * @param reason HOLD, RUN (a run of the merger is still open), or as the kind of an {@link
   *     Obstacle}
   */
  public record Kept(String reason, long count) {}

  /**
   * What a rule would do now.
   *
   * @param before what is from before this day
   * @param goes how many would be emptied
   * @param kept the others that are old enough
   */
  public record Preview(LocalDate before, long goes, List<Kept> kept) {}

  /**
   * What a rule would do; nothing is changed by looking.
   *
   * @param months as if it were kept so long
   */
  public Preview preview(RetentionRules.Rule rule, int months) {
    var before = rule.before(clock.today(), months);
    var counts =
        database.with(
            handle ->
                bound(
                        handle.createQuery(
                            "select coalesce(s.kept, '') as reason, count(*) as count from ("
                                + RetainedKind.valueOf(rule.code()).due()
                                + ") s group by 1 order by 2 desc, 1"),
                        before)
                    .map((row, context) -> new Kept(row.getString(1), row.getLong(2)))
                    .list());
    return new Preview(
        before,
        counts.stream().filter(each -> each.reason().isEmpty()).mapToLong(Kept::count).sum(),
        counts.stream().filter(each -> !each.reason().isEmpty()).toList());
  }

  private <T extends SqlStatement<T>> T bound(T statement, LocalDate before) {
    return statement
        .configure(SqlStatements.class, config -> config.setUnusedBindingAllowed(true))
        .bind("before", before)
        .bind("beforeAt", before.atStartOfDay(BusinessClock.ZONE).toInstant())
        .bind("today", clock.today());
  }

  /**
   * Runs the rules that are on.
   *
   * @return how many contacts, complaints, customers, deliveries and mails were emptied
   */
  public long runAll() {
    var codes =
        database.with(
            handle ->
                handle
                    .createQuery(
                        "select code from privacy_retention_rule where is_on order by code")
                    .mapTo(String.class)
                    .list());
    return codes.stream().mapToLong(this::run).sum();
  }

  private long run(String code) {
    var kind = RetainedKind.valueOf(code);
    var emptied = 0L;
    for (var found = find(kind); !found.isEmpty(); found = find(kind)) {
      var before = emptied;
      for (var from = 0; from < found.size(); from += kind.slice()) {
        var slice = found.subList(from, Math.min(found.size(), from + kind.slice()));
        emptied += database.inTransaction(handle -> empty(handle, kind, slice));
      }
      if (emptied == before) {
        break; // all of them are held by now, or the rule was switched off
      }
    }
    if (emptied > 0) {
      LOG.info("Rule {} emptied {}", code, emptied);
    }
    return emptied;
  }

  /** Something that is old enough, and whose it is. */
  private record Found(long id, Long owner) {}

  private List<Found> find(RetainedKind kind) {
    return database.with(
        handle -> {
          var rule = RetentionRules.read(handle, kind.name());
          return rule.isOn() ? found(handle, kind.due(), rule, List.of(), FOUND) : List.<Found>of();
        });
  }

  private List<Found> found(
      Handle handle, String due, RetentionRules.Rule rule, List<Found> among, int most) {
    return of(
            bound(
                handle.createQuery(
                    "select s.id, s.owner from ("
                        + due
                        + ") s where s.kept is null order by s.id limit :most"),
                rule.before(clock.today(), rule.months())),
            among)
        .bind("most", most)
        .map((row, context) -> new Found(row.getLong("id"), (Long) row.getObject("owner")))
        .list();
  }

  private static <T extends SqlStatement<T>> T of(T statement, List<Found> these) {
    return statement
        .configure(SqlStatements.class, config -> config.setUnusedBindingAllowed(true))
        .bindArray("ids", Long.class, these.stream().map(Found::id).toList())
        .bindArray("owners", Long.class, these.stream().map(Found::owner).toList());
  }

  /** Holds the slice, looks again, empties, and notes how much. */
  private int empty(Handle handle, RetainedKind kind, List<Found> slice) {
    handle
        .createQuery("select code from privacy_retention_rule where code = :code for share")
        .bind("code", kind.name())
        .mapTo(String.class)
        .one();
    var rule = RetentionRules.read(handle, kind.name());
    if (!rule.isOn()) {
      return 0;
    }
    of(handle.createQuery(kind.held()), slice).mapTo(Long.class).list();
    var these = found(handle, kind.dueAmong(), rule, slice, slice.size());
    if (these.isEmpty()) {
      return 0;
    }
    var rows = emptied(handle, kind, these);
    if (kind == RetainedKind.STAGED && rows == 0) {
      return 0; // what is left of it is held
    }
    log(handle, rule, these, rows);
    return these.size();
  }

  private long emptied(Handle handle, RetainedKind kind, List<Found> these) {
    if (kind != RetainedKind.STAGED) {
      of(
              handle.createQuery(
                  "select cast(privacy_retain_sealed(:code, cast(:ids as bigint[])) as text)"),
              these)
          .bind("code", kind.name())
          .mapTo(String.class)
          .list();
    }
    if (kind == RetainedKind.CUSTOMER) {
      return customers(handle, these);
    }
    var rows = 0L;
    for (Map.Entry<String, String> each : kind.places().entrySet()) {
      rows +=
          Emptying.empty(
              handle,
              PersonalData.place(each.getKey()),
              "(" + each.getValue() + ")",
              update -> of(update, these));
    }
    if (kind == RetainedKind.STAGED) {
      of(
              handle.createUpdate(
                  """
                  update merger_delivery d set values_emptied_at = :at where d.id = any(:ids)
                     and not exists (select from privacy_held_identity h join customer_identity i on i.id = h.identity_id
                                      where i.company_id = d.company_id)"""),
              these)
          .bind("at", clock.now())
          .execute();
    }
    return rows;
  }

  /** As an erasure does, of many customers at once. */
  private long customers(Handle handle, List<Found> parties) {
    var subject = Subject.ofAll(handle, parties.stream().map(Found::id).toList());
    var rows = 0L;
    for (var place : PersonalData.places()) {
      rows += Emptying.empty(handle, place, subject);
    }
    subject.noteErased(handle, clock.now());
    return rows;
  }

  private void log(Handle handle, RetentionRules.Rule rule, List<Found> these, long rows) {
    handle
        .createUpdate(
            """
            insert into privacy_retention_log (code, at, months, before, subjects, rows)
            values (:code, :at, :months, :before, :subjects, :rows)""")
        .bind("code", rule.code())
        .bind("at", clock.now())
        .bind("months", rule.months())
        .bind("before", rule.before(clock.today(), rule.months()))
        .bind("subjects", these.size())
        .bind("rows", rows)
        .execute();
    var named = Map.of("COMPLAINT", "complaint", "CUSTOMER", "customer").get(rule.code());
    for (var each : named == null ? new ArrayList<Found>() : these) {
      audit.record(handle, null, "retention", "retentionEmptied", named, each.id(), rule.code());
    }
  }
}

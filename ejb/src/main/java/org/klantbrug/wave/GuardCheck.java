package org.klantbrug.wave;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.SqlStatements;
import org.jdbi.v3.core.statement.Update;
import org.klantbrug.customer.Sight;
import org.klantbrug.shared.BusinessClock;

/** Looks what stops members and waves, and keeps it: what no longer stops them is cleared. */
@ApplicationScoped
public class GuardCheck {
  /** Who is looked at, of a wave or of all: who was let go too, until the day of his wave. */
  private static final String DUE =
      """
      with due as materialized (
        select m.id, m.wave_id, m.identity_id, m.account_key, m.person_id, m.by_debit, w.day, i.source_key as customer_key
          from wave_member m join wave_wave w on w.id = m.wave_id join customer_identity i on i.id = m.identity_id
         where m.merger_id = :merger and (cast(:wave as bigint) is null or m.wave_id = :wave)
           and (m.state in ('PLANNED', 'HELD', 'MOVED') or m.state = 'RELEASED' and (w.day >= :today or w.process_id is not null))
      ), found as (select distinct on (wave_id, member_id, kind, key) * from (%s) f order by wave_id, member_id, kind, key)
      """;

  /** Each row that shows it is kept, and stays accepted if it was; another row is not. */
  private static final String KEEP =
      DUE
          + """
          insert into wave_guard_result (wave_id, member_id, code, evidence_kind, evidence_key, detail, found_at, checked_at)
          select wave_id, member_id, :code, kind, key, detail, :at, :at from found where (member_id is null) = %s
          on conflict (%s, code, evidence_kind, evidence_key) where cleared_at is null and member_id is %s null do update
             set wave_id = excluded.wave_id, detail = excluded.detail, checked_at = excluded.checked_at
          """;

  private Map<Guard, String> rows;
  private WaveSettings settings;
  private WaveFacts facts;
  private WaveTasks tasks;
  private BusinessClock clock;

  /** For the container. */
  protected GuardCheck() {}

  /** Works with these, and with what other contexts know. */
  @Inject
  public GuardCheck(
      WaveSettings settings,
      WaveFacts facts,
      WaveTasks tasks,
      BusinessClock clock,
      Instance<GuardOfOthers> others) {
    this(settings, facts, tasks, clock, (Iterable<GuardOfOthers>) others);
  }

  /** Works with these guards of other contexts. */
  public GuardCheck(
      WaveSettings settings,
      WaveFacts facts,
      WaveTasks tasks,
      BusinessClock clock,
      Iterable<GuardOfOthers> others) {
    this.settings = settings;
    this.facts = facts;
    this.tasks = tasks;
    this.clock = clock;
    this.rows = new EnumMap<>(Guard.class);
    for (var guard : Guard.values()) {
      if (guard.rows() != null) {
        rows.put(guard, guard.rows());
      }
    }
    StreamSupport.stream(others.spliterator(), false)
        .forEach(other -> rows.put(other.guard(), other.rows()));
  }

  /**
   * Looks again, as somebody asked for it.
   *
   * @param waveId null for all waves of the merger
   */
  public void check(long mergerId, Long waveId) {
    var run = facts.run(mergerId);
    facts.where(
        run,
        handle -> {
          settings.hold(handle, mergerId);
          check(handle, run, waveId);
          return null;
        });
  }

  /** Looks again at all waves of all mergers that are still to go; each merger in turn. */
  void checkAll() {
    facts.stillToGo(clock.today()).forEach(merger -> check(merger, null));
  }

  /**
   * Looks again, where the handle is.
   *
   * @param waveId null for all waves of the merger
   */
  void check(Handle handle, WaveFacts.Run run, Long waveId) {
    var look =
        new Look(run, waveId, settings.read(handle, run.mergerId()), clock.today(), clock.now());
    followPersons(handle, look);
    rows.forEach((guard, found) -> keep(handle, look, guard, found));
    clear(handle, look);
    if (isStoppedSince(handle, look)) {
      tasks.ask(handle, run.mergerId(), WaveTasks.STOPPED_LATER);
    }
    look.bindTo(
            handle.createUpdate(
                """
                update wave_wave set checked_at = :at
                 where merger_id = :merger and (cast(:wave as bigint) is null or id = :wave)"""))
        .execute();
  }

  /** One look: at which waves, by which settings, at which moment. */
  private record Look(
      WaveFacts.Run run, Long waveId, WaveSetting setting, LocalDate today, Instant at) {
    Update bindTo(Update statement) {
      return statement
          .configure(SqlStatements.class, config -> config.setUnusedBindingAllowed(true))
          .bind("merger", run.mergerId())
          .bind("run", run.runId())
          .bind("company", run.companyId())
          .bind("wave", waveId)
          .bind("today", today)
          .bind("at", at)
          .bind("capacity", setting.capacity())
          .bind("hours", setting.dataHours());
    }
  }

  /** Whose customer was joined with another since it was planned is looked at as that other. */
  private static void followPersons(Handle handle, Look look) {
    look.bindTo(
            handle.createUpdate(
                """
                update wave_member m set person_id = n.person_id
                  from (select l.identity_id, min(p.founder_id) as person_id
                          from customer_party_link l join customer_party p on p.id = l.party_id
                         where %s group by l.identity_id) n
                 where n.identity_id = m.identity_id and n.person_id <> m.person_id and m.state <> 'GONE'
                   and m.merger_id = :merger and (cast(:wave as bigint) is null or m.wave_id = :wave)"""
                    .formatted(Sight.LINK_COUNTS)))
        .execute();
  }

  /**
   * Whether this look found something new on who was let go, while somebody can still do something
   * about it: where waves carry, on their day he moves on by himself.
   */
  private static boolean isStoppedSince(Handle handle, Look look) {
    return handle
        .createQuery(
            """
            select exists (select from wave_guard_result g join wave_member m on m.id = g.member_id join wave_wave w on w.id = m.wave_id
                            where m.merger_id = :merger and (w.process_id is null or w.day > :today) and m.state = 'RELEASED' and g.cleared_at is null and g.found_at = :at)""")
        .bind("merger", look.run().mergerId())
        .bind("today", look.today())
        .bind("at", look.at())
        .mapTo(Boolean.class)
        .one();
  }

  private static void keep(Handle handle, Look look, Guard guard, String found) {
    var ofWave = guard.isOfWave();
    look.bindTo(
            handle.createUpdate(
                KEEP.formatted(
                    found, ofWave, ofWave ? "wave_id" : "member_id", ofWave ? "" : "not")))
        .bind("code", guard.name())
        .execute();
  }

  /** What this look did not find is over, and so is what stopped somebody who left the wave. */
  private static void clear(Handle handle, Look look) {
    look.bindTo(
            handle.createUpdate(
                """
                update wave_guard_result g set cleared_at = :at
                  from wave_wave w
                 where w.id = g.wave_id and w.merger_id = :merger and (cast(:wave as bigint) is null or w.id = :wave)
                   and g.cleared_at is null and g.checked_at < :at"""))
        .execute();
  }
}

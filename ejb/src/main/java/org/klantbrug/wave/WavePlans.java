package org.klantbrug.wave;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.klantbrug.audit.Audit;
import org.klantbrug.identity.Staff;
import org.klantbrug.shared.BusinessClock;
import org.klantbrug.shared.Database;
import org.klantbrug.shared.RuleBroken;
import org.klantbrug.transfer.PlannerFigures;

/** Plans the waves of a merger, and plans them again when something changed. */
@ApplicationScoped
public class WavePlans {
  /** More changes than these mislead the database about which way of reading is short. */
  private static final int FEW = 1_000;

  private static final List<String> READ_BY_GUARDS =
      List.of(
          "wave_wave",
          "wave_member (id, merger_id, wave_id, identity_id, account_key, person_id, state)");

  private Database database;
  private WaveFacts facts;
  private WaveSettings settings;
  private GuardCheck guards;
  private BusinessClock clock;
  private Audit audit;

  /** For the container. */
  protected WavePlans() {}

  /** Works with these. */
  @Inject
  public WavePlans(
      Database database,
      WaveFacts facts,
      WaveSettings settings,
      GuardCheck guards,
      BusinessClock clock,
      Audit audit) {
    this.database = database;
    this.facts = facts;
    this.settings = settings;
    this.guards = guards;
    this.clock = clock;
    this.audit = audit;
  }

  /**
   * What came of planning.
   *
   * @param accounts that run
   * @param added planned for the first time
   * @param moved that go on another day than before
   * @param gone that no longer run
   * @param without for which no day was found
   * @param plannedBy name of who planned
   */
  public record Planning(
      long id,
      Instant at,
      String plannedBy,
      int accounts,
      int added,
      int moved,
      int gone,
      int without) {}

  /** The last planning of a merger; empty before the first. */
  public Optional<Planning> last(long mergerId) {
    return database.with(
        handle ->
            handle
                .createQuery(
                    """
                    select p.id, p.at, s.full_name as planned_by, p.accounts, p.added, p.moved, p.gone, p.without
                      from wave_planning p join identity_staff s on s.id = p.staff_id
                     where p.merger_id = :merger order by p.id desc limit 1""")
                .bind("merger", mergerId)
                .map(ConstructorMapper.of(Planning.class))
                .findOne());
  }

  /**
   * Plans all accounts of a merger, and looks what stops them. Who is planned stays where he is as
   * long as he can.
   *
   * @throws RuleBroken {@code wave.nothing-rehearsed}: no customers are live, and none rehearsed
   */
  public Planning plan(long mergerId, Staff by) {
    var run = facts.run(mergerId);
    return facts.where(run, handle -> plan(handle, run, by));
  }

  /**
   * Refuses what goes by a plan from before the newest files of a run.
   *
   * @throws RuleBroken {@code wave.plan-older}
   */
  static void refuseOlder(Handle handle, WaveFacts.Run run) {
    var isPlanned =
        handle
            .createQuery(
                """
                select exists (select from wave_planning p join merger_run r on r.id = p.run_id
                                where p.run_id = :run and p.round >= r.round)""")
            .bind("run", run.runId())
            .mapTo(Boolean.class)
            .one();
    if (!isPlanned) {
      throw new RuleBroken("wave.plan-older");
    }
  }

  private Planning plan(Handle handle, WaveFacts.Run run, Staff by) {
    var setting = settings.hold(handle, run.mergerId());
    var days = settings.days(handle, run.mergerId(), setting);
    var accounts = facts.accounts(handle, run, clock.today());
    var before = Members.of(handle, run.mergerId());
    var placements =
        new WavePlanner(
                Rooms.of(handle, run.mergerId(), days, setting.capacity()),
                setting.pilotSize(),
                setting.begins())
            .plan(accounts, standing(before));
    var changed =
        placements.stream()
            .filter(each -> !isAsBefore(before.get(each.account().id()), each))
            .toList();
    var moved = elsewhere(before, changed);
    var gone = gone(before, accounts);
    Members.put(handle, run.mergerId(), changed);
    if (changed.size() > FEW) {
      PlannerFigures.refresh(handle, READ_BY_GUARDS);
    }
    Members.noteReplanned(handle, moved, by.id(), clock.now());
    Members.takeOut(handle, gone, by.id(), clock.now());
    guards.check(handle, run, null);
    return note(
        handle,
        run,
        by,
        new Planning(
            0,
            clock.now(),
            by.fullName(),
            accounts.size(),
            count(changed, each -> !before.containsKey(each.account().id())),
            moved.size(),
            gone.size(),
            count(placements, each -> each.day() == null)));
  }

  private static int count(List<Placement> placements, Predicate<Placement> which) {
    return (int) placements.stream().filter(which).count();
  }

  private static Map<Account.Id, Standing> standing(Map<Account.Id, Members.Row> before) {
    var standing = new HashMap<Account.Id, Standing>();
    before.forEach(
        (account, row) -> {
          if (row.state() != MemberState.GONE) {
            standing.put(account, row.standing());
          }
        });
    return standing;
  }

  private static boolean isAsBefore(Members.Row before, Placement now) {
    return before != null && before.isAs(now);
  }

  private static List<Members.Row> elsewhere(
      Map<Account.Id, Members.Row> before, List<Placement> changed) {
    var moved = new ArrayList<Members.Row>();
    for (var placement : changed) {
      var row = before.get(placement.account().id());
      if (row != null && row.goesElsewhere(placement)) {
        moved.add(row);
      }
    }
    return moved;
  }

  private static List<Members.Row> gone(
      Map<Account.Id, Members.Row> before, List<Account> accounts) {
    var left = new HashMap<>(before);
    accounts.forEach(account -> left.remove(account.id()));
    return left.values().stream()
        .filter(row -> row.state() != MemberState.GONE && row.state() != MemberState.RELEASED)
        .filter(row -> row.state() != MemberState.OVER)
        .toList();
  }

  private Planning note(Handle handle, WaveFacts.Run run, Staff by, Planning planning) {
    handle
        .createUpdate(
            """
            insert into wave_planning (merger_id, run_id, round, at, staff_id, accounts, added, moved, gone, without)
            select :merger, r.id, coalesce(h.round, r.round), :at, :staff, :accounts, :added, :moved, :gone, :without
              from merger_run r left join transfer_rehearsal h on h.run_id = r.id and h.dropped_at is null where r.id = :run""")
        .bind("merger", run.mergerId())
        .bind("run", run.runId())
        .bind("staff", by.id())
        .bindMethods(planning)
        .execute();
    audit.record(
        handle,
        by.id(),
        by.login(),
        "wavesPlanned",
        "merger",
        run.mergerId(),
        "" + planning.accounts());
    return planning;
  }
}

package org.klantbrug.billing;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.klantbrug.audit.Audit;
import org.klantbrug.billing.HandOverRows.Making;
import org.klantbrug.identity.Staff;
import org.klantbrug.shared.BusinessClock;
import org.klantbrug.shared.Database;
import org.klantbrug.shared.RuleBroken;
import org.klantbrug.work.WorkItemCompleting;
import org.klantbrug.work.WorkItems;

/**
 * Accounts that nobody collects on a day: they left their wave after the old company had accepted
 * to stop, and the new billing heard that they ended. Finance decides who collects it after all.
 */
@ApplicationScoped
public class Uncollected {
  /** So many accounts are shown at a time. */
  public static final int SHOWN = 50;

  private static final int LONGEST_REASON = 400;

  private Database database;
  private BillingTasks tasks;
  private WorkItems workItems;
  private BusinessClock clock;
  private Audit audit;

  /** For the container. */
  protected Uncollected() {}

  /** Works with these. */
  @Inject
  public Uncollected(
      Database database,
      BillingTasks tasks,
      WorkItems workItems,
      BusinessClock clock,
      Audit audit) {
    this.database = database;
    this.tasks = tasks;
    this.workItems = workItems;
    this.clock = clock;
    this.audit = audit;
  }

  /** How a day that nobody collected stands. */
  public enum State {
    /** A side was asked to collect it, and did not answer. */
    ASKED,
    /** Finance must decide. */
    OPEN,
    /** The old company collects it. */
    OLD,
    /** The new company bills it apart. */
    NEW,
    /** Nobody collects it, for a reason. */
    WAIVED,
    /** The account was handed over with its wave after all. */
    GOES
  }

  /** What finance can decide. */
  public enum Choice {
    /** The old company is asked to collect it after all. */
    OLD,
    /** The new company is asked to bill it apart; of who comes over with a later wave. */
    NEW,
    /** Nobody collects it. */
    WAIVED
  }

  /** Which are shown. */
  public enum Show {
    OPEN("u.state = 'OPEN'"),
    ASKED("u.state = 'ASKED'"),
    SETTLED("u.state not in ('OPEN', 'ASKED')"),
    ALL("true");

    private final String condition;

    Show(String condition) {
      this.condition = condition;
    }
  }

  /**
   * The accounts of a wave that left it and are collected by nobody on its day.
   *
   * @param open on which somebody must decide
   * @param asked of which a side was asked, and did not answer
   * @param left euro of those two together
   */
  public record OfWave(
      long waveId, LocalDate day, long open, long asked, long settled, BigDecimal left) {}

  /**
   * An account and the day on which nobody collects it.
   *
   * @param why code or words of what took it out of its wave; null if nothing was said
   * @param said what the side that was asked last gave as its reason; null if none
   * @param reason why it was decided so; null while nobody decided
   */
  public record Row(
      long id,
      long waveId,
      String customer,
      String account,
      boolean byDebit,
      LocalDate day,
      BigDecimal amount,
      Instant leftAt,
      LocalDate answerBy,
      String why,
      State state,
      String said,
      String reason,
      String decidedBy,
      Instant decidedAt) {}

  /**
   * What finance decides.
   *
   * @param ids of the rows; of no use where {@code wave} is given
   * @param wave all rows of it on which somebody must decide; null for those of {@code ids}
   * @param reason 1 to 400 characters
   */
  public record Wish(Choice choice, List<Long> ids, Long wave, String reason) {
    /** Copies the list. */
    public Wish {
      ids = ids == null ? List.of() : List.copyOf(ids);
    }
  }

  /** Wave by wave, the earliest first. */
  public List<OfWave> of(long mergerId) {
    return database.with(
        handle ->
            handle
                .createQuery(
                    """
                    select u.wave_id, x.day, count(*) filter (where %s) as open, count(*) filter (where %s) as asked,
                           count(*) filter (where %s) as settled,
                           coalesce(sum(u.amount) filter (where u.state in ('OPEN', 'ASKED')), 0) as "left"
                      from billing_uncollected u join wave_wave x on x.id = u.wave_id
                     where u.merger_id = :merger group by u.wave_id, x.day order by x.day, u.wave_id"""
                        .formatted(
                            Show.OPEN.condition, Show.ASKED.condition, Show.SETTLED.condition))
                .bind("merger", mergerId)
                .map(ConstructorMapper.of(OfWave.class))
                .list());
  }

  /**
   * The rows of a merger, in their order; that they were shown is written down.
   *
   * @param wave of which wave; null for all
   * @param after the row behind which the page begins; null for the first
   */
  public List<Row> page(long mergerId, Long wave, Show show, Long after, Staff by) {
    return database.inTransaction(
        handle -> {
          audit.record(
              handle,
              by.id(),
              by.login(),
              "billingUncollectedListed",
              "merger",
              mergerId,
              show.name());
          return handle
              .createQuery(
                  """
                  select u.id, u.wave_id, i.source_key as customer, u.account_key as account, u.by_debit, u.day, u.amount, u.left_at,
                         u.answer_by, e.reason as why, u.state, q.reason as said, u.reason, s.full_name as decided_by, u.decided_at
                    from billing_uncollected u join customer_identity i on i.id = u.identity_id
                    left join identity_staff s on s.id = u.decided_by
                    left join lateral (
                      select v.reason from wave_event v
                       where v.member_id = u.member_id and v.from_wave = u.wave_id and v.kind <> 'RELEASED' order by v.id desc limit 1) e on true
                    left join lateral (
                      select a.reason from billing_asked a
                       where a.handover_id = u.handover_id and a.member_id = u.member_id and a.answer = 'REFUSED' limit 1) q on true
                   where u.merger_id = :merger and (cast(:wave as bigint) is null or u.wave_id = :wave) and u.id > :after and %s
                   order by u.id limit :most"""
                      .formatted(show.condition))
              .bind("merger", mergerId)
              .bind("wave", wave)
              .bind("after", after == null ? 0 : after)
              .bind("most", SHOWN)
              .map(ConstructorMapper.of(Row.class))
              .list();
        });
  }

  /**
   * Finance decides who collects what nobody did. Who is asked to collect it hears so by a further
   * hand-over of the wave, and must answer that.
   *
   * @return of how many accounts
   * @throws RuleBroken {@code billing.uncollected-*}: nothing was chosen or said why, somebody
   *     decided meanwhile, or who stays with the old company cannot be billed by the new one
   */
  public int decide(long mergerId, Wish wish, Staff by) {
    refuseUnsaid(wish);
    return database.inTransaction(
        handle -> {
          var waves = waves(handle, mergerId, wish);
          waves.forEach(wave -> HandOverRows.hold(handle, wave));
          var ids = held(handle, mergerId, wish);
          if (wish.choice() == Choice.NEW && UncollectedRows.isOfStayer(handle, ids)) {
            throw new RuleBroken("billing.uncollected-stays");
          }
          waves.forEach(wave -> decide(handle, mergerId, wave, ids, wish, by));
          return ids.size();
        });
  }

  private static void refuseUnsaid(Wish wish) {
    if (wish.choice() == null) {
      throw new RuleBroken("billing.uncollected-choice");
    }
    if (wish.reason() == null
        || wish.reason().isBlank()
        || wish.reason().length() > LONGEST_REASON) {
      throw new RuleBroken("billing.uncollected-reason", LONGEST_REASON);
    }
  }

  private static final String CHOSEN =
      " from billing_uncollected where merger_id = :merger and state = 'OPEN' and (id = any(:ids) or wave_id = :wave)";

  private static List<Long> waves(Handle handle, long mergerId, Wish wish) {
    return handle
        .createQuery("select distinct wave_id" + CHOSEN + " order by 1")
        .bind("merger", mergerId)
        .bindArray("ids", Long.class, wish.ids())
        .bind("wave", wish.wave())
        .mapTo(Long.class)
        .list();
  }

  private static List<Long> held(Handle handle, long mergerId, Wish wish) {
    var ids =
        handle
            .createQuery("select id" + CHOSEN + " order by id for update")
            .bind("merger", mergerId)
            .bindArray("ids", Long.class, wish.ids())
            .bind("wave", wish.wave())
            .mapTo(Long.class)
            .list();
    if (ids.isEmpty() || wish.wave() == null && ids.size() < wish.ids().size()) {
      throw new RuleBroken("billing.uncollected-none");
    }
    return ids;
  }

  private void decide(
      Handle handle, long mergerId, long wave, List<Long> ids, Wish wish, Staff by) {
    var asked =
        wish.choice() == Choice.WAIVED
            ? null
            : ask(
                handle,
                mergerId,
                wave,
                ids,
                wish.choice() == Choice.OLD ? Side.STOP : Side.START,
                by);
    handle
        .createUpdate(
            """
            update billing_uncollected
               set state = case when cast(:asked as bigint) is null then 'WAIVED' else 'ASKED' end,
                   handover_id = coalesce(:asked, handover_id), reason = :reason, decided_by = :by, decided_at = :at,
                   version = version + 1
             where id = any(:ids) and wave_id = :wave""")
        .bind("asked", asked)
        .bind("reason", wish.reason().strip())
        .bind("by", by.id())
        .bind("at", clock.now())
        .bindArray("ids", Long.class, ids)
        .bind("wave", wave)
        .execute();
    audit.record(
        handle,
        by.id(),
        by.login(),
        "billingUncollectedDecided",
        "wave",
        wave,
        wish.choice().name());
    if (!UncollectedRows.isOpen(handle, wave)) {
      workItems.happened("wave", wave, BillingTasks.UNCOLLECTED, by, "decided");
    }
  }

  private long ask(Handle handle, long mergerId, long wave, List<Long> ids, Side side, Staff by) {
    var no = HandOverRows.next(handle, wave);
    var making = new Making(mergerId, wave, null, null, clock.now(), by);
    var id = HandOverRows.insertCollection(handle, making, no);
    UncollectedRows.ask(handle, id, side, ids, wave);
    Asked.collect(handle, id);
    HandOverFile.register(handle, id, wave, no);
    tasks.ask(handle, mergerId, BillingTasks.GIVE_OUT, "finance");
    return id;
  }

  /** Counts what the sides answered, and asks finance about each wave on which nobody decided. */
  void look(Handle handle) {
    UncollectedRows.settle(handle, clock.today());
    Revoked.wavesWithStayers(handle, clock.today()).forEach(wave -> stay(handle, wave));
    UncollectedRows.open(handle)
        .forEach(wave -> tasks.askAboutWave(handle, wave, BillingTasks.UNCOLLECTED));
  }

  /** The new billing does not bill somebody who stays with the old company after all. */
  private void stay(Handle handle, long wave) {
    var merger = HandOverRows.hold(handle, wave);
    var ids = Revoked.staying(handle, wave, clock.today());
    if (!ids.isEmpty()) {
      Revoked.tell(handle, new Making(merger, wave, null, null, clock.now(), null), ids);
      tasks.ask(handle, merger, BillingTasks.GIVE_OUT, "finance");
    }
  }

  /** The task of a wave stays until each of its accounts was decided on. */
  void onAnswer(@Observes WorkItemCompleting answer) {
    var item = answer.item();
    if (item.kind().equals(BillingTasks.UNCOLLECTED)
        && database.with(handle -> UncollectedRows.isOpen(handle, item.subjectId()))) {
      throw new RuleBroken("billing.uncollected-open");
    }
  }
}

package org.klantbrug.wave;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.klantbrug.audit.Audit;
import org.klantbrug.identity.Staff;
import org.klantbrug.shared.BusinessClock;
import org.klantbrug.shared.Database;
import org.klantbrug.shared.RuleBroken;
import org.klantbrug.work.WorkItem;
import org.klantbrug.work.WorkItemCompleting;
import org.klantbrug.work.WorkItems;

/**
 * What becomes of accounts that cannot go with a wave, as people decide it: the residual list of a
 * merger. A billing day one person sets; that an account stays with the old company, or that
 * nothing is billed on it, is asked by one and confirmed by finance.
 */
@ApplicationScoped
public class Residuals {
  private static final int LONGEST = 400;

  private Database database;
  private WaveSettings settings;
  private WorkItems workItems;
  private BusinessClock clock;
  private Audit audit;

  /** For the container. */
  protected Residuals() {}

  /** Works with these. */
  @Inject
  public Residuals(
      Database database,
      WaveSettings settings,
      WorkItems workItems,
      BusinessClock clock,
      Audit audit) {
    this.database = database;
    this.settings = settings;
    this.workItems = workItems;
    this.clock = clock;
    this.audit = audit;
  }

  /** What becomes of accounts. */
  public enum Kind {
    /** They are billed on this day, whatever was delivered; planned again they get a wave. */
    BILLING_DAY(null),
    /** Their customers stay with the old company, with all their accounts. */
    STAYS("confirmStays"),
    /** Nothing is billed on them: their customers come with the rest. */
    REST("confirmRest");

    private final String task;

    Kind(String task) {
      this.task = task;
    }
  }

  /**
   * A decision that somebody wants.
   *
   * @param members keys of the accounts in the waves of the merger
   * @param billingDay 1 to 31, for a billing day; else null
   */
  public record Wish(List<Long> members, Kind kind, Integer billingDay, String reason) {}

  /**
   * A line of the residual list.
   *
   * @param state OPEN until somebody else confirmed it, APPROVED or DECLINED
   * @param decidedBy full name; null while it is open
   */
  public record Line(
      long id,
      Kind kind,
      Integer billingDay,
      String reason,
      String state,
      String askedBy,
      Instant askedAt,
      String decidedBy,
      Instant decidedAt,
      int accounts) {}

  /** The residual list of a merger, the newest first. */
  public List<Line> of(long mergerId) {
    return database.with(
        handle ->
            handle
                .createQuery(
                    """
                    select r.id, r.kind, r.billing_day, r.reason, r.state, a.full_name as asked_by, r.asked_at,
                           d.full_name as decided_by, r.decided_at,
                           (select count(*) from wave_residual_account x where x.residual_id = r.id) as accounts
                      from wave_residual r join identity_staff a on a.id = r.asked_by
                      left join identity_staff d on d.id = r.decided_by
                     where r.merger_id = :merger order by r.id desc""")
                .bind("merger", mergerId)
                .map(ConstructorMapper.of(Line.class))
                .list());
  }

  /**
   * Decides on accounts that cannot go, or asks somebody of finance to confirm it.
   *
   * @throws RuleBroken {@code wave.*}: no accounts or no reason, something of it is let go or over,
   *     a customer who would stay has such an account, or the same waits for an answer already
   */
  @Transactional
  public void ask(long mergerId, Wish wish, Staff by) {
    refuseUnclear(wish);
    var merger =
        database.with(
            handle -> {
              settings.hold(handle, mergerId);
              refuseAsked(handle, mergerId, wish.kind());
              var residual = note(handle, mergerId, wish, by);
              take(handle, mergerId, residual, wish);
              refuseGone(handle, residual, mergerId);
              audit.record(
                  handle,
                  by.id(),
                  by.login(),
                  "waveResidualAsked",
                  "merger",
                  mergerId,
                  wish.kind().name());
              return name(handle, mergerId);
            });
    if (wish.kind().task != null) {
      workItems.open(
          new WorkItem(
              wish.kind().task,
              null,
              null,
              "merger",
              mergerId,
              merger,
              "finance",
              by.id(),
              List.of("approved", "declined"),
              null,
              clock.now()));
    }
  }

  private static void refuseUnclear(Wish wish) {
    if (wish.kind() == null || wish.members() == null || wish.members().isEmpty()) {
      throw new RuleBroken("wave.residual-nobody");
    }
    if (wish.reason() == null || wish.reason().isBlank() || wish.reason().length() > LONGEST) {
      throw new RuleBroken("wave.reason-missing", LONGEST);
    }
    var day = wish.billingDay();
    if (wish.kind() == Kind.BILLING_DAY && (day == null || day < 1 || day > 31)) {
      throw new RuleBroken("wave.residual-day");
    }
  }

  private static void refuseAsked(Handle handle, long mergerId, Kind kind) {
    if (find(handle, mergerId, kind.name()) != null) {
      throw new RuleBroken("wave.residual-asked");
    }
  }

  private long note(Handle handle, long mergerId, Wish wish, Staff by) {
    var atOnce = wish.kind() == Kind.BILLING_DAY;
    return handle
        .createQuery(
            """
            insert into wave_residual (merger_id, kind, billing_day, reason, asked_by, asked_at, state, decided_by, decided_at)
            values (:merger, :kind, cast(:day as smallint), :reason, :staff, :at, :state, :decider, cast(:decided as timestamptz))
            returning id""")
        .bind("merger", mergerId)
        .bind("kind", wish.kind())
        .bind("day", atOnce ? wish.billingDay() : null)
        .bind("reason", wish.reason().strip())
        .bind("staff", by.id())
        .bind("at", clock.now())
        .bind("state", atOnce ? "APPROVED" : "OPEN")
        .bind("decider", atOnce ? by.id() : null)
        .bind("decided", atOnce ? clock.now() : null)
        .mapTo(Long.class)
        .one();
  }

  /** Who stays does so with all that he has. */
  private static void take(Handle handle, long mergerId, long residual, Wish wish) {
    var taken =
        handle
            .createUpdate(
                """
                insert into wave_residual_account (residual_id, identity_id, account_key)
                select :residual, o.identity_id, o.account_key from wave_member o
                 where o.merger_id = :merger and o.state <> 'GONE'
                   and (o.id = any(:members)
                        or :all and o.identity_id in (select m.identity_id from wave_member m
                                                       where m.id = any(:members) and m.merger_id = :merger))""")
            .bind("residual", residual)
            .bind("merger", mergerId)
            .bindArray("members", Long.class, wish.members())
            .bind("all", wish.kind() == Kind.STAYS)
            .execute();
    if (taken < wish.members().stream().distinct().count()) {
      throw new RuleBroken("wave.residual-nobody");
    }
  }

  private static final String OF_IT =
      """
      wave_member m join wave_residual_account x on x.identity_id = m.identity_id and x.account_key = m.account_key
       where x.residual_id = :residual and m.merger_id = :merger""";

  private static void refuseGone(Handle handle, long residual, long mergerId) {
    var fixed =
        handle
            .createQuery("select count(*) from " + OF_IT + " and m.state in ('RELEASED', 'OVER')")
            .bind("residual", residual)
            .bind("merger", mergerId)
            .mapTo(Integer.class)
            .one();
    if (fixed > 0) {
      throw new RuleBroken("wave.residual-fixed", fixed);
    }
  }

  private static String name(Handle handle, long mergerId) {
    return handle
        .createQuery("select name from merger_merger where id = :merger")
        .bind("merger", mergerId)
        .mapTo(String.class)
        .one();
  }

  /** A decision that waits for somebody else. */
  public record Open(long id, long askedById) {}

  private static Open find(Handle handle, long mergerId, String kind) {
    return handle
        .createQuery(
            """
            select id, asked_by as asked_by_id from wave_residual
             where merger_id = :merger and kind = :kind and state = 'OPEN' for update""")
        .bind("merger", mergerId)
        .bind("kind", kind)
        .map(ConstructorMapper.of(Open.class))
        .findOne()
        .orElse(null);
  }

  /** Does what finance confirmed, in the transaction of the answer. */
  void onAnswer(@Observes WorkItemCompleting answer) {
    for (var kind : Kind.values()) {
      if (answer.item().kind().equals(kind.task)) {
        database.use(handle -> decide(handle, kind, answer));
      }
    }
  }

  private void decide(Handle handle, Kind kind, WorkItemCompleting answer) {
    var merger = answer.item().subjectId();
    var approved = "approved".equals(answer.outcome());
    settings.hold(handle, merger);
    var open = find(handle, merger, kind.name());
    if (open == null) {
      throw new RuleBroken("work.not-open", answer.item().id());
    }
    if (open.askedById() == answer.staff().id()) {
      throw new RuleBroken("work.not-by-the-same-person");
    }
    if (approved) {
      refuseGone(handle, open.id(), merger);
    }
    handle
        .createUpdate(
            "update wave_residual set state = :state, decided_by = :staff, decided_at = :at where id = :id")
        .bind("state", approved ? "APPROVED" : "DECLINED")
        .bind("staff", answer.staff().id())
        .bind("at", clock.now())
        .bind("id", open.id())
        .execute();
    if (approved) {
      Members.takeOut(
          handle, members(handle, open.id(), merger), null, answer.staff().id(), clock.now());
    }
    audit.record(
        handle,
        answer.staff().id(),
        answer.staff().login(),
        approved ? "waveResidualApproved" : "waveResidualDeclined",
        "merger",
        merger,
        kind.name());
  }

  private static List<Long> members(Handle handle, long residual, long mergerId) {
    return handle
        .createQuery("select m.id from " + OF_IT + " and m.state <> 'GONE' order by m.id")
        .bind("residual", residual)
        .bind("merger", mergerId)
        .mapTo(Long.class)
        .list();
  }
}

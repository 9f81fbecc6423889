package org.klantbrug.sla;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.klantbrug.audit.Audit;
import org.klantbrug.calendar.Channel;
import org.klantbrug.identity.Staff;
import org.klantbrug.shared.BusinessClock;
import org.klantbrug.shared.Database;
import org.klantbrug.shared.RuleBroken;

/**
 * The table of reply times: per channel and stage how long a customer waits at most. A row is never
 * changed: another version takes its place, and clocks know by which they ran.
 */
@ApplicationScoped
public class ReplyTimes {
  static final String COLUMNS =
      """
      p.id as policy_id, p.channel as policy_channel, p.stage as policy_stage, p.kind as policy_kind, p.amount, p.hours, p.roll,
      p.breach_role, p.version as policy_version, p.changed_at as policy_changed_at
      """;

  /** AVG article 33: not later than 72 hours after we knew. */
  private static final int MOST_HOURS_OF_A_LEAK = 72;

  private final Database database;
  private final Audit audit;
  private final BusinessClock clock;
  private final Event<ReplyTimeChanged> changed;

  /** For the container's proxy. */
  protected ReplyTimes() {
    this(null, null, null, null);
  }

  /** Works with these. */
  @Inject
  public ReplyTimes(
      Database database, Audit audit, BusinessClock clock, Event<ReplyTimeChanged> changed) {
    this.database = database;
    this.audit = audit;
    this.clock = clock;
    this.changed = changed;
  }

  /** The rows as they are now, by stage and channel. */
  public List<ReplyTime> list() {
    return database.with(
        handle ->
            handle
                .createQuery(
                    "select "
                        + COLUMNS
                        + ", s.full_name as changed_by from sla_policy p left join identity_staff s on s.id = p.changed_by where p.replaced_at is null")
                .map((row, context) -> row(row, row.getString("changed_by")))
                .stream()
                .sorted(ReplyTimes::inOrder)
                .toList());
  }

  private static int inOrder(ReplyTime one, ReplyTime other) {
    var byStage = one.stage().compareTo(other.stage());
    return byStage != 0 ? byStage : Integer.compare(place(one.channel()), place(other.channel()));
  }

  private static int place(Channel channel) {
    return channel == null ? -1 : channel.ordinal();
  }

  /** The channels of whom nobody said when a first answer is due: what comes by them is refused. */
  public List<Channel> notSet() {
    var set =
        list().stream()
            .filter(row -> row.stage() == Stage.FIRST_ANSWER)
            .map(ReplyTime::channel)
            .toList();
    return Arrays.stream(Channel.values()).filter(each -> !set.contains(each)).toList();
  }

  /** What could be set for a channel that has no row; empty where there is nothing to go by. */
  public static Optional<ReplyRule> proposal(Channel channel) {
    return switch (channel) {
      case PORTAL_MESSAGE -> Optional.of(ReplyRule.of(RuleKind.SAME_WORKING_DAY, 0));
      case VIDEO -> Optional.of(ReplyRule.of(RuleKind.DURING_CONTACT, 0));
      default -> Optional.empty();
    };
  }

  /**
   * The row that counts for a channel and stage: its own, else that of all channels.
   *
   * @param channel null if there is none
   * @throws RuleBroken if there is no row: somebody must choose first
   */
  ReplyTime read(Handle handle, Channel channel, Stage stage) {
    return find(handle, channel, stage)
        .or(() -> find(handle, channel, stage)) // replaced while we waited: now the next is seen
        .orElseThrow(
            () ->
                channel == null
                    ? new RuleBroken("sla.stage-not-set", SlaWords.stage(stage))
                    : new RuleBroken(
                        "sla.channel-not-set", SlaWords.channel(channel), SlaWords.stage(stage)));
  }

  /** Whether a clock can run by what is set for a channel and stage. */
  public boolean counts(Handle handle, Channel channel, Stage stage) {
    return find(handle, channel, stage).filter(each -> each.rule().counts(null)).isPresent();
  }

  private static Optional<ReplyTime> find(Handle handle, Channel channel, Stage stage) {
    return handle
        .createQuery(
            "select "
                + COLUMNS
                + """
                   from sla_policy p
                  where p.replaced_at is null
                    and p.id = (select o.id from sla_policy o
                                 where o.stage = :stage and o.replaced_at is null
                                   and (o.channel = :channel or o.channel is null)
                                 order by o.channel nulls last limit 1)
                    for share of p
                  """)
        .bind("channel", channel)
        .bind("stage", stage)
        .map((row, context) -> row(row, null))
        .findOne();
  }

  static ReplyTime row(ResultSet row, String changedBy) throws SQLException {
    var channel = row.getString("policy_channel");
    var at = row.getObject("policy_changed_at", OffsetDateTime.class);
    return new ReplyTime(
        row.getLong("policy_id"),
        channel == null ? null : Channel.valueOf(channel),
        Stage.valueOf(row.getString("policy_stage")),
        new ReplyRule(
            RuleKind.valueOf(row.getString("policy_kind")),
            row.getInt("amount"),
            row.getInt("hours"),
            Roll.valueOf(row.getString("roll"))),
        row.getString("breach_role"),
        row.getInt("policy_version"),
        at == null ? null : at.toInstant(),
        changedBy);
  }

  /**
   * What is to count for a channel and stage from now on, also for clocks that run.
   *
   * @param channel null for all channels without a row of their own
   * @param version of the row as it was read; 0 for one that is not there yet
   * @param breachRole code of a role
   */
  public record Wish(Channel channel, Stage stage, ReplyRule rule, String breachRole, int version) {
    /** The stage can be counted so. */
    public Wish {
      if (!stage.takes(rule.kind())) {
        throw new RuleBroken("sla.kind-not-for-stage", SlaWords.stage(stage));
      }
      if (stage == Stage.LEAK && rule.amount() > MOST_HOURS_OF_A_LEAK) {
        throw new RuleBroken("sla.leak-hours", MOST_HOURS_OF_A_LEAK);
      }
    }
  }

  /**
   * Sets a row.
   *
   * @return its key
   * @throws RuleBroken if another changed it since
   */
  public long set(Wish wish, Staff by) {
    return database.inTransaction(handle -> set(handle, wish, by));
  }

  private long set(Handle handle, Wish wish, Staff by) {
    refuseUnknownRole(handle, wish.breachRole());
    var before = replace(handle, wish);
    var id = insert(handle, wish, by);
    audit.record(
        handle,
        by.id(),
        by.login(),
        "replyTimeChanged",
        "replyTime",
        id,
        wish.stage() + (wish.channel() == null ? "" : " " + wish.channel()));
    changed.fire(new ReplyTimeChanged(handle, before, wish, id, by));
    return id;
  }

  private static void refuseUnknownRole(Handle handle, String role) {
    handle
        .createQuery("select code from identity_role where code = :role")
        .bind("role", role)
        .mapTo(String.class)
        .findOne()
        .orElseThrow(() -> new RuleBroken("sla.role-unknown"));
  }

  /** Returns the key of the row that was; null if there was none. */
  private Long replace(Handle handle, Wish wish) {
    if (wish.version() == 0) {
      return null;
    }
    return handle
        .createQuery(
            """
            update sla_policy set replaced_at = :now
             where channel is not distinct from :channel and stage = :stage and replaced_at is null and version = :version
            returning id""")
        .bind("now", clock.now())
        .bind("channel", wish.channel())
        .bind("stage", wish.stage())
        .bind("version", wish.version())
        .mapTo(Long.class)
        .findOne()
        .orElseThrow(() -> new RuleBroken("sla.changed-by-another"));
  }

  private long insert(Handle handle, Wish wish, Staff by) {
    return handle
        .createQuery(
            """
            insert into sla_policy (channel, stage, kind, amount, hours, roll, breach_role, version, changed_at, changed_by)
            values (:channel, :stage, :kind, :amount, :hours, :roll, :role, :version, :now, :by)
            on conflict do nothing returning id""")
        .bind("channel", wish.channel())
        .bind("stage", wish.stage())
        .bind("kind", wish.rule().kind())
        .bind("amount", wish.rule().amount())
        .bind("hours", wish.rule().hours())
        .bind("roll", wish.rule().roll())
        .bind("role", wish.breachRole())
        .bind("version", wish.version() + 1)
        .bind("now", clock.now())
        .bind("by", by.id())
        .mapTo(Long.class)
        .findOne()
        .orElseThrow(() -> new RuleBroken("sla.changed-by-another"));
  }
}

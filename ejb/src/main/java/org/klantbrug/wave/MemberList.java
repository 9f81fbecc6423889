package org.klantbrug.wave;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.klantbrug.audit.Audit;
import org.klantbrug.identity.Staff;
import org.klantbrug.shared.Database;

/** The members of a wave, page by page, each with what stops it. */
@ApplicationScoped
public class MemberList {
  private Database database;
  private Audit audit;

  /** For the container. */
  protected MemberList() {}

  /** Works with these. */
  @Inject
  public MemberList(Database database, Audit audit) {
    this.database = database;
    this.audit = audit;
  }

  /**
   * Which members; null means all.
   *
   * @param waveId null for those without a wave
   * @param guard whom this one stops
   */
  public record Wanted(long mergerId, Long waveId, Guard guard, MemberState state) {}

  /**
   * What stops a member.
   *
   * @param kind what sort of row shows it
   * @param key of that row
   * @param acceptedBy who let it go on nevertheless; null if nobody did
   */
  public record Result(
      long id,
      long memberId,
      Guard guard,
      String kind,
      String key,
      String detail,
      String acceptedBy,
      String acceptedReason) {
    /** Whether it still stops the member. */
    public boolean isOpen() {
      return acceptedBy == null;
    }
  }

  /**
   * A member.
   *
   * @param customerKey number of its customer at the acquired company
   * @param billingDay 1 to 31; null if nobody knows it
   * @param reason why it is held, or was moved
   * @param results what stops it, or would if nobody had accepted it
   */
  public record Member(
      long id,
      String accountKey,
      String customerKey,
      Phase phase,
      Integer billingDay,
      boolean byDebit,
      Split split,
      MemberState state,
      String reason,
      int moves,
      int version,
      List<Result> results) {}

  /** What happened to a member. */
  public record Event(
      Instant at, String who, String kind, LocalDate fromDay, LocalDate toDay, String reason) {}

  /**
   * A page of members.
   *
   * @param after the last member of the page before; null for the first page
   */
  public List<Member> page(Wanted wanted, Long after, int most, Staff by) {
    return database.inTransaction(
        handle -> {
          var rows = rows(handle, wanted, after, most);
          var results = results(handle, rows.stream().map(Member::id).toList());
          audit.record(
              handle,
              by.id(),
              by.login(),
              "waveMembersListed",
              "merger",
              wanted.mergerId(),
              "" + rows.size());
          return rows.stream()
              .map(row -> with(row, results.getOrDefault(row.id(), List.of())))
              .toList();
        });
  }

  private static List<Member> rows(Handle handle, Wanted wanted, Long after, int most) {
    return handle
        .createQuery(
            """
            select m.id, m.account_key, i.source_key as customer_key, m.phase, m.billing_day, m.by_debit, m.split, m.state, m.reason,
                   m.moves, m.version
              from wave_member m join customer_identity i on i.id = m.identity_id
             where m.merger_id = :merger and m.wave_id is not distinct from :wave and m.id > :after and m.state <> 'GONE'
               and (cast(:state as text) is null or m.state = :state)
               and (cast(:guard as text) is null
                    or exists (select from wave_guard_result g where g.member_id = m.id and g.code = :guard and %s))
             order by m.id limit :most"""
                .formatted(Waves.STOPS))
        .bind("merger", wanted.mergerId())
        .bind("wave", wanted.waveId())
        .bind("state", wanted.state() == null ? null : wanted.state().name())
        .bind("guard", wanted.guard() == null ? null : wanted.guard().name())
        .bind("after", after == null ? 0 : after)
        .bind("most", most)
        .map(
            (row, context) ->
                new Member(
                    row.getLong("id"),
                    row.getString("account_key"),
                    row.getString("customer_key"),
                    Phase.valueOf(row.getString("phase")),
                    row.getObject("billing_day", Integer.class),
                    row.getBoolean("by_debit"),
                    row.getString("split") == null ? null : Split.valueOf(row.getString("split")),
                    MemberState.valueOf(row.getString("state")),
                    row.getString("reason"),
                    row.getInt("moves"),
                    row.getInt("version"),
                    List.of()))
        .list();
  }

  private static Member with(Member row, List<Result> results) {
    return new Member(
        row.id(),
        row.accountKey(),
        row.customerKey(),
        row.phase(),
        row.billingDay(),
        row.byDebit(),
        row.split(),
        row.state(),
        row.reason(),
        row.moves(),
        row.version(),
        results);
  }

  private static Map<Long, List<Result>> results(Handle handle, List<Long> members) {
    return handle
        .createQuery(
            """
            select g.id, g.member_id, g.code as guard, g.evidence_kind as kind, g.evidence_key as key, g.detail,
                   s.full_name as accepted_by, g.accepted_reason
              from wave_guard_result g left join identity_staff s on s.id = g.accepted_by
             where g.member_id = any(:members) and g.cleared_at is null order by g.code, g.evidence_key""")
        .bindArray("members", Long.class, members)
        .map(ConstructorMapper.of(Result.class))
        .stream()
        .collect(Collectors.groupingBy(Result::memberId));
  }

  /** What happened to a member since it was first planned, the newest first. */
  public List<Event> events(long memberId) {
    return database.with(
        handle ->
            handle
                .createQuery(
                    """
                    select e.at, s.full_name as who, e.kind, f.day as from_day, t.day as to_day, e.reason
                      from wave_event e
                      left join identity_staff s on s.id = e.staff_id
                      left join wave_wave f on f.id = e.from_wave
                      left join wave_wave t on t.id = e.to_wave
                     where e.member_id = :member order by e.id desc""")
                .bind("member", memberId)
                .map(ConstructorMapper.of(Event.class))
                .list());
  }
}

package org.klantbrug.crisis;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.klantbrug.identity.Action;
import org.klantbrug.identity.Staff;
import org.klantbrug.shared.BusinessClock;
import org.klantbrug.shared.Database;
import org.klantbrug.shared.RuleBroken;

/** Who works on a crisis: asked by its lead, told by a task, and there once he says so. */
@ApplicationScoped
public class CrisisTeam {
  private Database database;
  private BusinessClock clock;
  private CrisisLog log;
  private CrisisWork work;

  /** For the container. */
  protected CrisisTeam() {}

  /** Works with these. */
  @Inject
  public CrisisTeam(Database database, BusinessClock clock, CrisisLog log, CrisisWork work) {
    this.database = database;
    this.clock = clock;
    this.log = log;
    this.work = work;
  }

  /**
   * Somebody of the team.
   *
   * @param joinedAt when he said that he is there; null if he did not yet
   */
  public record Member(long id, long staffId, String name, Instant addedAt, Instant joinedAt) {}

  /** Who is in the team now, in the order in which they were asked. */
  public List<Member> of(long crisis) {
    return database.with(handle -> of(handle, crisis));
  }

  private static List<Member> of(Handle handle, long crisis) {
    return handle
        .createQuery(
            """
            select m.id, m.staff_id, s.full_name as name, m.added_at, m.joined_at
              from crisis_member m join identity_staff s on s.id = m.staff_id
             where m.crisis_id = :crisis and m.left_at is null order by m.id""")
        .bind("crisis", crisis)
        .map(ConstructorMapper.of(Member.class))
        .list();
  }

  /** The crisis for whose team somebody was asked; empty if there is no such question. */
  public Optional<Long> askedFor(long member) {
    return database.with(
        handle ->
            handle
                .createQuery("select crisis_id from crisis_member where id = :id")
                .bind("id", member)
                .mapTo(Long.class)
                .findOne());
  }

  /**
   * Asks somebody to join.
   *
   * @throws RuleBroken {@code crisis.*}: it is over, he is in it, or he may not work on crises
   */
  @Transactional
  public void add(long crisis, Long staff, Staff by) {
    database.inTransaction(
        handle -> {
          var found = CrisisRows.hold(handle, crisis);
          found.mustBeOpen();
          var role = roleOf(handle, staff).orElseThrow(() -> new RuleBroken("crisis.member"));
          if (of(handle, crisis).stream().anyMatch(each -> each.staffId() == staff)) {
            throw new RuleBroken("crisis.member-already");
          }
          var member = insert(handle, crisis, staff, by);
          work.askToJoin(member, found.title(), role, staff);
          log.add(handle, crisis, "TEAM_ASKED", name(handle, staff), by);
          return null;
        });
  }

  /** He is there. */
  @Transactional
  public void join(long crisis, Staff by) {
    change(
        crisis,
        by.id(),
        by,
        (handle, member) -> {
          handle.execute(
              "update crisis_member set joined_at = ? where id = ? and joined_at is null",
              clock.now(),
              member.id());
          work.joined(member.id(), by);
          log.add(handle, crisis, "TEAM_JOINED", member.name(), by);
        });
  }

  /** He is needed no more. */
  @Transactional
  public void remove(long crisis, long staff, Staff by) {
    change(
        crisis,
        staff,
        by,
        (handle, member) -> {
          handle.execute(
              "update crisis_member set left_at = ? where id = ?", clock.now(), member.id());
          work.left(member.id());
          log.add(handle, crisis, "TEAM_LEFT", member.name(), by);
        });
  }

  /**
   * Whoever did not say that he is there is waited for no more.
   *
   * @return who they are
   */
  static List<Member> letGoUnanswered(Handle handle, long crisis, Instant at) {
    var unanswered = of(handle, crisis).stream().filter(each -> each.joinedAt() == null).toList();
    unanswered.forEach(
        member ->
            handle.execute("update crisis_member set left_at = ? where id = ?", at, member.id()));
    return unanswered;
  }

  private interface Changing {
    void change(Handle handle, Member member);
  }

  private void change(long crisis, long staff, Staff by, Changing what) {
    database.inTransaction(
        handle -> {
          CrisisRows.hold(handle, crisis).mustBeOpen();
          what.change(
              handle,
              of(handle, crisis).stream()
                  .filter(each -> each.staffId() == staff)
                  .findFirst()
                  .orElseThrow(() -> new RuleBroken("crisis.not-member")));
          return null;
        });
  }

  private long insert(Handle handle, long crisis, long staff, Staff by) {
    return handle
        .createQuery(
            """
            insert into crisis_member (crisis_id, staff_id, added_by, added_at) values (:crisis, :staff, :by, :at)
            returning id""")
        .bind("crisis", crisis)
        .bind("staff", staff)
        .bind("by", by.id())
        .bind("at", clock.now())
        .mapTo(Long.class)
        .one();
  }

  /** A role of his by which he may work on crises. */
  static Optional<String> roleOf(Handle handle, Long staff) {
    return handle
        .createQuery(
            """
            select r.role_code from identity_staff s join identity_staff_role r on r.staff_id = s.id
              join identity_permission p on p.role_code = r.role_code and p.action = :may
             where s.id = :staff and s.active
             order by r.role_code = 'crisisMember' desc, r.role_code limit 1""")
        .bind("may", Action.CRISIS_WORK.code())
        .bind("staff", staff)
        .mapTo(String.class)
        .findOne();
  }

  private static String name(Handle handle, long staff) {
    return handle
        .createQuery("select full_name from identity_staff where id = :id")
        .bind("id", staff)
        .mapTo(String.class)
        .one();
  }
}

package org.klantbrug.threat;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;
import org.klantbrug.audit.Audit;
import org.klantbrug.identity.Staff;
import org.klantbrug.shared.BusinessClock;
import org.klantbrug.shared.Database;
import org.klantbrug.shared.RuleBroken;
import org.klantbrug.shared.Spoken;

/** Who has crisis duty when, and under which number. */
@ApplicationScoped
public class DutyRoster {
  /** So many days ahead holes are shown. */
  public static final int DAYS_AHEAD = 28;

  private static final int LONGEST_PHONE = 40;
  private static final String OVERLAPS = "threat_duty_one_at_a_time";

  private Database database;
  private BusinessClock clock;
  private Audit audit;

  /** For the container. */
  protected DutyRoster() {}

  /** Works with these. */
  @Inject
  public DutyRoster(Database database, BusinessClock clock, Audit audit) {
    this.database = database;
    this.clock = clock;
    this.audit = audit;
  }

  /**
   * A period in which somebody has duty.
   *
   * @param deputyId who is called after him; null if nobody in particular
   * @param away whether who has duty does not work here any more, so that it is a hole
   */
  public record Duty(
      long id,
      long staffId,
      String staff,
      String phone,
      Long deputyId,
      String deputy,
      String deputyPhone,
      Instant fromAt,
      Instant untilAt,
      boolean away) {}

  /** A period in which nobody has duty. */
  public record Hole(Instant fromAt, Instant untilAt) {}

  /**
   * Somebody who can have duty, or leads.
   *
   * @param leads whether he leads crises, and is called when nobody else is there
   */
  public record Person(long id, String name, String phone, boolean leads) {}

  private static final String SELECT =
      """
      select d.id, d.staff_id, s.full_name as staff, p.number as phone, case when e.active then d.deputy_id end as deputy_id,
             case when e.active then e.full_name end as deputy, case when e.active then q.number end as deputy_phone,
             d.from_at, d.until_at, not s.active as away
        from threat_duty d
        join identity_staff s on s.id = d.staff_id
        left join identity_staff e on e.id = d.deputy_id
        left join threat_phone p on p.staff_id = d.staff_id
        left join threat_phone q on q.staff_id = d.deputy_id
      """;

  /** Who has duty at a moment; empty in a hole. */
  static Optional<Duty> at(Handle handle, Instant moment) {
    return handle
        .createQuery(SELECT + " where d.from_at <= :at and d.until_at > :at and s.active")
        .bind("at", moment)
        .map(ConstructorMapper.of(Duty.class))
        .findOne();
  }

  /** Who has duty now; empty in a hole. */
  public Optional<Duty> now() {
    return database.with(handle -> at(handle, clock.now()));
  }

  /** The periods that are not over, the first on top. */
  public List<Duty> coming() {
    return database.with(
        handle ->
            handle
                .createQuery(SELECT + " where d.until_at > :now order by d.from_at limit 200")
                .bind("now", clock.now())
                .map(ConstructorMapper.of(Duty.class))
                .list());
  }

  /** When in the coming weeks nobody has duty. */
  public List<Hole> holes() {
    return holes(coming(), clock.now(), start(clock.today().plusDays(DAYS_AHEAD)));
  }

  static List<Hole> holes(List<Duty> duties, Instant from, Instant until) {
    var holes = new ArrayList<Hole>();
    var covered = from;
    for (var duty : duties.stream().filter(each -> !each.away()).toList()) {
      if (!duty.fromAt().isBefore(until)) {
        break;
      }
      if (duty.fromAt().isAfter(covered)) {
        holes.add(new Hole(covered, duty.fromAt()));
      }
      covered = duty.untilAt().isAfter(covered) ? duty.untilAt() : covered;
    }
    if (covered.isBefore(until)) {
      holes.add(new Hole(covered, until));
    }
    return List.copyOf(holes);
  }

  private static Instant start(LocalDate day) {
    return day.atStartOfDay(BusinessClock.ZONE).toInstant();
  }

  /** Who can have duty or leads, by name. */
  public List<Person> people() {
    return database.with(DutyRoster::people);
  }

  static List<Person> people(Handle handle) {
    return handle
        .createQuery(
            """
            select s.id, s.full_name as name, p.number as phone, bool_or(r.role_code = 'crisisLead') as leads
              from identity_staff s
              join identity_staff_role r on r.staff_id = s.id and r.role_code in ('crisisDuty', 'crisisLead')
              left join threat_phone p on p.staff_id = s.id
             where s.active group by s.id, s.full_name, p.number order by s.full_name, s.id""")
        .map(ConstructorMapper.of(Person.class))
        .list();
  }

  /**
   * Gives somebody duty.
   *
   * @param staffId who; one of {@link #people}
   * @param deputyId who is called after him; null for nobody
   * @throws RuleBroken {@code threat.duty-*}: somebody or a moment is missing, or a colleague has
   *     duty then
   */
  public void give(Long staffId, Long deputyId, Instant from, Instant until, Staff by) {
    if (staffId == null) {
      throw new RuleBroken("threat.duty-who");
    }
    if (staffId.equals(deputyId)) {
      throw new RuleBroken("threat.duty-same");
    }
    if (from == null || until == null || !from.isBefore(until) || !until.isAfter(clock.now())) {
      throw new RuleBroken("threat.duty-period");
    }
    database.inTransaction(
        handle -> {
          mustBeKnown(handle, staffId);
          if (deputyId != null) {
            mustBeKnown(handle, deputyId);
          }
          insert(handle, staffId, deputyId, from, until, by);
          audit.record(handle, by.id(), by.login(), "dutyGiven", "staff", staffId, null);
          return null;
        });
  }

  private static void mustBeKnown(Handle handle, long staff) {
    if (people(handle).stream().noneMatch(each -> each.id() == staff)) {
      throw new RuleBroken("threat.duty-who");
    }
  }

  private void insert(
      Handle handle, long staff, Long deputy, Instant from, Instant until, Staff by) {
    try {
      handle
          .createUpdate(
              """
              insert into threat_duty (staff_id, deputy_id, from_at, until_at, set_by, set_at)
              values (:staff, :deputy, :from, :until, :by, :now)""")
          .bind("staff", staff)
          .bind("deputy", deputy)
          .bind("from", from)
          .bind("until", until)
          .bind("by", by.id())
          .bind("now", clock.now())
          .execute();
    } catch (UnableToExecuteStatementException refused) {
      if (String.valueOf(refused.getMessage()).contains(OVERLAPS)) {
        throw new RuleBroken("threat.duty-taken", Spoken.moment(from), Spoken.moment(until));
      }
      throw refused;
    }
  }

  /**
   * Takes a period away, from now on if it began.
   *
   * @throws RuleBroken {@code threat.duty-gone} if there is none, or it is over
   */
  public void end(long id, Staff by) {
    database.inTransaction(
        handle -> {
          var staff =
              handle
                  .createQuery(
                      "select staff_id from threat_duty where id = :id and until_at > :now for update")
                  .bind("id", id)
                  .bind("now", clock.now())
                  .mapTo(Long.class)
                  .findOne()
                  .orElseThrow(() -> new RuleBroken("threat.duty-gone"));
          end(handle, id);
          audit.record(handle, by.id(), by.login(), "dutyEnded", "staff", staff, null);
          return null;
        });
  }

  private void end(Handle handle, long id) {
    var ended =
        handle
            .createUpdate(
                "update threat_duty set until_at = :now where id = :id and from_at < :now")
            .bind("id", id)
            .bind("now", clock.now())
            .execute();
    if (ended == 0) {
      handle.createUpdate("delete from threat_duty where id = :id").bind("id", id).execute();
    }
  }

  /**
   * Sets under which number somebody is called.
   *
   * @param typed the number; empty takes it away
   * @throws RuleBroken {@code threat.phone} if it is none
   */
  public void phone(long staffId, String typed, Staff by) {
    var phone = typed == null ? "" : typed.strip();
    if (phone.length() > LONGEST_PHONE || !phone.matches("[0-9+() -]*")) {
      throw new RuleBroken("threat.phone");
    }
    database.inTransaction(
        handle -> {
          mustBeKnown(handle, staffId);
          handle
              .createUpdate("delete from threat_phone where staff_id = :staff")
              .bind("staff", staffId)
              .execute();
          if (!phone.isEmpty()) {
            handle
                .createUpdate(
                    "insert into threat_phone (staff_id, number, set_by, set_at) values (:staff, :phone, :by, :at)")
                .bind("staff", staffId)
                .bind("phone", phone)
                .bind("by", by.id())
                .bind("at", clock.now())
                .execute();
          }
          audit.record(handle, by.id(), by.login(), "dutyPhoneSet", "staff", staffId, null);
          return null;
        });
  }
}

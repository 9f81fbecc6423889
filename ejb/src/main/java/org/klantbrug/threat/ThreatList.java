package org.klantbrug.threat;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.klantbrug.identity.Action;
import org.klantbrug.identity.Staff;
import org.klantbrug.shared.BusinessClock;
import org.klantbrug.shared.Database;
import org.klantbrug.shared.RuleBroken;

/** Reports of threats as they are looked at: the inbox, one with all that happened, one's own. */
@ApplicationScoped
public class ThreatList {
  /** What can be looked at, in the order of the tabs. */
  public static final List<String> SHOWS = List.of("open", "watch", "past", "mine");

  private static final Map<String, String> CONDITIONS =
      Map.of(
          "open", "t.state = 'OPEN'",
          "watch", "t.state = 'WATCH'",
          "past", "t.state in ('FALSE_ALARM', 'CRISIS', 'JOINED')",
          "mine", "t.reported_by = :me");

  private static final Map<String, String> ORDERS =
      Map.of("open", "t.severity desc, t.due_at, t.id", "watch", "t.look_again_at, t.id");

  private static final Duration LOOKED_BACK = Duration.ofDays(90);
  private static final int OWN = 10;

  private Database database;
  private BusinessClock clock;

  /** For the container. */
  protected ThreatList() {}

  /** Works with these. */
  @Inject
  public ThreatList(Database database, BusinessClock clock) {
    this.database = database;
    this.clock = clock;
  }

  /**
   * The reports that fit: those that wait with the worst on top, else the newest.
   *
   * @param show one of {@link #SHOWS}
   * @param from so many are passed over
   */
  public List<ThreatReport> reports(String show, long from, int most, Staff staff) {
    return database.with(
        handle ->
            handle
                .createQuery(
                    "%s where %s order by %s limit :most offset :from"
                        .formatted(
                            ThreatRows.SELECT,
                            CONDITIONS.getOrDefault(show, CONDITIONS.get("open")),
                            ORDERS.getOrDefault(show, "t.id desc")))
                .bind("me", staff.id())
                .bind("from", from)
                .bind("most", most)
                .map(ConstructorMapper.of(ThreatReport.class))
                .list());
  }

  /**
   * One report.
   *
   * @throws RuleBroken {@code threat.unknown} if there is none, or it is not his to read
   */
  public ThreatReport read(long id, Staff staff) {
    var report = database.with(handle -> ThreatRows.read(handle, id));
    if (!report.readable(staff)) {
      throw new RuleBroken("threat.unknown", id);
    }
    return report;
  }

  /** The report and those that are joined to it. */
  static List<ThreatReport> together(Handle handle, long id) {
    return handle
        .createQuery(ThreatRows.SELECT + " where t.id = :id or t.joined_to = :id order by t.id")
        .bind("id", id)
        .map(ConstructorMapper.of(ThreatReport.class))
        .list();
  }

  /** Reports about the same matter that are judged with this one. */
  public List<ThreatReport> joinedTo(long id) {
    return database.with(
        handle -> together(handle, id).stream().filter(each -> each.id() != id).toList());
  }

  /** Reports with which this one can be judged: those of the last days that are not over. */
  public List<ThreatReport> joinable(long id) {
    return database.with(
        handle ->
            handle
                .createQuery(
                    ThreatRows.SELECT
                        + " where t.id <> :id and t.state in ('OPEN', 'WATCH', 'CRISIS') order by t.id desc limit 50")
                .bind("id", id)
                .map(ConstructorMapper.of(ThreatReport.class))
                .list());
  }

  /** The report with this number; empty if there is none. */
  static Optional<Long> numbered(Handle handle, String number) {
    return handle
        .createQuery("select id from threat_report where number = :number")
        .bind("number", number == null ? "" : number.strip())
        .mapTo(Long.class)
        .findOne();
  }

  /**
   * The report with this number, held, if another can be joined to it.
   *
   * @throws RuleBroken {@code threat.join} if it cannot
   */
  static ThreatReport joinable(Handle handle, long id, String number) {
    var other =
        numbered(handle, number)
            .filter(found -> found != id)
            .map(found -> ThreatRows.hold(handle, found))
            .orElseThrow(() -> new RuleBroken("threat.join"));
    if (!other.state().isJudgeable() && other.state() != State.CRISIS) {
      throw new RuleBroken("threat.join");
    }
    return other;
  }

  /**
   * Something that happened to a report.
   *
   * @param who null for what happened by itself
   * @param told who was called; null if nobody
   * @param how a code or a number; null if there is none
   * @param words what was said with it; null if nothing
   */
  public record Event(
      String kind, String who, String told, String phone, String how, String words, Instant at) {}

  /** What happened to a report, the last on top. */
  public List<Event> events(long id) {
    return database.with(
        handle ->
            handle
                .createQuery(
                    """
                    select e.kind, s.full_name as who, c.full_name as told, p.number as phone, e.how, j.reason as words, e.at
                      from threat_event e
                      left join identity_staff s on s.id = e.staff_id
                      left join identity_staff c on c.id = e.told_id
                      left join threat_phone p on p.staff_id = e.told_id and e.kind = 'CALLED'
                      left join threat_judgement j on j.report_id = e.report_id and j.at = e.at and e.kind in ('JUDGED', 'JOINED_TO')
                     where e.report_id = :id order by e.id desc limit 200""")
                .bind("id", id)
                .map(ConstructorMapper.of(Event.class))
                .list());
  }

  /**
   * What became of a colleague's own report.
   *
   * @param state that of the report it was joined to, if it was
   * @param reason why, for him to read; null while it waits
   * @param news whether he has not read it yet
   */
  public record Own(
      long id,
      String number,
      String text,
      Instant reportedAt,
      State state,
      String reason,
      boolean news) {}

  private static final String OWN_REPORTS =
      """
      select t.id, t.number, t.text, t.reported_at, coalesce(j.state, t.state) as state, coalesce(j.reason, t.reason) as reason,
             t.judged_at is not null and t.seen_at is null as news
        from threat_report t left join threat_report j on j.id = t.joined_to
       where t.reported_by = :me and t.origin = 'PERSON'
      """;

  /** What became of somebody's own reports, the newest on top. */
  public List<Own> own(Staff staff) {
    return database.with(
        handle ->
            handle
                .createQuery(OWN_REPORTS + " order by t.id desc limit :most")
                .bind("me", staff.id())
                .bind("most", OWN)
                .map(ConstructorMapper.of(Own.class))
                .list());
  }

  /** What became of somebody's own reports and he has not read yet. */
  public List<Own> news(Staff staff) {
    return database.with(
        handle ->
            handle
                .createQuery(
                    OWN_REPORTS
                        + " and t.judged_at is not null and t.seen_at is null order by t.id desc limit :most")
                .bind("me", staff.id())
                .bind("most", OWN)
                .map(ConstructorMapper.of(Own.class))
                .list());
  }

  /** What became of a report, for who reported it. */
  public Own outcome(long id, Staff staff) {
    return database.with(
        handle ->
            handle
                .createQuery(OWN_REPORTS + " and t.id = :id")
                .bind("me", staff.id())
                .bind("id", id)
                .map(ConstructorMapper.of(Own.class))
                .findOne()
                .orElse(null));
  }

  /**
   * What was counted when the system reported it.
   *
   * @param means CHART, HOUR, DAY or MOOD
   * @param hours over which was counted
   * @param most that is not told of
   */
  public record Counted(
      String means,
      String kind,
      String cut,
      String value,
      int hours,
      long counted,
      double expected,
      long most) {}

  /** What was counted when the system reported it, the clearest first. */
  public List<Counted> figures(long id) {
    return database.with(
        handle ->
            handle
                .createQuery(
                    "select means, kind, cut, value, hours, counted, expected, most from threat_figure where report_id = :id order by no")
                .bind("id", id)
                .map(ConstructorMapper.of(Counted.class))
                .list());
  }

  /** What a report has to do with, as people call it; each null if it has not. */
  public record Names(
      String customer, String complaint, String merger, LocalDate waveDay, Long alarm) {}

  /** As people call these; what the reader may not see anyway has no name. */
  public Names names(NewThreat.About about, Staff staff) {
    return database.with(
        handle ->
            handle
                .createQuery(
                    """
                    select (select number from customer_party where id = :partyId and :customers) as customer,
                           (select number from complaint_complaint where id = :complaintId and :complaints) as complaint,
                           (select name from merger_merger where id = :mergerId and :mergers) as merger,
                           (select day from wave_wave where id = :waveId and :mergers) as wave_day,
                           (select id from alarm_alarm where id = :alarmId and :mergers) as alarm""")
                .bindMethods(about)
                .bind("customers", staff.may(Action.CUSTOMER_READ))
                .bind("complaints", staff.may(Action.COMPLAINT_READ))
                .bind("mergers", staff.may(Action.MERGER_READ))
                .map(ConstructorMapper.of(Names.class))
                .one());
  }

  /**
   * How reports are dealt with.
   *
   * @param open that wait now
   * @param late of those that should have been judged already
   * @param judged in the last three months
   * @param inTime of those within the time that is set
   * @param toNotice minutes from when it was to be seen until it was reported, half of them less;
   *     null if there were none
   * @param toJudge minutes from the report until it was judged first, half of them less; null if
   *     there were none
   */
  public record Figures(
      long open,
      long late,
      long watched,
      long judged,
      long inTime,
      Double toNotice,
      Double toJudge) {
    /** Share that was judged in time, 0 to 1; null if none was judged. */
    public Double share() {
      return judged == 0 ? null : Double.valueOf((double) inTime / judged);
    }
  }

  /** How reports are dealt with, now and in the last three months. */
  public Figures figures() {
    return database.with(
        handle ->
            handle
                .createQuery(
                    """
                    with first as (
                      select distinct on (report_id) report_id, at, due_at from threat_judgement order by report_id, id)
                    select count(*) filter (where t.state = 'OPEN') as open,
                           count(*) filter (where t.state = 'OPEN' and t.due_at < :now) as late,
                           count(*) filter (where t.state = 'WATCH') as watched,
                           count(f.at) filter (where t.reported_at >= :since) as judged,
                           count(f.at) filter (where t.reported_at >= :since and f.at <= f.due_at) as in_time,
                           percentile_cont(0.5) within group (order by extract(epoch from t.reported_at - t.noticed_at) / 60)
                             filter (where t.reported_at >= :since) as to_notice,
                           percentile_cont(0.5) within group (order by extract(epoch from f.at - t.reported_at) / 60)
                             filter (where t.reported_at >= :since and f.at is not null) as to_judge
                      from threat_report t left join first f on f.report_id = t.id""")
                .bind("now", clock.now())
                .bind("since", clock.now().minus(LOOKED_BACK))
                .map(ConstructorMapper.of(Figures.class))
                .one());
  }

  /** How many wait, and how many of them too long. */
  public record Waiting(long open, long late) {}

  /** How many wait to be judged now. */
  public Waiting waiting() {
    return database.with(
        handle ->
            handle
                .createQuery(
                    """
                    select count(*) as open, count(*) filter (where due_at < :now) as late
                      from threat_report where state = 'OPEN'""")
                .bind("now", clock.now())
                .map(ConstructorMapper.of(Waiting.class))
                .one());
  }
}

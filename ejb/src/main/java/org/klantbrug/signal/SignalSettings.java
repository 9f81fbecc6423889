package org.klantbrug.signal;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.klantbrug.audit.Audit;
import org.klantbrug.complaint.Written;
import org.klantbrug.identity.Staff;
import org.klantbrug.shared.BusinessClock;
import org.klantbrug.shared.Database;
import org.klantbrug.shared.RuleBroken;

/** What the house has settled about signals: departments, and what customers hear. */
@ApplicationScoped
public class SignalSettings {
  /** Ways by which customers can be told. */
  public static final List<String> MEANS =
      List.of("PHONE", "EMAIL", "LETTER", "WHATSAPP", "PORTAL_MESSAGE");

  private static final int LONGEST_NAME = 80;
  private static final int MOST_HOURS = 400;
  private static final int MOST_DAYS = 365;

  private Database database;
  private BusinessClock clock;
  private Audit audit;

  /** For the container. */
  public SignalSettings() {}

  /** Works with these. */
  @Inject
  public SignalSettings(Database database, BusinessClock clock, Audit audit) {
    this.database = database;
    this.clock = clock;
    this.audit = audit;
  }

  /**
   * A department that answers signals.
   *
   * @param owner who is to answer; null if everybody with the role is
   * @param inCharge key of the owner; null if there is none who can answer now, so that everybody
   *     with the role does
   * @param head who leads the team of the owner, and is told of what is late; null if nobody does
   * @param answerHours opening hours; the day on which they are over is the last one
   * @param questionHours the same for a question about a complaint
   */
  public record Department(
      long id,
      String nameNl,
      String nameEn,
      Long ownerId,
      String owner,
      Long inCharge,
      Long deputyId,
      String deputy,
      String head,
      int answerHours,
      int questionHours,
      boolean active,
      int version) {
    /** What it is called in a language. */
    public String name(String language) {
      return "en".equals(language) ? nameEn : nameNl;
    }
  }

  private static final String DEPARTMENTS =
      """
      select d.id, d.name_nl, d.name_en, d.owner_id, o.full_name as owner,
             (select y.staff_id from signal_answerer y where y.department_id = d.id and y.staff_id = d.owner_id) as in_charge,
             d.deputy_id, e.full_name as deputy, h.full_name as head, d.answer_hours, d.question_hours, d.active, d.version
        from signal_department d
        left join identity_staff o on o.id = d.owner_id
        left join identity_staff e on e.id = d.deputy_id
        left join identity_team t on t.id = o.team_id
        left join identity_staff h on h.id = t.lead_id and h.id <> o.id
      """;

  /** All departments, those that take signals first. */
  public List<Department> departments() {
    return database.with(
        handle ->
            handle
                .createQuery(DEPARTMENTS + " order by d.active desc, d.name_nl")
                .map(ConstructorMapper.of(Department.class))
                .list());
  }

  /** The department, whether it takes signals or not. */
  static Department department(Handle handle, long id) {
    return handle
        .createQuery(DEPARTMENTS + " where d.id = :id")
        .bind("id", id)
        .map(ConstructorMapper.of(Department.class))
        .findOne()
        .orElseThrow(() -> new RuleBroken("signal.department-missing"));
  }

  /**
   * Refuses a department that takes no signals, a topic that there is not, and a question, which is
   * asked with its complaint.
   *
   * @throws RuleBroken if it is one of these
   */
  static void checkChosen(Handle handle, Judged judged) {
    if (judged.kind() == Kind.QUESTION) {
      throw new RuleBroken("signal.question-of-complaint");
    }
    if (!department(handle, judged.departmentId()).active()) {
      throw new RuleBroken("signal.department-missing");
    }
    var known =
        handle
            .createQuery("select exists (select from contact_topic where code = :topic)")
            .bind("topic", judged.topic())
            .mapTo(Boolean.class)
            .one();
    if (!known) {
      throw new RuleBroken("signal.topic-missing");
    }
  }

  /** Whether this person answers for a department; {@code signal_answerer} says who does. */
  static boolean answers(Handle handle, long department, Staff staff) {
    return handle
        .createQuery(
            "select exists (select from signal_answerer where department_id = :department and staff_id = :staff)")
        .bind("department", department)
        .bind("staff", staff.id())
        .mapTo(Boolean.class)
        .one();
  }

  /** Somebody who can answer for a department. */
  public record Answerer(long id, String fullName) {}

  /** Active colleagues with the role of a department owner, by name. */
  public List<Answerer> answerers() {
    return database.with(
        handle ->
            handle
                .createQuery(
                    """
                    select s.id, s.full_name from identity_staff s
                     where s.active and exists (select from identity_staff_role r
                                                 where r.staff_id = s.id and r.role_code = 'departmentOwner')
                     order by s.full_name, s.id""")
                .map(ConstructorMapper.of(Answerer.class))
                .list());
  }

  /**
   * A department as it is to be.
   *
   * @param id 0 for a new one
   * @param version as it was read
   */
  public record Wish(
      long id,
      String nameNl,
      String nameEn,
      Long ownerId,
      Long deputyId,
      int answerHours,
      int questionHours,
      boolean active,
      int version) {
    private void check() {
      if (Written.none(nameNl) || Written.none(nameEn)) {
        throw new RuleBroken("signal.department-name");
      }
      Written.atMost(LONGEST_NAME, nameNl, nameEn);
      if (outside(answerHours) || outside(questionHours)) {
        throw new RuleBroken("signal.department-hours", MOST_HOURS);
      }
      if (ownerId != null && ownerId.equals(deputyId)) {
        throw new RuleBroken("signal.department-deputy");
      }
    }

    private static boolean outside(int hours) {
      return hours < 1 || hours > MOST_HOURS;
    }
  }

  /** Adds a department or changes one. */
  public void set(Wish wish, Staff by) {
    wish.check();
    refuseWhoCannotAnswer(wish);
    database.inTransaction(
        handle -> {
          var set = wish.id() == 0 ? add(handle, wish, by) : change(handle, wish, by);
          if (set == 0) {
            throw new RuleBroken("signal.setting-changed-meanwhile");
          }
          audit.record(
              handle, by.id(), by.login(), "departmentSet", "staff", by.id(), wish.nameNl());
          return null;
        });
  }

  private void refuseWhoCannotAnswer(Wish wish) {
    var possible = answerers().stream().map(Answerer::id).toList();
    if (wish.ownerId() != null && !possible.contains(wish.ownerId())
        || wish.deputyId() != null && !possible.contains(wish.deputyId())) {
      throw new RuleBroken("signal.department-owner");
    }
  }

  private int add(Handle handle, Wish wish, Staff by) {
    return handle
        .createUpdate(
            """
            insert into signal_department (name_nl, name_en, owner_id, deputy_id, answer_hours, question_hours, active, changed_by, changed_at)
            values (:nl, :en, :owner, :deputy, :hours, :question, :active, :by, :at) on conflict do nothing""")
        .bindMap(values(wish, by))
        .execute();
  }

  private int change(Handle handle, Wish wish, Staff by) {
    return handle
        .createUpdate(
            """
            update signal_department d set name_nl = :nl, name_en = :en, owner_id = :owner, deputy_id = :deputy,
                   answer_hours = :hours, question_hours = :question, active = :active, changed_by = :by, changed_at = :at, version = version + 1
             where id = :id and version = :version
               and not exists (select from signal_department o where o.id <> d.id and (o.name_nl = :nl or o.name_en = :en))""")
        .bindMap(values(wish, by))
        .bind("id", wish.id())
        .bind("version", wish.version())
        .execute();
  }

  private Map<String, Object> values(Wish wish, Staff by) {
    var values = new HashMap<String, Object>();
    values.put("nl", wish.nameNl().strip());
    values.put("en", wish.nameEn().strip());
    values.put("owner", wish.ownerId());
    values.put("deputy", wish.deputyId());
    values.put("hours", wish.answerHours());
    values.put("question", wish.questionHours());
    values.put("active", wish.active());
    values.put("by", by.id());
    values.put("at", clock.now());
    return values;
  }

  private static final String POLICIES =
      """
      select p.kind, p.told, p.means, p.days, s.full_name as changed_by, p.changed_at, p.version
        from signal_policy p left join identity_staff s on s.id = p.changed_by
      """;

  /** What customers hear, by kind. */
  public List<Policy> policies() {
    return database.with(
        handle ->
            handle
                .createQuery(POLICIES + " where p.kind <> 'QUESTION'")
                .map(ConstructorMapper.of(Policy.class))
                .stream()
                .sorted((one, other) -> one.kind().compareTo(other.kind()))
                .toList());
  }

  static Policy policy(Handle handle, Kind kind) {
    return handle
        .createQuery(POLICIES + " where p.kind = :kind")
        .bind("kind", kind)
        .map(ConstructorMapper.of(Policy.class))
        .one();
  }

  /**
   * Sets what customers hear of a kind of signal. Who is to be told already stays so.
   *
   * @param version as it was read
   */
  public void setPolicy(
      Kind kind, Policy.Told told, String means, int days, int version, Staff by) {
    if (kind == Kind.QUESTION || told == null || means == null || !MEANS.contains(means)) {
      throw new RuleBroken("signal.policy-incomplete");
    }
    if (days < 1 || days > MOST_DAYS) {
      throw new RuleBroken("signal.policy-days", MOST_DAYS);
    }
    Instant now = clock.now();
    database.inTransaction(
        handle -> {
          var set =
              handle
                  .createUpdate(
                      """
                      update signal_policy set told = :told, means = :means, days = :days, changed_by = :by, changed_at = :at,
                             version = version + 1
                       where kind = :kind and version = :version""")
                  .bind("told", told)
                  .bind("means", means)
                  .bind("days", days)
                  .bind("by", by.id())
                  .bind("at", now)
                  .bind("kind", kind)
                  .bind("version", version)
                  .execute();
          if (set == 0) {
            throw new RuleBroken("signal.setting-changed-meanwhile");
          }
          audit.record(
              handle, by.id(), by.login(), "signalPolicySet", "staff", by.id(), kind + " " + told);
          return null;
        });
  }
}

package org.klantbrug.privacy;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.jdbi.v3.core.statement.Update;
import org.klantbrug.audit.Audit;
import org.klantbrug.identity.Action;
import org.klantbrug.identity.Staff;
import org.klantbrug.shared.BusinessClock;
import org.klantbrug.shared.Database;
import org.klantbrug.shared.RuleBroken;

/**
 * How long each kind of data is kept, on what that rests, and who decided it: one person asks,
 * another switches on. Anybody of them may switch off.
 */
@ApplicationScoped
public class RetentionRules {
  private static final int MOST_MONTHS = 600;

  private Database database;
  private BusinessClock clock;
  private Audit audit;

  /** For the container. */
  protected RetentionRules() {}

  /** Works with these. */
  @Inject
  public RetentionRules(Database database, BusinessClock clock, Audit audit) {
    this.database = database;
    this.clock = clock;
    this.audit = audit;
  }

  /** How work items call a rule. */
  public static final String WORK = "retention";

  private static final String CONFIRM = "confirmRetention";

  /**
   * A rule.
   *
   * @param code CONTACT, COMPLAINT, CUSTOMER, STAGED, MAIL or LEAK
   * @param months so long it is kept
   * @param fromYearEnd whether that is counted from the end of the calendar year
   * @param basisNl law or article it rests on, in Dutch
   * @param preparedBy who asked for it as it is; null for one that never was on
   * @param wantedMonths what somebody asks for; null if nobody does
   */
  public record Rule(
      String code,
      int months,
      boolean fromYearEnd,
      String basisNl,
      String basisEn,
      boolean isOn,
      String preparedBy,
      String decidedBy,
      Instant decidedAt,
      Integer wantedMonths,
      Long wantedId,
      String wantedBy,
      Instant wantedAt,
      int version) {
    /** What is from before this day is not needed any more. */
    public LocalDate before(LocalDate today, int months) {
      var day = today.minusMonths(months);
      return fromYearEnd ? day.withDayOfYear(1) : day;
    }
  }

  /**
   * What a rule emptied at one moment.
   *
   * @param before what was from before this day
   * @param subjects how many contacts, complaints, customers, deliveries or mails
   * @param rows in how many rows of tables
   */
  public record Line(
      long id, String code, Instant at, int months, LocalDate before, long subjects, long rows) {}

  private static final String SELECT =
      """
      select r.code, r.months, r.from_year_end, r.basis_nl, r.basis_en, r.is_on, p.full_name as prepared_by, d.full_name as decided_by,
             r.decided_at, r.wanted_months, r.wanted_by as wanted_id, w.full_name as wanted_by, r.wanted_at, r.version
        from privacy_retention_rule r
        left join identity_staff p on p.id = r.prepared_by
        left join identity_staff d on d.id = r.decided_by
        left join identity_staff w on w.id = r.wanted_by
      """;

  /** All rules, in the order in which people come by data. */
  public List<Rule> list() {
    return database.with(
        handle ->
            handle
                .createQuery(
                    SELECT
                        + " order by array_position(array['CONTACT', 'COMPLAINT', 'CUSTOMER', 'STAGED', 'MAIL', 'LEAK'], r.code)")
                .map(ConstructorMapper.of(Rule.class))
                .list());
  }

  /**
   * A rule.
   *
   * @throws RuleBroken if there is none
   */
  public Rule read(String code) {
    return database.with(handle -> read(handle, code));
  }

  static Rule read(Handle handle, String code) {
    return handle
        .createQuery(SELECT + " where r.code = :code")
        .bind("code", code)
        .map(ConstructorMapper.of(Rule.class))
        .findOne()
        .orElseThrow(() -> new RuleBroken("privacy.retention-unknown"));
  }

  /** What was emptied, the newest first. */
  public List<Line> log(int limit) {
    return database.with(
        handle ->
            handle
                .createQuery("select * from privacy_retention_log order by id desc limit :limit")
                .bind("limit", limit)
                .map(ConstructorMapper.of(Line.class))
                .list());
  }

  /**
   * Asks that a rule is switched on, or counts otherwise; nothing changes until another confirms.
   *
   * @param version as it was read
   */
  public void ask(String code, int version, Integer months, Staff by) {
    if (months == null || months < 1 || months > MOST_MONTHS) {
      throw new RuleBroken("privacy.retention-months", MOST_MONTHS);
    }
    change(
        code,
        version,
        "wanted_months = :months, wanted_by = :by, wanted_at = :at",
        update -> update.bind("months", months),
        "retentionAsked",
        by);
  }

  /**
   * Switches on what was asked for: by somebody else than who asked.
   *
   * @param version as it was read
   * @throws RuleBroken also if it is the same person, or nobody asked
   */
  public void confirm(String code, int version, Staff by) {
    var rule = read(code);
    if (rule.wantedId() == null) {
      throw new RuleBroken("privacy.changed-meanwhile");
    }
    if (rule.wantedId() == by.id()) {
      throw new RuleBroken("privacy.retention-second");
    }
    change(
        code,
        version,
        "months = wanted_months, is_on = true, prepared_by = wanted_by, decided_by = :by, decided_at = :at,"
            + " wanted_months = null, wanted_by = null, wanted_at = null",
        update -> update,
        "retentionConfirmed",
        by);
  }

  /** Leaves it as it is: what was asked for is not done. */
  public void decline(String code, int version, Staff by) {
    change(
        code,
        version,
        "wanted_months = null, wanted_by = null, wanted_at = null",
        update -> update,
        "retentionDeclined",
        by);
  }

  /** Switches a rule off at once; what it emptied stays empty. */
  public void switchOff(String code, int version, Staff by) {
    change(code, version, "is_on = false", update -> update, "retentionOff", by);
  }

  /** What was asked for waits for somebody else; a later wish takes the place of an earlier one. */
  private void secondPerson(Handle handle, String code, String deed, Staff by) {
    var key = RetainedKind.valueOf(code).ordinal();
    SecondPerson.answered(handle, WORK, key, CONFIRM, by, clock.now());
    if (deed.equals("retentionAsked")) {
      SecondPerson.ask(handle, CONFIRM, WORK, key, code, Action.PRIVACY_RETENTION, by, clock.now());
    }
  }

  private interface Binding {
    Update to(Update update);
  }

  private void change(
      String code, int version, String set, Binding binding, String deed, Staff by) {
    database.inTransaction(
        handle -> {
          var changed =
              binding
                  .to(
                      handle.createUpdate(
                          "update privacy_retention_rule set "
                              + set
                              + ", version = version + 1 where code = :code and version = :version"))
                  .bind("by", by.id())
                  .bind("at", clock.now())
                  .bind("code", code)
                  .bind("version", version)
                  .execute();
          if (changed == 0) {
            throw new RuleBroken("privacy.changed-meanwhile");
          }
          secondPerson(handle, code, deed, by);
          var now = read(handle, code);
          var months = now.wantedMonths() == null ? now.months() : now.wantedMonths();
          audit.record(handle, by.id(), by.login(), deed, "staff", by.id(), code + " " + months);
          return null;
        });
  }
}

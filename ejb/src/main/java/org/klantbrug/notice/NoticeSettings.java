package org.klantbrug.notice;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.klantbrug.audit.Audit;
import org.klantbrug.identity.Staff;
import org.klantbrug.shared.BusinessClock;
import org.klantbrug.shared.Database;
import org.klantbrug.shared.RuleBroken;

/** How customers of a merger are told, as people set it. */
@ApplicationScoped
public class NoticeSettings {
  private static final int LONGEST_REASON = 400;
  private static final int MOST_DAYS = 90;
  private static final int MOST_READERS = 20;

  private Database database;
  private BusinessClock clock;
  private Audit audit;

  /** For the container. */
  protected NoticeSettings() {}

  /** Works with these. */
  @Inject
  public NoticeSettings(Database database, BusinessClock clock, Audit audit) {
    this.database = database;
    this.clock = clock;
    this.audit = audit;
  }

  /** The settings of a merger; the usual ones while nobody kept any. */
  public NoticeSetting read(long mergerId) {
    return database.with(handle -> read(handle, mergerId));
  }

  static NoticeSetting read(Handle handle, long mergerId) {
    return handle
        .createQuery(
            """
            select needed, why_not, days_before, panel, questions, version
              from notice_setting where merger_id = :merger""")
        .bind("merger", mergerId)
        .map(ConstructorMapper.of(NoticeSetting.class))
        .findOne()
        .orElse(NoticeSetting.USUAL);
  }

  /**
   * Keeps the settings.
   *
   * @param setting with the version on which this was decided
   * @throws RuleBroken {@code notice.*}: a number or an address makes no sense, customers are not
   *     told without a reason, or somebody else changed them
   */
  public void keep(long mergerId, NoticeSetting setting, Staff by) {
    refuseNonsense(setting);
    database.inTransaction(
        handle -> {
          handle
              .createUpdate(
                  "insert into notice_setting (merger_id) values (:merger) on conflict do nothing")
              .bind("merger", mergerId)
              .execute();
          if (change(handle, mergerId, setting, by) == 0) {
            throw new RuleBroken("notice.settings-changed");
          }
          CampaignRows.lookAgain(handle, mergerId);
          audit.record(handle, by.id(), by.login(), "noticeSettingsKept", "merger", mergerId, null);
          return null;
        });
  }

  private int change(Handle handle, long mergerId, NoticeSetting setting, Staff by) {
    return handle
        .createUpdate(
            """
            update notice_setting set needed = :needed, why_not = :whyNot, days_before = :daysBefore, panel = :panel,
                   questions = :questions, changed_by = :by, changed_at = :now, version = version + 1
             where merger_id = :merger and version = :version""")
        .bind("merger", mergerId)
        .bind("needed", setting.needed())
        .bind("whyNot", setting.needed() ? null : setting.whyNot().strip())
        .bind("daysBefore", setting.daysBefore())
        .bind("panel", setting.panel())
        .bind("questions", blank(setting.questions()) ? null : setting.questions().strip())
        .bind("version", setting.version())
        .bind("by", by.id())
        .bind("now", clock.now())
        .execute();
  }

  private static void refuseNonsense(NoticeSetting setting) {
    if (!setting.needed()
        && (blank(setting.whyNot()) || setting.whyNot().length() > LONGEST_REASON)) {
      throw new RuleBroken("notice.why-not-missing", LONGEST_REASON);
    }
    if (setting.daysBefore() < 0 || setting.daysBefore() > MOST_DAYS) {
      throw new RuleBroken("notice.days-wrong", MOST_DAYS);
    }
    if (setting.panel() < 1 || setting.panel() > MOST_READERS) {
      throw new RuleBroken("notice.panel-wrong", MOST_READERS);
    }
    if (!blank(setting.questions())
        && !setting.questions().strip().matches("https?://\\S{3,290}")) {
      throw new RuleBroken("notice.questions-wrong");
    }
  }

  private static boolean blank(String text) {
    return text == null || text.isBlank();
  }
}

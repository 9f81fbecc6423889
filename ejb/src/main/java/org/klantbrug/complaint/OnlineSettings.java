package org.klantbrug.complaint;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.klantbrug.audit.Audit;
import org.klantbrug.identity.Staff;
import org.klantbrug.shared.BusinessClock;
import org.klantbrug.shared.Database;
import org.klantbrug.shared.RuleBroken;

/** What the house has settled about complaints that customers send and follow online. */
@ApplicationScoped
public class OnlineSettings {
  private Database database;
  private BusinessClock clock;
  private Audit audit;

  /** For the container. */
  protected OnlineSettings() {}

  /** Works with these. */
  @Inject
  public OnlineSettings(Database database, BusinessClock clock, Audit audit) {
    this.database = database;
    this.clock = clock;
    this.audit = audit;
  }

  /** What a customer reads of who handles his complaint. */
  public enum HandlerShown {
    FIRST_NAME,
    FULL_NAME,
    NOT;

    /** As much of a name as is shown; null if nothing is. */
    String of(String fullName) {
      if (fullName == null || this == NOT) {
        return null;
      }
      return this == FULL_NAME ? fullName : fullName.split(" ", 2)[0];
    }
  }

  /**
   * The settings.
   *
   * @param linkDays for so many days a link opens a complaint
   * @param sentByOne so many forms an hour are taken from one address of the internet
   * @param sentByAll so many from all together
   * @param changedBy null if they came with the product
   */
  public record Settings(
      int linkDays,
      HandlerShown handlerShown,
      int sentByOne,
      int sentByAll,
      String changedBy,
      Instant changedAt,
      int version) {}

  /** As they are now. */
  public Settings read() {
    return database.with(this::read);
  }

  Settings read(Handle handle) {
    return handle
        .createQuery(
            """
            select o.link_days, o.handler_shown, o.sent_by_one, o.sent_by_all, s.full_name as changed_by, o.changed_at, o.version
              from complaint_online_setting o left join identity_staff s on s.id = o.changed_by""")
        .map(ConstructorMapper.of(Settings.class))
        .one();
  }

  /** The name of our company, as customers know it; the product's own is no name to them. */
  public Optional<String> company() {
    return database.with(
        handle ->
            handle
                .createQuery("select name from customer_company where ours order by id limit 1")
                .mapTo(String.class)
                .findOne());
  }

  /**
   * Sets them.
   *
   * @param wanted with the version as it was read
   */
  public void set(Settings wanted, Staff by) {
    if (wanted.linkDays() < 1 || wanted.linkDays() > 730) {
      throw new RuleBroken("complaint.online-link-days");
    }
    if (wanted.handlerShown() == null
        || wanted.sentByOne() < 1
        || wanted.sentByOne() > 10_000
        || wanted.sentByAll() < 1
        || wanted.sentByAll() > 100_000) {
      throw new RuleBroken("complaint.online-sent");
    }
    database.inTransaction(
        handle -> {
          write(handle, wanted, by);
          audit.record(
              handle,
              by.id(),
              by.login(),
              "onlineComplaintsSet",
              "staff",
              by.id(),
              wanted.linkDays() + " " + wanted.handlerShown());
          return null;
        });
  }

  private void write(Handle handle, Settings wanted, Staff by) {
    var set =
        handle
            .createUpdate(
                """
                update complaint_online_setting
                   set link_days = :days, handler_shown = :shown, sent_by_one = :one, sent_by_all = :all,
                       changed_by = :by, changed_at = :at, version = version + 1
                 where version = :version""")
            .bind("days", wanted.linkDays())
            .bind("shown", wanted.handlerShown())
            .bind("one", wanted.sentByOne())
            .bind("all", wanted.sentByAll())
            .bind("by", by.id())
            .bind("at", clock.now())
            .bind("version", wanted.version())
            .execute();
    if (set == 0) {
      throw new RuleBroken("complaint.setting-changed-meanwhile");
    }
  }
}

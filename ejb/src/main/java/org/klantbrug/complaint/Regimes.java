package org.klantbrug.complaint;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.klantbrug.audit.Audit;
import org.klantbrug.identity.Staff;
import org.klantbrug.shared.BusinessClock;
import org.klantbrug.shared.Database;
import org.klantbrug.shared.KeptVersion;
import org.klantbrug.shared.RuleBroken;

/**
 * The rules a complaint can fall under: the house's own, or those of a scheme with days of its own
 * and a body outside that decides. Whoever answers for complaints keeps them as the schemes have
 * them.
 */
@ApplicationScoped
public class Regimes {
  private static final int LONGEST = 1000;
  private static final int LONGEST_NAME = 200;
  private static final int MOST_DAYS = 400;

  private Database database;
  private BusinessClock clock;
  private Audit audit;

  /** For the container. */
  public Regimes() {}

  /** Works with these. */
  @Inject
  public Regimes(Database database, BusinessClock clock, Audit audit) {
    this.database = database;
    this.clock = clock;
    this.audit = audit;
  }

  /**
   * A regime.
   *
   * @param bodyNl what the last letter says of the body outside, in Dutch
   * @param outside name of the body outside that decides; empty where it depends
   * @param mayPause whether the time may stand still while we wait for the customer
   * @param changedBy who set it; null if it came with the product
   */
  public record Regime(
      String code,
      String bodyNl,
      String bodyEn,
      String outside,
      boolean mayPause,
      String changedBy,
      Instant changedAt,
      int version) {}

  /**
   * By when a scheme wants something reached, counted from receipt.
   *
   * @param stage SUMMARY, OUTCOME, or DISPUTE: counted from when the body outside wrote to us
   * @param unit WORKING_DAYS or DAYS
   */
  public record Days(String regimeCode, String stage, int amount, String unit) {}

  /**
   * What a regime is to say from now on.
   *
   * @param outside name of the body outside that decides; empty where it depends
   * @param days by stage; a stage that is not named stays as it is
   * @param version as it was read
   */
  public record Wish(
      String code,
      String bodyNl,
      String bodyEn,
      String outside,
      boolean mayPause,
      Map<String, Integer> days,
      int version) {}

  /** All regimes, by code. */
  public List<Regime> all() {
    return database.with(
        handle ->
            handle
                .createQuery(
                    """
                    select r.code, r.body_nl, r.body_en, r.outside, r.may_pause, s.full_name as changed_by, r.changed_at, r.version
                      from complaint_regime r left join identity_staff s on s.id = r.changed_by
                     order by r.code""")
                .map(ConstructorMapper.of(Regime.class))
                .list());
  }

  /** The days of schemes; those of the house itself stand among the reply times. */
  public List<Days> days() {
    return database.with(
        handle ->
            handle
                .createQuery(
                    """
                    select regime_code, stage, amount, unit from complaint_regime_stage
                     where stage = 'DISPUTE' or regime_code <> 'GENERAL' and stage in ('SUMMARY', 'OUTCOME')
                     order by regime_code, stage desc""")
                .map(ConstructorMapper.of(Days.class))
                .list());
  }

  /**
   * Sets what a regime says; dates that complaints have already stay as they are.
   *
   * @throws RuleBroken if a text or a day is missing, or a colleague changed it since
   */
  public void set(Wish wish, Staff by) {
    needTexts(wish);
    needDays(wish);
    database.inTransaction(
        handle -> {
          change(handle, wish, by);
          wish.days().forEach((stage, amount) -> change(handle, wish.code(), stage, amount));
          RegimeHistory.keep(handle, wish.code());
          audit.record(handle, by.id(), by.login(), "regimeSet", "staff", by.id(), said(wish));
          return null;
        });
  }

  /** What each regime said before, by its code, the newest version first. */
  public Map<String, List<KeptVersion>> history() {
    return database.with(RegimeHistory::all);
  }

  /**
   * Lets a regime say again what it said once; that is a new version.
   *
   * @param earlier the version that is wanted
   * @param version of the regime as it was read
   * @throws RuleBroken as {@link #set}
   */
  public void putBack(String code, int earlier, int version, Staff by) {
    var wanted =
        history().getOrDefault(code, List.of()).stream()
            .filter(each -> each.version() == earlier)
            .findFirst()
            .orElseThrow(() -> new RuleBroken("complaint.setting-changed-meanwhile"))
            .fields();
    var days = new HashMap<String, Integer>();
    for (var stage : List.of("SUMMARY", "OUTCOME", "DISPUTE")) {
      var kept = wanted.get(stage.toLowerCase(Locale.ROOT) + "_days");
      if (kept != null) {
        days.put(stage, Integer.valueOf(kept));
      }
    }
    set(
        new Wish(
            code,
            wanted.get("body_nl"),
            wanted.get("body_en"),
            wanted.getOrDefault("outside", ""),
            "t".equals(wanted.get("may_pause")),
            days,
            version),
        by);
  }

  private static String said(Wish wish) {
    var days =
        wish.days().entrySet().stream()
            .sorted(Map.Entry.comparingByKey())
            .map(each -> " " + each.getKey() + " " + each.getValue())
            .collect(Collectors.joining());
    return wish.code() + days + (wish.mayPause() ? " PAUSE" : "");
  }

  private static void needTexts(Wish wish) {
    for (var text : List.of(wish.bodyNl(), wish.bodyEn())) {
      if (Written.none(text) || text.strip().length() > LONGEST) {
        throw new RuleBroken("complaint.regime-text", LONGEST);
      }
    }
    Written.atMost(LONGEST_NAME, wish.outside());
  }

  private static void needDays(Wish wish) {
    if (wish.days().values().stream().anyMatch(each -> each < 1 || each > MOST_DAYS)) {
      throw new RuleBroken("complaint.regime-days", MOST_DAYS);
    }
  }

  private void change(Handle handle, Wish wish, Staff by) {
    var set =
        handle
            .createUpdate(
                """
                update complaint_regime set body_nl = :nl, body_en = :en, outside = :outside, may_pause = :pause, changed_by = :by, changed_at = :at,
                       version = version + 1
                 where code = :code and version = :version""")
            .bind("nl", wish.bodyNl().strip())
            .bind("en", wish.bodyEn().strip())
            .bind("outside", wish.outside() == null ? "" : wish.outside().strip())
            .bind("pause", wish.mayPause())
            .bind("by", by.id())
            .bind("at", clock.now())
            .bind("code", wish.code())
            .bind("version", wish.version())
            .execute();
    if (set == 0) {
      throw new RuleBroken("complaint.setting-changed-meanwhile");
    }
  }

  private static void change(Handle handle, String regime, String stage, int amount) {
    handle
        .createUpdate(
            "update complaint_regime_stage set amount = :amount where regime_code = :regime and stage = :stage")
        .bind("amount", amount)
        .bind("regime", regime)
        .bind("stage", stage)
        .execute();
  }
}

package org.klantbrug.programme;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import org.klantbrug.audit.Audit;
import org.klantbrug.identity.Staff;
import org.klantbrug.shared.BusinessClock;
import org.klantbrug.shared.ChangedMeanwhile;
import org.klantbrug.shared.Database;
import org.klantbrug.shared.RuleBroken;

/** What is done if something goes wrong: written out beforehand, and read by whom it concerns. */
@ApplicationScoped
public class Scenarios {
  private static final int LONGEST_TITLE = 200;
  private static final int LONGEST_TEXT = 4000;

  private Database database;
  private BusinessClock clock;
  private Audit audit;
  private Checklist checklist;

  /** For the container. */
  protected Scenarios() {}

  /** Works with these. */
  @Inject
  public Scenarios(Database database, BusinessClock clock, Audit audit, Checklist checklist) {
    this.database = database;
    this.clock = clock;
    this.audit = audit;
    this.checklist = checklist;
  }

  /**
   * As somebody writes it.
   *
   * @param place the worst case is the first
   * @param decider who decides then
   */
  public record Wish(int place, String title, String what, Long decider) {
    private Wish checked() {
      if (title == null
          || title.isBlank()
          || title.length() > LONGEST_TITLE
          || what == null
          || what.isBlank()
          || what.length() > LONGEST_TEXT) {
        throw new RuleBroken("programme.scenario-words", LONGEST_TITLE, LONGEST_TEXT);
      }
      if (decider == null || place < 1) {
        throw new RuleBroken("programme.scenario-decider");
      }
      return new Wish(place, title.strip(), what.strip(), decider);
    }
  }

  /** Those of a merger, the worst first. */
  public List<Scenario> of(long merger) {
    return database.with(
        handle ->
            handle
                .createQuery(
                    """
                    select s.id, s.merger_id, s.place, s.title, s.what, s.decider_id, d.full_name as decider,
                           c.full_name as changed_by, s.changed_at, s.version,
                           array(select r.full_name from programme_scenario_read x join identity_staff r on r.id = x.staff_id
                                  where x.scenario_id = s.id and x.version = s.version order by r.full_name) as readers
                      from programme_scenario s
                      join identity_staff d on d.id = s.decider_id
                      join identity_staff c on c.id = s.changed_by
                     where s.merger_id = :merger and s.ended_at is null order by s.place, s.id""")
                .bind("merger", merger)
                .map((row, context) -> scenario(row))
                .list());
  }

  private static Scenario scenario(ResultSet row) throws SQLException {
    return new Scenario(
        row.getLong("id"),
        row.getLong("merger_id"),
        row.getInt("place"),
        row.getString("title"),
        row.getString("what"),
        row.getLong("decider_id"),
        row.getString("decider"),
        row.getString("changed_by"),
        row.getTimestamp("changed_at").toInstant(),
        row.getInt("version"),
        Arrays.asList((String[]) row.getArray("readers").getArray()));
  }

  /**
   * Writes one out.
   *
   * @throws RuleBroken {@code programme.*}: words or who decides are missing, or the programme was
   *     not begun
   */
  public void add(long merger, Wish typed, Staff by) {
    var wish = typed.checked();
    if (checklist.find(merger).isEmpty()) {
      throw new RuleBroken("programme.not-begun");
    }
    database.inTransaction(
        handle -> {
          handle
              .createUpdate(
                  """
                  insert into programme_scenario (merger_id, place, title, what, decider_id, changed_by, changed_at)
                  values (:merger, :place, :title, :what, :decider, :by, :at)""")
              .bind("merger", merger)
              .bindMethods(wish)
              .bind("by", by.id())
              .bind("at", clock.now())
              .execute();
          audit.record(handle, by.id(), by.login(), "scenarioWritten", "merger", merger, null);
          return null;
        });
  }

  /**
   * Writes one anew, which is to be read anew; with no words it is taken away.
   *
   * @param seen the version on which this was decided
   * @throws RuleBroken {@code programme.*}: as {@link #add}, or a colleague changed it meanwhile
   */
  public void change(long merger, long id, int seen, Wish typed, Staff by) {
    var wish = typed.checked();
    changed(
        merger,
        database.with(
            handle ->
                handle
                    .createUpdate(
                        """
                        update programme_scenario set place = :place, title = :title, what = :what, decider_id = :decider,
                               changed_by = :by, changed_at = :at, version = version + 1
                         where id = :id and merger_id = :merger and version = :seen and ended_at is null""")
                    .bindMethods(wish)
                    .bind("by", by.id())
                    .bind("at", clock.now())
                    .bind("id", id)
                    .bind("merger", merger)
                    .bind("seen", seen)
                    .execute()),
        by);
  }

  /** Takes one away. */
  public void end(long merger, long id, int seen, Staff by) {
    changed(
        merger,
        database.with(
            handle ->
                handle
                    .createUpdate(
                        """
                        update programme_scenario set ended_at = :at, changed_by = :by, changed_at = :at, version = version + 1
                         where id = :id and merger_id = :merger and version = :seen and ended_at is null""")
                    .bind("at", clock.now())
                    .bind("by", by.id())
                    .bind("id", id)
                    .bind("merger", merger)
                    .bind("seen", seen)
                    .execute()),
        by);
  }

  private void changed(long merger, int rows, Staff by) {
    if (rows == 0) {
      throw new ChangedMeanwhile("programme.scenario-changed");
    }
    database.use(
        handle ->
            audit.record(handle, by.id(), by.login(), "scenarioWritten", "merger", merger, null));
  }

  /** Somebody read it as it stands now; nothing happens if he did before. */
  public void read(long id, Staff by) {
    database.use(
        handle ->
            handle
                .createUpdate(
                    """
                    insert into programme_scenario_read (scenario_id, version, staff_id, read_at)
                    select id, version, :by, :at from programme_scenario where id = :id and ended_at is null
                    on conflict do nothing""")
                .bind("by", by.id())
                .bind("at", clock.now())
                .bind("id", id)
                .execute());
  }
}

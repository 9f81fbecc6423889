package org.klantbrug.crisis;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.klantbrug.identity.Action;
import org.klantbrug.shared.Database;

/** Crises by the many, and the people who can be chosen for them. */
@ApplicationScoped
public class CrisisList {
  private static final int PAST = 100;

  private Database database;

  /** For the container. */
  protected CrisisList() {}

  /** Reads from this database. */
  @Inject
  public CrisisList(Database database) {
    this.database = database;
  }

  /**
   * Those that somebody has to decide on, lead or close; what runs first, then what waits longest.
   */
  public List<Crisis> open() {
    return list(
        "where c.state in ('CANDIDATE', 'DECLARED', 'STOOD_DOWN')"
            + " order by array_position(array['DECLARED', 'CANDIDATE', 'STOOD_DOWN'], c.state), c.exercise, c.id",
        Integer.MAX_VALUE);
  }

  /** Those that are over, the last on top; at most 100. */
  public List<Crisis> past() {
    return list("where c.state in ('REJECTED', 'CLOSED') order by c.id desc", PAST);
  }

  private List<Crisis> list(String where, int most) {
    return database.with(
        handle ->
            handle
                .createQuery(CrisisRows.SELECT + where + " limit :most")
                .bind("most", most)
                .map(ConstructorMapper.of(Crisis.class))
                .list());
  }

  /** Somebody who can be chosen. */
  public record Person(long id, String name) {}

  /** Who can lead a crisis. */
  public List<Person> leads() {
    return database.with(CrisisList::leads);
  }

  /** Who can work in a team. */
  public List<Person> workers() {
    return database.with(handle -> people(handle, Action.CRISIS_WORK));
  }

  static List<Person> leads(Handle handle) {
    return people(handle, Action.CRISIS_LEAD);
  }

  private static List<Person> people(Handle handle, Action may) {
    return handle
        .createQuery(
            """
            select s.id, s.full_name as name from identity_staff s
             where s.active and exists (select from identity_staff_role r join identity_permission p on p.role_code = r.role_code
                                         where r.staff_id = s.id and p.action = :may)
             order by s.full_name, s.id""")
        .bind("may", may.code())
        .map(ConstructorMapper.of(Person.class))
        .list();
  }
}

package org.klantbrug.contact;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.LocalDate;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.jdbi.v3.core.statement.SqlStatement;
import org.jdbi.v3.core.statement.SqlStatements;
import org.klantbrug.audit.Audit;
import org.klantbrug.customer.CustomerNames;
import org.klantbrug.customer.Sight;
import org.klantbrug.identity.Action;
import org.klantbrug.identity.NotAllowed;
import org.klantbrug.identity.Staff;
import org.klantbrug.shared.Database;
import org.klantbrug.shared.RuleBroken;

/**
 * Promises over all customers: whose they are, and whether they are due, late or done. Without
 * their texts, which are behind the veil of each customer.
 */
@ApplicationScoped
public class PromiseLists {
  private Database database;
  private CustomerNames names;
  private Audit audit;

  /** For the container. */
  protected PromiseLists() {}

  /** Works with these. */
  @Inject
  public PromiseLists(Database database, CustomerNames names, Audit audit) {
    this.database = database;
    this.names = names;
    this.audit = audit;
  }

  /** Whose promises. */
  public enum Whose {
    /** Those I keep, and those of my roles that nobody keeps yet. */
    MINE("(w.owner_id = :me or w.owner_role = any(:roles))"),
    /** Those that a member of my team keeps, me too. */
    TEAM(
        "w.owner_id in (select m.id from identity_staff m where m.team_id = cast(:team as bigint))"),
    /** All, also those that came over and nobody took up. */
    ALL("true");

    private final String condition;

    Whose(String condition) {
      this.condition = condition;
    }
  }

  /** How far they are. */
  public enum When {
    /** Open and due today. */
    TODAY("coalesce(f.state, 'OPEN') = 'OPEN' and f.due_on = :today"),
    /** Open, and should have been kept before today. */
    LATE("coalesce(f.state, 'OPEN') = 'OPEN' and f.due_on < :today"),
    /** All that are open, those without a day last. */
    OPEN("coalesce(f.state, 'OPEN') = 'OPEN'"),
    /** Kept, broken or withdrawn. */
    DONE("f.state in ('KEPT', 'BROKEN', 'WITHDRAWN')");

    private final String condition;

    When(String condition) {
      this.condition = condition;
    }
  }

  /**
   * What is looked for.
   *
   * @param partyId of one customer; null for all
   */
  public record Wanted(Whose whose, When when, Long partyId) {}

  /**
   * A promise in a list.
   *
   * @param customer name, or the number where there is no name
   * @param owner who keeps it; null if a role does or nobody yet
   * @param held whether it came over and nobody took it up yet
   */
  public record Line(
      long id,
      long partyId,
      String customer,
      LocalDate dueOn,
      String company,
      String madeBy,
      String owner,
      String ownerRole,
      String state,
      boolean held) {}

  /** How many there are of each; each opens exactly so many lines. */
  public record Figures(long today, long late, long open, long done) {
    /** Of one of them. */
    public long of(When when) {
      return switch (when) {
        case TODAY -> today;
        case LATE -> late;
        case OPEN -> open;
        case DONE -> done;
      };
    }
  }

  /** How many promises there are, by how far they are. */
  public Figures figures(Whose whose, Long partyId, Sight sight, Staff by) {
    need(by);
    return database.with(
        handle ->
            bound(
                    handle.createQuery(
                        """
                        select count(*) filter (where %s) as today, count(*) filter (where %s) as late,
                               count(*) filter (where %s) as open, count(*) filter (where %s) as done
                        %s
                        """
                            .formatted(
                                When.TODAY.condition,
                                When.LATE.condition,
                                When.OPEN.condition,
                                When.DONE.condition,
                                from(whose))),
                    partyId,
                    sight,
                    by)
                .map(ConstructorMapper.of(Figures.class))
                .one());
  }

  /**
   * Promises, what is due first on top, done ones newest first; that they were listed is written
   * down, as it names customers.
   *
   * @param skip so many from the top are left out
   */
  public List<Line> list(Wanted wanted, int skip, int limit, Sight sight, Staff by) {
    need(by);
    return database.inTransaction(
        handle -> {
          var lines = named(handle, found(handle, wanted, skip, limit, sight, by), sight);
          if (!lines.isEmpty()) {
            record(handle, "promisesListed", wanted, lines, by);
          }
          return lines;
        });
  }

  /**
   * All promises at once, as {@link #list}, to be taken out; that is written down, also if there
   * are none.
   *
   * @param most so many can be taken out
   * @throws RuleBroken {@code audit.too-many} if there are more; then nothing was taken out
   */
  public List<Line> export(Wanted wanted, int most, Sight sight, Staff by) {
    need(by);
    return database.inTransaction(
        handle -> {
          var found = found(handle, wanted, 0, most + 1, sight, by);
          if (found.size() > most) {
            throw new RuleBroken("audit.too-many", most);
          }
          record(handle, "promisesExported", wanted, found, by);
          return named(handle, found, sight);
        });
  }

  private void record(Handle handle, String deed, Wanted wanted, List<Line> lines, Staff by) {
    var what = "%s %s %d".formatted(wanted.whose(), wanted.when(), lines.size());
    audit.record(handle, by.id(), by.login(), deed, "staff", by.id(), what);
  }

  private static List<Line> found(
      Handle handle, Wanted wanted, int skip, int limit, Sight sight, Staff by) {
    return bound(
            handle.createQuery(
                """
                select f.id, l.party_id, '' as customer, f.due_on, c.name as company, f.made_by, s.full_name as owner,
                       w.owner_role, coalesce(f.state, 'OPEN') as state, f.cutover_id is not null and w.promise_id is null as held
                %s and %s order by f.due_on %s nulls last, f.id limit :limit offset :skip
                """
                    .formatted(
                        from(wanted.whose()),
                        wanted.when().condition,
                        wanted.when() == When.DONE ? "desc" : "asc")),
            wanted.partyId(),
            sight,
            by)
        .bind("limit", limit)
        .bind("skip", skip)
        .map(ConstructorMapper.of(Line.class))
        .list();
  }

  private List<Line> named(Handle handle, List<Line> found, Sight sight) {
    var called = names.of(handle, found.stream().map(Line::partyId).distinct().toList(), sight);
    return found.stream()
        .map(
            line ->
                new Line(
                    line.id(),
                    line.partyId(),
                    called.get(line.partyId()),
                    line.dueOn(),
                    line.company(),
                    line.madeBy(),
                    line.owner(),
                    line.ownerRole(),
                    line.state(),
                    line.held()))
        .toList();
  }

  /** Where one of ours was made of a delivered one, ours stands for both. */
  private static String from(Whose whose) {
    return """
        from contact_promise f
          join customer_identity i on i.id = f.identity_id
          join customer_company c on c.id = i.company_id
          cross join lateral %s l
          left join contact_promise_work w on w.promise_id = f.id
          left join identity_staff s on s.id = w.owner_id
         where f.taken_at is null and %s and %s and %s
           and (cast(:party as bigint) is null or l.party_id = :party)
        """
        .formatted(Sight.deskParty("i.id"), whose.condition, Sight.FACT_COUNTS, Sight.COMPANY_SEEN);
  }

  private static <T extends SqlStatement<T>> T bound(
      T statement, Long partyId, Sight sight, Staff by) {
    return sight
        .bindTo(
            statement.configure(
                SqlStatements.class, config -> config.setUnusedBindingAllowed(true)))
        .bind("me", by.id())
        .bindArray("roles", String.class, by.roles())
        .bind("team", by.teamId())
        .bind("party", partyId);
  }

  private static void need(Staff by) {
    if (!by.may(Action.CUSTOMER_PROMISES)) {
      throw new NotAllowed(Action.CUSTOMER_PROMISES);
    }
  }
}

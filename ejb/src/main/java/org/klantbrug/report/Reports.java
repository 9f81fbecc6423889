package org.klantbrug.report;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.jdbi.v3.core.statement.Query;
import org.klantbrug.audit.Audit;
import org.klantbrug.customer.Sight;
import org.klantbrug.identity.Staff;
import org.klantbrug.shared.BusinessClock;
import org.klantbrug.shared.Database;
import org.klantbrug.shared.RuleBroken;

/** Figures, and the rows that each of them counts. */
@ApplicationScoped
public class Reports {
  private Database database;
  private BusinessClock clock;
  private Audit audit;

  /** For the container. */
  protected Reports() {}

  /** Works with these. */
  @Inject
  public Reports(Database database, BusinessClock clock, Audit audit) {
    this.database = database;
    this.clock = clock;
    this.audit = audit;
  }

  /** All figures of a topic together. */
  public Group total(Topic topic, Asked asked, Staff staff) {
    return by(topic, Cut.ALL, asked, staff).stream().findFirst().orElseGet(() -> none(topic));
  }

  private static Group none(Topic topic) {
    return new Group(
        null,
        Measure.of(topic).stream()
            .collect(Collectors.toMap(each -> each, each -> new Group.Cell(0, BigDecimal.ZERO))));
  }

  /**
   * The figures of a topic, cut by a value; weeks in their order, else what is most on top. Of
   * values that people type those that count most, and all others together as {@link Cut#REST}.
   *
   * @throws IllegalArgumentException if the topic has no such value
   */
  public List<Group> by(Topic topic, Cut cut, Asked asked, Staff staff) {
    if (!cut.isOf(topic)) {
      throw new IllegalArgumentException(topic + " has no " + cut);
    }
    var measures = Measure.of(topic);
    var counted =
        measures.stream()
            .map(each -> counted(each))
            .collect(Collectors.joining(",\n", ",\n", "\n"));
    var groups =
        database.with(
            handle ->
                bound(
                        handle.createQuery(
                            "select "
                                + cut.value()
                                + " as value"
                                + counted
                                + " from ("
                                + topic.rows()
                                + ") r group by 1 order by "
                                + (cut == Cut.WEEK ? "1" : "2 desc, 1")),
                        asked,
                        staff)
                    .map((row, context) -> group(row, measures))
                    .list());
    return cut.isTyped() ? restTogether(groups) : groups;
  }

  private static List<Group> restTogether(List<Group> groups) {
    if (groups.size() <= Cut.MOST) {
      return groups;
    }
    var rest =
        groups.subList(Cut.MOST, groups.size()).stream()
            .reduce((one, other) -> one.with(other, Cut.REST))
            .map(each -> new Group(Cut.REST, each.cells()))
            .orElseThrow();
    return Stream.concat(groups.stream().limit(Cut.MOST), Stream.of(rest)).toList();
  }

  private static String counted(Measure measure) {
    return "count(*) filter (where %2$s) as %1$s_count, coalesce(sum(r.figure) filter (where %2$s), 0) as %1$s_sum"
        .formatted(measure, measure.condition());
  }

  private static Group group(ResultSet row, List<Measure> measures) throws SQLException {
    Map<Measure, Group.Cell> cells = new EnumMap<>(Measure.class);
    for (var each : measures) {
      cells.put(
          each, new Group.Cell(row.getLong(each + "_count"), row.getBigDecimal(each + "_sum")));
    }
    return new Group(row.getString("value"), cells);
  }

  /**
   * Which rows are wanted: those that one figure counts.
   *
   * @param cut of the figure; {@link Cut#ALL} for that of all together
   * @param value of the cut; null for what has none
   */
  public record Wanted(Measure measure, Cut cut, String value, Asked asked) {
    /**
     * @throws IllegalArgumentException if the measure cannot be cut so
     */
    public Wanted {
      if (!cut.isOf(measure.topic())) {
        throw new IllegalArgumentException(measure + " has no " + cut);
      }
    }

    private String from() {
      var rows = measure.topic().rows();
      var fits =
          cut.isTyped() && Cut.REST.equals(value)
              ? "not exists (select from (select %1$s as value from (%2$s) r group by 1 order by count(*) desc, 1 limit %3$d) top where top.value is not distinct from %1$s)"
                  .formatted(cut.value(), rows, Cut.MOST)
              : cut.value() + " is not distinct from cast(:value as text)";
      return " from (%s) r where %s and %s".formatted(rows, measure.condition(), fits);
    }

    /** What was asked, for the log; no value that somebody typed. */
    private String inShort() {
      return cut == Cut.ALL ? "" : " " + cut + (cut.isTyped() || value == null ? "" : "=" + value);
    }
  }

  /** How many rows there are: the figure itself. */
  public long count(Wanted wanted, Staff staff) {
    return database.with(
        handle ->
            bound(handle.createQuery("select count(*)" + wanted.from()), wanted.asked(), staff)
                .bind("value", wanted.value())
                .mapTo(Long.class)
                .one());
  }

  /**
   * The rows that a figure counts, the newest on top. That they were listed is written down.
   *
   * @param from how many are passed over
   */
  public List<Row> rows(Wanted wanted, long from, int limit, Staff staff) {
    return database.inTransaction(
        handle -> {
          var rows = found(handle, wanted, from, limit, staff);
          if (!rows.isEmpty()) {
            note(handle, "reportRowsListed", wanted, rows.size(), staff);
          }
          return rows;
        });
  }

  /**
   * As {@link #rows}, to be taken out; that it was is written down.
   *
   * @throws RuleBroken if there are more than the limit
   */
  public List<Row> export(Wanted wanted, int limit, Staff staff) {
    return database.inTransaction(
        handle -> {
          var rows = found(handle, wanted, 0, limit + 1, staff);
          if (rows.size() > limit) {
            throw new RuleBroken("report.too-many", limit);
          }
          note(handle, "reportExported", wanted, rows.size(), staff);
          return rows;
        });
  }

  /**
   * Writes down that figures were taken out.
   *
   * @param of the first of them, and by what they were cut
   */
  public void noteExport(Wanted of, int lines, Staff staff) {
    database.use(handle -> note(handle, "reportFiguresExported", of, lines, staff));
  }

  private void note(Handle handle, String deed, Wanted of, int count, Staff staff) {
    var said = of.measure() + " " + count + " " + of.asked().inShort() + of.inShort();
    audit.record(handle, staff.id(), staff.login(), deed, "staff", staff.id(), said);
  }

  private List<Row> found(Handle handle, Wanted wanted, long from, int limit, Staff staff) {
    return bound(
            handle.createQuery(
                "select r.id, r.name, r.at, r.channel, r.company, r.product, r.code, r.figure, r.due, r.ended"
                    + wanted.from()
                    + " order by r.at desc, r.name, r.id offset :passed limit :limit"),
            wanted.asked(),
            staff)
        .bind("value", wanted.value())
        .bind("passed", from)
        .bind("limit", limit)
        .map(ConstructorMapper.of(Row.class))
        .list();
  }

  private Query bound(Query query, Asked asked, Staff staff) {
    return asked.bindTo(query, new Sight(clock.today(), staff.cleanTeam()), clock);
  }

  /** A value of a cut and what it is called. */
  public record Named(String value, String name) {}

  /** The companies in sight, ours first. */
  public List<Named> companies(Staff staff) {
    return database.with(
        handle ->
            new Sight(clock.today(), staff.cleanTeam())
                .bindTo(
                    handle.createQuery(
                        "select cast(c.id as text) as value, c.name from customer_company c where "
                            + Sight.COMPANY_SEEN
                            + " order by c.ours desc, c.name"))
                .map(ConstructorMapper.of(Named.class))
                .list());
  }

  /** The cut-overs that are live, by merger and run. */
  public List<Named> cutovers() {
    return database.with(
        handle ->
            handle
                .createQuery(
                    """
                    select cast(c.id as text) as value, m.name || ' (' || c.run_id || ')' as name
                      from transfer_cutover c join merger_merger m on m.id = c.merger_id
                     where c.state = 'LIVE' and not c.rehearsal order by c.id""")
                .map(ConstructorMapper.of(Named.class))
                .list());
  }
}

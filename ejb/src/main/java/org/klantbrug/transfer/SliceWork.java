package org.klantbrug.transfer;

import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.SqlStatement;
import org.jdbi.v3.core.statement.SqlStatements;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;
import org.klantbrug.work.Slice;

/** The statements of one slice of one entity, with what they all bind. */
record SliceWork(
    Handle handle, Cutover cutover, Slice slice, List<Long> deliveries, List<Long> liveCutovers) {

  /** SQLSTATE unique_violation. */
  private static final String IS_THERE = "23505";

  /** Carries all records of a slice, entity by entity. Once more does nothing. */
  static Carried carry(Handle handle, Cutover cutover, Slice slice) {
    var carried = Carried.NOTHING;
    for (var table : cutover.tables()) {
      var deliveries = Transfer.deliveries(handle, cutover, table);
      if (!deliveries.isEmpty()) {
        carried = carried.plus(carry(handle, cutover, slice, table, deliveries));
      }
    }
    return carried;
  }

  private static Carried carry(
      Handle handle, Cutover cutover, Slice slice, LiveTable table, List<Long> deliveries) {
    var several = deliveries.size() > 1;
    var work =
        new SliceWork(
            handle, cutover, slice, deliveries, NewVersions.earlierCutovers(handle, cutover));
    var carried = Carried.NOTHING;
    if (slice.fromKey() == 0 && cutover.carriesRest()) {
      carried =
          carried
              .plus(
                  work.book(
                      lines -> SliceSql.bookTheRest(table, several, cutover.isOfWave(), lines)))
              .plus(work.book(lines -> SliceSql.bookRejects(table, cutover.isOfWave(), lines)));
    }
    if (table == LiveTable.CUSTOMER) {
      work.run(SliceSql.linkCustomers(several, cutover.isOfWave()));
      return carried.plus(
          work.book(lines -> SliceSql.bookCustomers(several, cutover.isOfWave(), lines)));
    }
    var facts =
        work.countByOutcome(new FactSlice(table, several, work.again(), cutover.isOfWave())::carry);
    if (facts.getOrDefault("RENEWED", 0L) > 0) {
      work.run(NewVersions.supersede(table));
    }
    return carried.plus(Carried.of(facts));
  }

  private boolean again() {
    return !liveCutovers.isEmpty();
  }

  private void run(String sql) {
    bind(handle.createUpdate(sql)).execute();
  }

  /** Runs an insert into the ledger and counts by outcome. */
  private Carried book(Function<Lines, String> insert) {
    return Carried.of(
        countByOutcome(
            lines ->
                "with booked as (%s returning outcome) select outcome, count(*) from booked group by outcome"
                    .formatted(insert.apply(lines))));
  }

  /** As if all lines were new; if one is there, once more without those. */
  private Map<String, Long> countByOutcome(Function<Lines, String> sql) {
    handle.execute("savepoint booking");
    try {
      var counted = countByOutcome(sql.apply(Lines.ALL_NEW));
      handle.execute("release savepoint booking");
      return counted;
    } catch (UnableToExecuteStatementException e) {
      if (!(e.getCause() instanceof SQLException cause && IS_THERE.equals(cause.getSQLState()))) {
        throw e;
      }
      handle.execute("rollback to savepoint booking");
      return countByOutcome(sql.apply(Lines.SOME_THERE));
    }
  }

  private Map<String, Long> countByOutcome(String sql) {
    return bind(handle.createQuery(sql))
        .map((rs, context) -> Map.entry(rs.getString(1), rs.getLong(2)))
        .stream()
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  private <T extends SqlStatement<T>> T bind(T statement) {
    return statement
        .configure(SqlStatements.class, config -> config.setUnusedBindingAllowed(true))
        .bind("cutover", cutover.id())
        .bind("run", cutover.runId())
        .bind("company", cutover.companyId())
        .bindArray("deliveries", Long.class, deliveries)
        .bindArray("liveCutovers", Long.class, liveCutovers)
        .bind("from", slice.fromKey())
        .bind("to", slice.toKey())
        .bind("at", cutover.startedAt());
  }
}

package org.klantbrug.ending;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.jdbi.v3.core.statement.SqlStatements;

/** Findings of a merger as they are made, each by a statement that counts. */
final class Findings {
  private final Handle handle;
  private final long merger;
  private final LocalDate today;
  private final Criterion criterion;
  private final List<Finding> made = new ArrayList<>();

  Findings(Handle handle, long merger, LocalDate today, Criterion criterion) {
    this.handle = handle;
    this.merger = merger;
    this.today = today;
    this.criterion = criterion;
  }

  List<Finding> made() {
    return List.copyOf(made);
  }

  /** How many a statement counts; it knows {@code :merger} and {@code :today}. */
  long count(String sql) {
    return query(sql).mapTo(Long.class).one();
  }

  /** The day that a statement gives; null if it gives none. */
  LocalDate day(String sql) {
    return query(sql).mapTo(LocalDate.class).findOne().orElse(null);
  }

  private Query query(String sql) {
    return handle
        .createQuery(sql)
        .configure(SqlStatements.class, config -> config.setUnusedBindingAllowed(true))
        .bind("merger", merger)
        .bind("today", today);
  }

  /** Stands in the way if there is any; else nothing is said. */
  void none(String code, String sql) {
    var count = count(sql);
    if (count != 0) {
      add(code, true, count, "");
    }
  }

  /** Only shows how many there are. */
  void shown(String code, long count, String detail) {
    add(code, false, count, detail);
  }

  /** Stands in the way if it is so. */
  void missingIf(boolean so, String code, long count, String detail) {
    if (so) {
      add(code, true, count, detail);
    }
  }

  private void add(String code, boolean missing, long count, String detail) {
    made.add(new Finding(criterion, code, missing, count, detail));
  }
}

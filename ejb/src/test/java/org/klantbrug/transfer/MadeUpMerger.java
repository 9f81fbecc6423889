package org.klantbrug.transfer;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.klantbrug.audit.Audit;
import org.klantbrug.customer.GoldenRecord;
import org.klantbrug.matching.Identities;
import org.klantbrug.merger.Entity;
import org.klantbrug.shared.BusinessClock;
import org.klantbrug.shared.Database;
import org.klantbrug.shared.TestDatabase;
import org.klantbrug.work.JobLease;

/**
 * A made-up takeover in a database of its own: Noorderlicht Energie takes over Zuiderwind. Fills
 * staging as an import would, and carries it.
 */
public final class MadeUpMerger implements AutoCloseable {
  public static final Instant T = Instant.parse("2026-05-04T08:00:00Z");
  public static final LocalDate TODAY = LocalDate.parse("2026-05-04");

  private final DataSource source;
  private final Connection connection;
  public final Database database;
  public final GoldenRecord golden;
  public final Transfer transfer;
  public final Reconciliation reconciliation;
  public final Rehearsal rehearsal;
  public final Identities identities;

  public final long operator;
  public final long finance;
  public final long ours;
  public final long theirs;
  public final long merger;
  public final JobLease lease;

  private int runs;
  private int files;
  private long line = 1;

  /** A merger without files. */
  public MadeUpMerger() {
    this(TestDatabase.fresh(), null);
  }

  /** As {@code other} is now, in a database of its own; {@code other} is closed. */
  public MadeUpMerger(MadeUpMerger other) {
    this(TestDatabase.copyOf(other.closed().source), other);
    runs = other.runs;
    files = other.files;
    line = other.line;
  }

  /** The same by connections of its own, for what several do at the same moment. */
  public Database byEachTheirOwn() {
    return new Database(source);
  }

  private MadeUpMerger(DataSource source, MadeUpMerger other) {
    this.source = source;
    connection = connection(source);
    database = new Database(always(connection));
    golden = new GoldenRecord(database);
    transfer = new Transfer(database, golden);
    reconciliation = new Reconciliation(database, new Audit(database, new BusinessClock()));
    rehearsal = new Rehearsal(database);
    identities = new Identities(database);
    if (other == null) {
      operator =
          insert("identity_staff", Map.of("login", "operator", "full_name", "Olga Operator"));
      finance = insert("identity_staff", Map.of("login", "finance", "full_name", "Frits Finance"));
      ours = company("NOORD", true);
      theirs = company("ZUID", false);
      merger = newMerger();
      lease = newLease();
    } else {
      operator = other.operator;
      finance = other.finance;
      ours = other.ours;
      theirs = other.theirs;
      merger = other.merger;
      lease = other.lease;
    }
  }

  private long newMerger() {
    return insert(
        "merger_merger",
        Map.of(
            "name",
            "Zuiderwind",
            "acquirer_id",
            ours,
            "acquired_id",
            theirs,
            "transfer_basis",
            "SHARE_DEAL",
            "sector",
            "ENERGY",
            "notice_period",
            "P30D",
            "visible_from",
            LocalDate.parse("2026-05-01"),
            "created_by",
            operator,
            "created_at",
            T));
  }

  private JobLease newLease() {
    return new JobLease(
        insert(
            "work_job",
            Map.of(
                "kind",
                "transfer",
                "subject_kind",
                "merger",
                "subject_id",
                merger,
                "state",
                "RUNNING",
                "epoch",
                1,
                "requested_at",
                T)),
        1);
  }

  private MadeUpMerger closed() {
    close();
    return this;
  }

  /** A new import run. */
  public long run() {
    return insert(
        "merger_run",
        Map.of("merger_id", merger, "no", ++runs, "started_by", operator, "started_at", T));
  }

  /** An imported delivery without records yet. */
  public long delivery(long run, long company, Entity entity, String fileName) {
    var mapping =
        insert(
            "merger_mapping",
            Map.of(
                "company_id",
                company,
                "entity",
                entity.name(),
                "version",
                ++files,
                "mapping",
                "none"));
    return database.with(
        handle ->
            handle
                .createQuery(
                    """
                    insert into merger_delivery (run_id, company_id, entity, mode, extract_as_of, file_name, stored_path, sha256,
                      bytes, form, mapping_id, state, registered_by, registered_at, read_lines, staged, parked, duplicates, rejected, warned,
                      round)
                    values (:run, :company, :entity, 'FULL', cast(:at as timestamptz) + :no * interval '1 hour', :file, :file,
                      sha256(cast(:no as text)::bytea), 1, '{}', :mapping, 'IMPORTED', :staff, :at, 0, 0, 0, 0, 0, 0,
                      (select round from merger_run where id = :run))
                    returning id
                    """)
                .bind("run", run)
                .bind("company", company)
                .bind("entity", entity)
                .bind("at", T)
                .bind("no", files)
                .bind("file", fileName)
                .bind("mapping", mapping)
                .bind("staff", operator)
                .mapTo(Long.class)
                .one());
  }

  /** A staged record; values by column, as text. */
  public long stage(long delivery, Entity entity, String... columnsAndValues) {
    return stageAs("NEW", delivery, entity, columnsAndValues);
  }

  /** A staged record that settling found to be something else than new. */
  public long stageAs(String rowState, long delivery, Entity entity, String... columnsAndValues) {
    var values = new LinkedHashMap<String, String>();
    for (int i = 0; i < columnsAndValues.length; i += 2) {
      values.put(columnsAndValues[i], columnsAndValues[i + 1]);
    }
    line++;
    database.use(
        handle -> {
          var table = entity.stagingTable();
          handle
              .createUpdate(
                  """
                  insert into %1$s select r.* from jsonb_populate_record(null::%1$s, cast(:row as jsonb)) r
                  """
                      .formatted(table))
              .bind("row", json(delivery, rowState, values))
              .execute();
          handle.execute(
              "update merger_delivery set read_lines = read_lines + 1, staged = staged + ?, duplicates = duplicates + ?, parked = parked + ? where id = ?",
              rowState.equals("DUPLICATE") || rowState.equals("PARKED") ? 0 : 1,
              rowState.equals("DUPLICATE") ? 1 : 0,
              rowState.equals("PARKED") ? 1 : 0,
              delivery);
        });
    return line;
  }

  private String json(long delivery, String rowState, Map<String, String> values) {
    var content = Integer.toHexString(values.hashCode());
    var json =
        new StringBuilder(
            "{\"delivery_id\": %d, \"line_no\": %d, \"raw_sha\": \"\\\\x00\", \"content_sha\": \"\\\\x%s\", \"occurrence\": 1, \"row_state\": \"%s\""
                .formatted(delivery, line, "0".repeat(64 - content.length()) + content, rowState));
    values.forEach((column, value) -> json.append(", \"%s\": \"%s\"".formatted(column, value)));
    return json.append("}").toString();
  }

  /** A line that could not be used. */
  public void reject(long delivery, String code) {
    line++;
    database.use(
        handle -> {
          handle.execute(
              "insert into merger_reject (delivery_id, line_no, code, expected) values (?, ?, ?, 'something else')",
              delivery,
              line,
              code);
          handle.execute(
              "update merger_delivery set read_lines = read_lines + 1, rejected = rejected + 1 where id = ?",
              delivery);
        });
  }

  /** Makes the identities of both companies in a run. */
  public void register(long run) {
    identities.registerIdentities(lease, run, ours, T);
    identities.registerIdentities(lease, run, theirs, T);
  }

  /** Carries everything of a kind and leaves the cut-over running. */
  public long carry(long run, Kind kind) {
    return carry(run, kind, false);
  }

  public long carry(long run, Kind kind, boolean rehearsed) {
    var cutover = transfer.begin(run, kind, rehearsed, operator, T);
    for (var slice : transfer.plan(lease, cutover)) {
      transfer.transferSlice(lease, cutover, slice);
    }
    return cutover;
  }

  /** Carries everything of a kind and lets it count. */
  public long carryLive(long run, Kind kind) {
    var cutover = carry(run, kind);
    transfer.goLive(lease, cutover, T);
    return cutover;
  }

  /** Rehearses everything of a kind, with its statement. */
  public void rehearse(long run, Kind kind) {
    var cutover = carry(run, kind, true);
    transfer.goLive(lease, cutover, T);
    reconciliation.make(cutover, T);
  }

  public long identity(long company, String key) {
    return number(
        "select id from customer_identity where company_id = %d and source_key = '%s'"
            .formatted(company, key));
  }

  /** The party that an identity is linked to. */
  public long party(long company, String key) {
    return number(
        "select party_id from customer_party_link where ended_at is null and identity_id = "
            + identity(company, key));
  }

  public void pair(
      long run, String theirKey, String ourKey, String decision, String verdict, double weight) {
    sql(
        "insert into matching_model (run_id, version, parameters, link_above, review_above, left_count, right_count, estimated_at)"
            + " values (%d, 1, '{}', 6, 0, 4, 3, now()) on conflict do nothing".formatted(run));
    database.use(
        handle ->
            handle.execute(
                "insert into matching_pair (run_id, model_id, left_id, right_id, weight, decision, explanation, verdict, reviewer)"
                    + " select ?, id, ?, ?, ?, ?, '[]', ?, ? from matching_model where run_id = ?",
                run,
                identity(theirs, theirKey),
                identity(ours, ourKey),
                weight,
                decision,
                verdict,
                verdict == null ? null : finance,
                run));
  }

  public long number(String sql) {
    return database.with(handle -> handle.createQuery(sql).mapTo(Long.class).one());
  }

  public String text(String sql) {
    return database.with(handle -> handle.createQuery(sql).mapTo(String.class).one());
  }

  public List<String> texts(String sql) {
    return database.with(handle -> handle.createQuery(sql).mapTo(String.class).list());
  }

  public int sql(String sql) {
    return database.with(handle -> handle.execute(sql));
  }

  private long company(String code, boolean acquirer) {
    return insert("merger_company", Map.of("code", code, "name", code, "ours", acquirer));
  }

  private long insert(String table, Map<String, Object> values) {
    return database.with(
        handle -> {
          var columns = List.copyOf(values.keySet());
          var update =
              handle.createQuery(
                  "insert into %1$s (%2$s) select %2$s from jsonb_populate_record(null::%1$s, cast(:row as jsonb)) returning id"
                      .formatted(table, String.join(", ", columns)));
          var json = new StringBuilder("{");
          columns.forEach(
              column ->
                  json.append(json.length() > 1 ? ", " : "")
                      .append("\"%s\": \"%s\"".formatted(column, values.get(column).toString())));
          return update.bind("row", json.append("}").toString()).mapTo(Long.class).one();
        });
  }

  @Override
  public void close() {
    try {
      connection.close();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The database itself, where every connection is a new one. */
  public DataSource source() {
    return source;
  }

  private static Connection connection(DataSource source) {
    try {
      return source.getConnection();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * Opening a connection takes longer than most statements of a test, and a test has one thread.
   */
  private static DataSource always(Connection connection) {
    var staysOpen =
        proxy(
            Connection.class,
            (proxy, method, values) ->
                method.getName().equals("close") ? null : pass(connection, method, values));
    return proxy(DataSource.class, (proxy, method, values) -> staysOpen);
  }

  private static Object pass(Object to, Method method, Object[] values) throws Throwable {
    try {
      return method.invoke(to, values);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }

  private static <T> T proxy(Class<T> type, InvocationHandler handler) {
    return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
  }
}

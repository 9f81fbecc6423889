package org.klantbrug.transfer;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.jdbi.v3.core.Handle;
import org.klantbrug.contact.Promises;
import org.klantbrug.contact.Timeline;
import org.klantbrug.contract.Contracts;
import org.klantbrug.customer.CustomerSearch;
import org.klantbrug.customer.CustomerView;
import org.klantbrug.customer.GoldenRecord;
import org.klantbrug.customer.Sight;
import org.klantbrug.matching.Identities;
import org.klantbrug.shared.Database;
import org.klantbrug.work.JobLease;
import org.postgresql.PGConnection;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * Measures a takeover of made-up customers on a database that keeps what it commits: transfer
 * against COPY of the same rows, reconciliation, search and customer pages. Not a test: run its
 * main. Arguments: customers per company (200000), contacts (1000000), runners (2), and the JDBC
 * address of an empty database (else one is started).
 */
public final class TransferBenchmark {
  private static final PrintStream OUT = System.out;
  private static final Instant T = Instant.parse("2026-05-04T08:00:00Z");
  private static final Sight EVERYTHING = Sight.ofEverything(LocalDate.parse("2026-05-04"));
  private static final JobLease LEASE = new JobLease(1, 1);

  private final int customers;
  private final int contacts;
  private final int runners;
  private final DataSource source;
  private final Database database;
  private final Transfer transfer;
  private final Reconciliation reconciliation;

  private TransferBenchmark(DataSource source, int customers, int contacts, int runners) {
    this.source = source;
    this.customers = customers;
    this.contacts = contacts;
    this.runners = runners;
    this.database = new Database(source);
    this.transfer = new Transfer(database, new GoldenRecord(database));
    this.reconciliation = new Reconciliation(database);
  }

  public static void main(String[] args) throws Exception {
    if (args.length > 3) {
      var source = new PGSimpleDataSource();
      source.setUrl(args[3]);
      measure(source, args);
      return;
    }
    try (var postgres =
        EmbeddedPostgres.builder()
            .setServerConfig("fsync", "on")
            .setServerConfig("synchronous_commit", "on")
            .setServerConfig("full_page_writes", "on")
            .setServerConfig("shared_buffers", "1GB")
            .setServerConfig("max_wal_size", "8GB")
            .start()) {
      measure(postgres.getPostgresDatabase(), args);
    }
  }

  private static void measure(DataSource source, String[] args) throws Exception {
    Flyway.configure()
        .dataSource(source)
        .locations("classpath:db/migration")
        .placeholders(Map.of("appRole", "klantbrug_app"))
        .load()
        .migrate();
    var numbers = Arrays.stream(args).limit(3).mapToInt(Integer::parseInt).toArray();
    new TransferBenchmark(
            source,
            numbers.length > 0 ? numbers[0] : 200_000,
            numbers.length > 1 ? numbers[1] : 1_000_000,
            numbers.length > 2 ? numbers[2] : 2)
        .run();
  }

  private void run() throws Exception {
    timed(
        "made up " + customers + " customers per company, " + contacts + " contacts",
        0,
        this::makeUp);
    timed("identities of ours", customers, () -> register(1));
    var registered = timed("identities of theirs", customers, () -> register(2));
    timed("pairs", 0, this::pair);
    var own = timed("OWN", customers, () -> carry(Kind.OWN));
    var theirs = timed("TRANSFER", customers, () -> carry(Kind.TRANSFER));
    var history = timed("HISTORY", contacts, () -> carry(Kind.HISTORY));
    var copied =
        copyAgain("customer_identity", "company_id = 2")
            .plus(copyAgain("customer_party_link", "cutover_id = 2"))
            .plus(copyAgain("customer_party", "founder_id > " + customers));
    var copiedContacts = copyAgain("contact_contact", "true");
    OUT.printf(
        Locale.ROOT,
        "ratio to COPY: customers %.2f, history %.2f, together %.2f%n",
        ratio(copied, registered.plus(theirs)),
        ratio(copiedContacts, history),
        ratio(copied.plus(copiedContacts), registered.plus(theirs).plus(history)));
    timed("reconciliation OWN", customers, () -> balanced(1));
    timed("reconciliation TRANSFER", customers, () -> balanced(2));
    timed("reconciliation HISTORY", contacts, () -> balanced(3));
    reading();
    timed("undo HISTORY", 0, () -> transfer.undo(3, 1, "measured", T));
    timed("undo TRANSFER", 0, () -> transfer.undo(2, 1, "measured", T));
    OUT.println("own cut-over took " + own);
  }

  private static double ratio(Duration copy, Duration ours) {
    return (double) copy.toMillis() / ours.toMillis();
  }

  private static Duration timed(String what, long rows, Runnable work) {
    var start = System.nanoTime();
    work.run();
    var took = Duration.ofNanos(System.nanoTime() - start);
    OUT.printf(
        Locale.ROOT,
        "%-60s %8.1f s %s%n",
        what,
        took.toMillis() / 1000.0,
        rows == 0 ? "" : rows * 1000 / Math.max(1, took.toMillis()) + " rows/s");
    return took;
  }

  private void makeUp() {
    database.use(
        handle -> {
          handle.execute(
              "insert into identity_staff (login, full_name) values ('one', 'One'), ('two', 'Two')");
          handle.execute(
              "insert into merger_company (code, name, ours) values ('OURS', 'Noord', true), ('THEIRS', 'Zuid', false)");
          handle.execute(
              "insert into merger_merger (name, acquirer_id, acquired_id, transfer_basis, sector, notice_period, visible_from, created_by, created_at)"
                  + " values ('m', 1, 2, 'SHARE_DEAL', 'ENERGY', 'P30D', '2026-01-01', 1, now())");
          handle.execute(
              "insert into merger_run (merger_id, no, started_by, started_at) values (1, 1, 1, now())");
          handle.execute(
              "insert into work_job (kind, subject_kind, subject_id, state, epoch, requested_at) values ('t', 'm', 1, 'RUNNING', 1, now())");
          handle.execute(
              "insert into merger_mapping (company_id, entity, version, mapping) values (1, 'CUSTOMER', 1, '{}')");
          delivery(handle, 1, "CUSTOMER", customers);
          delivery(handle, 2, "CUSTOMER", customers);
          delivery(handle, 2, "CONTACT", contacts);
          handle.execute(
              """
              create function made_up_name(seed integer) returns text language sql immutable as $$
                select string_agg((array['ba','ker','jan','sen','vri','es','mei','jer','bos','smi','ten','dek','vis','ser','mul','der','groo','t','hof','man','kui','per','wil','lem','pe','ters','hen','drik','dij','kstra','bru','ijn','van','der','ber','gen','schou','zij','lma','nij'])[1 + (hashint4(seed * 7 + k) & 2147483647) % 40], '')
                  from generate_series(1, 2 + (hashint4(seed) & 1)) k $$
              """);
          for (int company = 1; company <= 2; company++) {
            handle.execute(
                """
                insert into merger_staged_customer (delivery_id, line_no, raw_sha, content_sha, source_key, given_name, prefix, family_name,
                  birth_date, street, house_number, postcode, city, country, email, phone, iban, customer_since)
                select %1$d, n + 1, sha256(n::text::bytea), sha256((n || '.%1$d')::bytea), case %1$d when 1 then 'A' else 'B' end || (1000000 + n),
                  initcap(made_up_name(n %% 700)), case n %% 5 when 0 then 'van der' when 1 then 'de' end, initcap(made_up_name(n %% 30000 + 1000)),
                  date '1940-01-01' + n %% 24000, initcap(made_up_name(n %% 9000 + 50000)) || 'straat', (1 + n %% 240)::text,
                  (1000 + n %% 8999) || chr(65 + n %% 26) || chr(65 + n / 26 %% 26), 'Plaats' || n %% 500, 'NL',
                  'klant' || n || '.%1$d@example.org', '+316' || (10000000 + n + %1$d * 1000000), 'NL91ABNA0417164300', date '2010-01-01' + n %% 4000
                  from generate_series(1, %2$d) n
                """
                    .formatted(company, customers));
          }
          handle.execute(
              """
              insert into merger_staged_contact (delivery_id, line_no, raw_sha, content_sha, source_key, customer_key, occurred_at, channel,
                direction, author, subject, sub_subject, product, text, outcome, in_time)
              select 3, n + 1, sha256(n::text::bytea), sha256(n::text::bytea), (7000000 + n)::text, 'B' || (1000001 + (n * 7919::bigint) %% %2$d),
                timestamptz '2015-01-01 08:00+01' + n %% 3000 * interval '1 day' + n %% 36000 * interval '1 second',
                (array['PHONE', 'EMAIL', 'LETTER', 'WEB_APP'])[1 + n %% 4], 'IN', 'medewerker ' || n %% 300, 'Factuur', 'Bedrag klopt niet', 'Stroom',
                'De klant vraagt waarom het bedrag hoger is dan vorige maand en wil graag een uitleg van nota ' || n || '. ' || repeat('Uitgelegd en vastgelegd. ', n %% 8),
                'Beantwoord', 'YES'
                from generate_series(1, %1$d) n
              """
                  .formatted(contacts, customers));
        });
  }

  private static void delivery(Handle handle, int company, String entity, int lines) {
    handle.execute(
        "insert into merger_delivery (run_id, company_id, entity, mode, extract_as_of, file_name, stored_path, sha256, bytes, form, mapping_id,"
            + " state, registered_by, registered_at, read_lines, staged, parked, duplicates, rejected) values"
            + " (1, ?, ?, 'FULL', now(), ?, '', sha256(?), 1, '{}', 1, 'IMPORTED', 1, now(), ?, ?, 0, 0, 0)",
        company,
        entity,
        entity + company + ".csv",
        (entity + company).getBytes(StandardCharsets.UTF_8),
        lines,
        lines);
  }

  private void register(long company) {
    new Identities(database).registerIdentities(LEASE, 1, company, T);
  }

  /** Every second customer of theirs is one of ours. */
  private void pair() {
    database.use(
        handle -> {
          handle.execute(
              "insert into matching_model (run_id, version, parameters, link_above, review_above, left_count, right_count, estimated_at) values (1, 1, '{}', 6, 0, 1, 1, now())");
          handle.execute(PAIRS);
          handle.execute("analyze matching_pair");
        });
  }

  private static final String PAIRS =
      """
      insert into matching_pair (run_id, model_id, left_id, right_id, weight, decision, explanation)
      select 1, 1, b.id, a.id, 12, 'LINK', '[]' from customer_identity b join customer_identity a on a.company_id = 1 and substr(a.source_key, 2) = substr(b.source_key, 2)
       where b.company_id = 2 and b.id % 2 = 0
      """;

  private void carry(Kind kind) {
    var cutover = transfer.begin(1, kind, false, 1, T);
    var slices = new ConcurrentLinkedQueue<>(transfer.plan(LEASE, cutover));
    var executor = Executors.newFixedThreadPool(runners);
    try {
      var work =
          IntStream.range(0, runners)
              .mapToObj(
                  no ->
                      executor.submit(
                          () -> {
                            for (var slice = slices.poll(); slice != null; slice = slices.poll()) {
                              transfer.transferSlice(LEASE, cutover, slice.from(), slice.to());
                            }
                            return null;
                          }))
              .toList();
      for (var done : work) {
        done.get();
      }
    } catch (Exception e) {
      throw new IllegalStateException(e);
    } finally {
      executor.shutdown();
    }
    timed("  of which going live", 0, () -> transfer.goLive(LEASE, cutover, T));
  }

  /** The same rows once more by COPY, into a table with the same keys and indexes. */
  private Duration copyAgain(String table, String which) throws Exception {
    var file = Files.createTempFile("copy", ".txt");
    try (var connection = source.getConnection();
        var statement = connection.createStatement()) {
      var copies = connection.unwrap(PGConnection.class).getCopyAPI();
      try (var to = Files.newOutputStream(file)) {
        copies.copyOut(
            "copy (select %s from %s where %s) to stdout".formatted(columns(table), table, which),
            to);
      }
      statement.execute("create table copied (like %s including all)".formatted(table));
      var start = System.nanoTime();
      long rows;
      try (var from = Files.newInputStream(file)) {
        rows =
            copies.copyIn("copy copied (%s) from stdin".formatted(columns(table)), from, 1 << 20);
      }
      var took = Duration.ofNanos(System.nanoTime() - start);
      OUT.printf(
          Locale.ROOT,
          "%-60s %8.1f s %d rows/s%n",
          "COPY " + table + " (" + rows + ")",
          took.toMillis() / 1000.0,
          rows * 1000 / took.toMillis());
      statement.execute("drop table copied");
      return took;
    } finally {
      Files.delete(file);
    }
  }

  private String columns(String table) {
    return database.with(
        handle ->
            handle
                .createQuery(
                    "select string_agg(attname, ', ' order by attnum) from pg_attribute where attrelid = to_regclass(:t) and attnum > 0 and attgenerated = ''")
                .bind("t", table)
                .mapTo(String.class)
                .one());
  }

  private void balanced(long cutover) {
    if (!reconciliation.make(cutover, T).balanced()) {
      throw new IllegalStateException("Cut-over " + cutover + " does not balance");
    }
  }

  private void reading() {
    database.use(handle -> handle.execute("vacuum analyze"));
    var random = new Random(7);
    var search = new CustomerSearch(database);
    var names =
        database.with(
            handle ->
                handle
                    .createQuery(
                        "select given_name || '|' || family_name || '|' || postcode || ' ' || house_number || '|' || phone || '|' || email || '|' || source_key from customer_identity where id % 997 = 0")
                    .mapTo(String.class)
                    .list());
    Supplier<String[]> someone = () -> names.get(random.nextInt(names.size())).split("\\|");
    percentiles(
        "search by family and given name",
        handle -> {
          var p = someone.get();
          search.find(handle, p[1] + " " + p[0], 20, EVERYTHING);
        });
    percentiles(
        "search by start of a family name",
        handle -> search.find(handle, someone.get()[1].substring(0, 4), 20, EVERYTHING));
    percentiles(
        "search by two letters",
        handle -> search.find(handle, someone.get()[1].substring(0, 2), 20, EVERYTHING));
    percentiles(
        "search by a name with a typing error",
        handle -> {
          var p = someone.get();
          search.find(
              handle, p[0] + " " + p[1].substring(0, 3) + "x" + p[1].substring(4), 20, EVERYTHING);
        });
    percentiles(
        "search by postcode and house number",
        handle -> search.find(handle, someone.get()[2], 20, EVERYTHING));
    percentiles(
        "search by phone",
        handle -> search.find(handle, someone.get()[3].replace("+31", "0"), 20, EVERYTHING));
    percentiles(
        "search by e-mail", handle -> search.find(handle, someone.get()[4], 20, EVERYTHING));
    percentiles(
        "search by number", handle -> search.find(handle, someone.get()[5], 20, EVERYTHING));
    var parties =
        database.with(
            handle ->
                handle
                    .createQuery("select id from customer_party where id % 97 = 0")
                    .mapTo(Long.class)
                    .list());
    var view = new CustomerView(database);
    var contracts = new Contracts(database);
    var timeline = new Timeline(database);
    var promises = new Promises(database);
    percentiles(
        "customer page, 8 statements",
        handle -> {
          long party = parties.get(random.nextInt(parties.size()));
          view.find(handle, party, EVERYTHING);
          contracts.of(handle, party, EVERYTHING);
          contracts.invoicesOf(handle, party, EVERYTHING);
          contracts.arrangementsOf(handle, party, EVERYTHING);
          contracts.mandatesOf(handle, party, EVERYTHING);
          promises.of(handle, party, EVERYTHING);
          timeline.page(
              handle, party, Timeline.Filter.NONE, Timeline.Before.NOTHING, 50, EVERYTHING);
        });
  }

  /** Times a read on a connection that is there, as in a server with a pool. */
  private void percentiles(String what, Consumer<Handle> work) {
    var took = new ArrayList<Double>();
    database.use(
        handle -> {
          for (int i = 0; i < 320; i++) {
            var start = System.nanoTime();
            handle.useTransaction(work::accept);
            if (i >= 20) {
              took.add((System.nanoTime() - start) / 1e6);
            }
          }
        });
    took.sort(null);
    OUT.printf(
        Locale.ROOT,
        "%-60s p50 %.1f ms, p95 %.1f ms, p99 %.1f ms%n",
        what,
        took.get(took.size() / 2),
        took.get(took.size() * 95 / 100),
        took.get(took.size() * 99 / 100));
  }
}

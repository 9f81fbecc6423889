package org.klantbrug.merger;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Executors;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.klantbrug.merger.reading.FileForm;
import org.klantbrug.merger.reading.LineReading;
import org.klantbrug.merger.reading.Mapping;
import org.klantbrug.merger.reading.MappingProposal;
import org.klantbrug.shared.Database;

/**
 * Measures reading and importing contact moments against a bare COPY of the same bytes into the
 * same table, with fsync on. Not a test: run {@code main}, with nothing else running.
 *
 * <p>Arguments: number of rows (1,000,000), rounds (1). Prints one JSON object per round.
 */
public final class ImportBenchmark {
  private static final int AS_IMPORT_CHUNK = 10_000;

  private ImportBenchmark() {}

  /** Runs the measurement. */
  public static void main(String[] arguments) throws Exception {
    var rows = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 1_000_000;
    var rounds = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 1;
    var folder = Files.createTempDirectory("import-benchmark");
    var file = write(folder.resolve("contacts.csv"), rows);
    try (var postgres = start()) {
      for (var round = 1; round <= rounds; round++) {
        System.out.println(
            new ObjectMapper().writeValueAsString(measure(postgres, folder, file, round)));
      }
    }
  }

  private static EmbeddedPostgres start() throws IOException {
    return EmbeddedPostgres.builder()
        .setServerConfig("fsync", "on")
        .setServerConfig("synchronous_commit", "on")
        .setServerConfig("full_page_writes", "on")
        .setServerConfig("max_wal_size", "4GB")
        .start();
  }

  private static LinkedHashMap<String, Object> measure(
      EmbeddedPostgres postgres, Path folder, Path file, int round) throws Exception {
    var result = new LinkedHashMap<String, Object>();
    result.put("bytes", Files.size(file));
    var form = FileForm.of(file);
    var mapping = MappingProposal.of(file, form, Entity.CONTACT, Instant.now()).mapping();
    result.put("read.1", read(file, form, mapping));
    result.put("read and build.1", readAndBuild(file, form, mapping));
    if (Boolean.getBoolean("onlyRead")) {
      return result;
    }
    result.put("copy.1", copy(database(postgres, "copy1_" + round), file, form, mapping, 1));
    result.put("copy.2", copy(database(postgres, "copy2_" + round), file, form, mapping, 2));
    result.put("import.1", importFile(database(postgres, "import1_" + round), folder, file, 1));
    result.put("import.2", importFile(database(postgres, "import2_" + round), folder, file, 2));
    var copy = (long) result.get("copy.1");
    result.put("import.1/copy.1", (double) (long) result.get("import.1") / copy);
    result.put("import.2/copy.1", (double) (long) result.get("import.2") / copy);
    return result;
  }

  private static DataSource database(EmbeddedPostgres postgres, String name) throws Exception {
    try (var connection = postgres.getPostgresDatabase().getConnection();
        var statement = connection.createStatement()) {
      statement.execute("create database " + name);
      statement.execute("checkpoint");
    }
    var database = postgres.getDatabase("postgres", name);
    Flyway.configure().dataSource(database).locations("classpath:db/migration").load().migrate();
    return database;
  }

  /** Rows a second of the thread's own time for reading and checking alone; best of three. */
  private static long read(Path file, FileForm form, Mapping mapping) throws IOException {
    var threads = ManagementFactory.getThreadMXBean();
    var best = 0L;
    for (var again = 0; again < 3; again++) {
      var start = threads.getCurrentThreadCpuTime();
      var rows = 0L;
      try (var reading = LineReading.of(file, form, mapping, Instant.now())) {
        while (reading.next()) {
          rows++;
        }
      }
      best = Math.max(best, rows * 1_000_000_000 / (threads.getCurrentThreadCpuTime() - start));
    }
    return best;
  }

  /** The same with the rows and hashes for staging built: all that the reading thread does. */
  private static long readAndBuild(Path file, FileForm form, Mapping mapping) throws IOException {
    var threads = ManagementFactory.getThreadMXBean();
    var best = 0L;
    for (var again = 0; again < 2; again++) {
      var start = threads.getCurrentThreadCpuTime();
      var rows = 0L;
      StagedRows chunk = null;
      try (var reading = LineReading.of(file, form, mapping, Instant.now())) {
        while (reading.next()) {
          if (rows++ % AS_IMPORT_CHUNK == 0) {
            chunk = new StagedRows(1, Entity.CONTACT, 1 << 20);
          }
          chunk.add(reading);
        }
      }
      best = Math.max(best, rows * 1_000_000_000 / (threads.getCurrentThreadCpuTime() - start));
    }
    return best;
  }

  /** Rows a second for a COPY of the bytes that the import writes, made ready before. */
  private static long copy(
      DataSource dataSource, Path file, FileForm form, Mapping mapping, int threads)
      throws Exception {
    var database = new Database(dataSource);
    var chunks = new ArrayList<StagedRows>();
    var rows = 0L;
    try (var reading = LineReading.of(file, form, mapping, Instant.now())) {
      while (reading.next()) {
        if (rows++ % AS_IMPORT_CHUNK == 0) {
          chunks.add(new StagedRows(1, Entity.CONTACT, 1 << 20));
        }
        chunks.get(chunks.size() - 1).add(reading);
      }
    }
    var writers = Executors.newFixedThreadPool(threads);
    var start = System.nanoTime();
    var done = chunks.stream().map(chunk -> writers.submit(() -> copy(database, chunk))).toList();
    for (var write : done) {
      write.get();
    }
    var perSecond = perSecond(rows, start);
    writers.shutdown();
    return perSecond;
  }

  private static void copy(Database database, StagedRows chunk) {
    database.inTransaction(
        handle -> {
          chunk.writeTo(handle);
          return null;
        });
  }

  private static long importFile(DataSource dataSource, Path folder, Path file, int writers)
      throws Exception {
    var merger = new MergerFixture(folder.resolve("store"), new Database(dataSource));
    var run = merger.run();
    Delivery delivery;
    try (var content = Files.newInputStream(file)) {
      delivery =
          merger.deliveries.register(
              new Deliveries.Announced(
                  run,
                  merger.acquired,
                  Entity.CONTACT,
                  Delivery.Mode.FULL,
                  MergerFixture.EXTRACT,
                  "contacts.csv"),
              content,
              merger.store,
              merger.staff,
              MergerFixture.NOW);
    }
    merger.deliveries.saveMapping(
        delivery.id(), merger.deliveries.proposeMapping(delivery.id()).mapping());
    merger.deliveries.confirmMapping(delivery.id(), merger.staff, "Owner", MergerFixture.NOW);
    var start = System.nanoTime();
    var rows =
        merger.imports.importFile(
            merger.lease, delivery.id(), MergerFixture.plan(writers, 1000), (read, rejects) -> {});
    var perSecond = perSecond(rows, start);
    start = System.nanoTime();
    var settled = merger.settlement.settle(merger.lease, delivery.id(), MergerFixture.NOW);
    System.out.println(
        "settled " + settled.counts() + " in " + (System.nanoTime() - start) / 1_000_000 + " ms");
    return perSecond;
  }

  private static long perSecond(long rows, long start) {
    return rows * 1_000_000_000 / (System.nanoTime() - start);
  }

  /**
   * Contact moments as a company delivers them: 44 in 100 with a text of about a thousand
   * characters.
   */
  private static Path write(Path file, int rows) throws IOException {
    var random = new Random(20261122);
    var channels = List.of("Web", "Phone", "Postal mail", "Referral", "Web Referral");
    try (var out = Files.newBufferedWriter(file, StandardCharsets.UTF_8)) {
      out.write(
          "ContactId;Klantnr;Datum;Kanaal;Onderwerp;Subonderwerp;Product;Tekst;Afhandeling;Tijdig\r\n");
      for (var i = 0; i < rows; i++) {
        out.write(7_000_000 + i + ";NL-" + (900_000 + random.nextInt(200_000)) + ';');
        out.write(
            "2023-06-%02dT%02d:%02d:00-05:00;"
                .formatted(1 + random.nextInt(30), random.nextInt(24), random.nextInt(60)));
        out.write(channels.get(random.nextInt(5)));
        out.write(";Factuur klopt niet;Bedrag hoger dan verwacht;Glasvezel 500;");
        out.write(random.nextInt(100) < 56 ? "" : text(random));
        out.write(random.nextInt(40) == 0 ? ";In progress" : ";Closed with explanation");
        out.write(random.nextInt(250) == 0 ? ";No\r\n" : ";Yes\r\n");
      }
    }
    return file;
  }

  private static String text(Random random) {
    var text = new StringBuilder("\"");
    for (var sentence = 1 + random.nextInt(22); sentence > 0; sentence--) {
      text.append(
          "De klant belde over de factuur van vorige maand en vraagt \"\"waarom\"\" zo veel. ");
      text.append(random.nextInt(3) == 0 ? "\n" : "");
    }
    return text.append("Ren\u00e9 belt terug.\"").toString();
  }
}

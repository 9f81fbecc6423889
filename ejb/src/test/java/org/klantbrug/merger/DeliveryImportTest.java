package org.klantbrug.merger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.klantbrug.merger.DeliveriesTest.refused;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.klantbrug.merger.reading.Mapping;
import org.klantbrug.shared.OnDatabase;
import org.klantbrug.work.JobLease;
import org.klantbrug.work.LeaseLost;

@OnDatabase
class DeliveryImportTest {
  private static final String HEADER = "ContactId;Klantnr;Datum;Kanaal;Onderwerp;Tekst\r\n";

  @TempDir Path store;
  private MergerFixture merger;
  private long run;

  @BeforeEach
  void openARun() {
    merger = new MergerFixture(store);
    run = merger.run();
  }

  @Test
  void whatIsDeliveredIsStagedWithItsLineAndHash() {
    merger.imported(
        run,
        Entity.CUSTOMER,
        "Klantnr;Achternaam;Geboortedatum;Straat\n007;de \\N Wit;29-02-1984;a\tb \ud83d\ude00\n");

    var row =
        merger.database.with(
            handle -> handle.createQuery("select * from merger_staged_customer").mapToMap().one());
    assertThat(row)
        .containsEntry("source_key", "007")
        .containsEntry("family_name", "de \\N Wit")
        .containsEntry("street", "a\tb \ud83d\ude00")
        .containsEntry("line_no", 2L)
        .containsEntry("row_state", "NEW");
    assertThat(row.get("birth_date")).hasToString("1984-02-29");
    assertThat(
            merger.one(
                Boolean.class,
                "select raw_sha = sha256(convert_to('007;de \\N Wit;29-02-1984;a' || chr(9)"
                    + " || 'b \ud83d\ude00', 'UTF8')) from merger_staged_customer"))
        .isTrue();
  }

  @Test
  void everyRecordOfTheFileIsStagedOrARejectThirtyPoisonedOnesAmongThem() throws IOException {
    var file = new ByteArrayOutputStream();
    file.write(HEADER.getBytes(StandardCharsets.UTF_8));
    var poisons = poisons();
    for (var i = 0; i < 30_000; i++) {
      if (i % 1000 == 500) {
        file.write(poisons.get(i / 1000));
      } else {
        file.write(
            (i
                    + ";K-"
                    + i % 77
                    + ";05-06-2023 12:00;Phone;vraag;\"Zo\u00eb: regel \"\"een\"\"\r\ntwee\"\r\n")
                .getBytes(StandardCharsets.UTF_8));
      }
    }
    var delivery = imported(file.toByteArray());

    assertThat(delivery.counts().read()).isEqualTo(30_000);
    assertThat(delivery.counts().rejected()).isEqualTo(30);
    assertThat(delivery.counts().staged()).isEqualTo(29_970);
    assertThat(
            merger.all(
                String.class,
                "select code || ' ' || count(*) from merger_reject group by code order by code"))
        .containsExactly(
            "REQUIRED_EMPTY 4",
            "TEXT_AFTER_QUOTE 5",
            "TOO_FEW_FIELDS 4",
            "TOO_MANY_FIELDS 4",
            "UNCLOSED_QUOTE 5",
            "UNDECODABLE 4",
            "WRONG_MOMENT 4");
    assertThat(merger.one(Long.class, "select count(*) from merger_reject where raw is null"))
        .isZero();
    assertThat(
            merger.all(
                String.class,
                "select distinct customer_key from merger_reject where code = 'WRONG_MOMENT'"))
        .as("whose record it is, where it can be read")
        .containsExactly("K");
  }

  private static List<byte[]> poisons() {
    var utf8 = StandardCharsets.UTF_8;
    var kinds =
        List.of(
            "x;K;05-06-2023 12:00;Phone;v;\"open\r\n".getBytes(utf8),
            "x;K;05-06-2023 12:00;Phone;\"a\"b;t\r\n".getBytes(utf8),
            "x;K;05-06-2023 12:00\r\n".getBytes(utf8),
            "x;K;05-06-2023 12:00;Phone;v;t;more\r\n".getBytes(utf8),
            "x;K;05-06-2023 12:00;Phone;v;Ren\u00e9\r\n".getBytes(Charset.forName("windows-1252")),
            "x;;05-06-2023 12:00;Phone;v;t\r\n".getBytes(utf8),
            "x;K;31-06-2023 12:00;Phone;v;t\r\n".getBytes(utf8));
    return java.util.stream.IntStream.range(0, 30).mapToObj(i -> kinds.get(i % 7)).toList();
  }

  @Test
  void aStoppedImportGoesOnWhereItWasAndLosesAndDoublesNothing() {
    var delivery = confirmed(contacts(55_000));
    for (var attempt = 0; attempt < 3; attempt++) {
      assertThatThrownBy(() -> importUntilSomethingIsWritten(delivery.id()))
          .hasMessage("power cut");
      merger.lease = merger.newLease();
    }
    assertThat(merger.one(Long.class, "select count(*) from merger_staged_contact"))
        .isBetween(1L, 54_999L);
    merger.database.use(handle -> handle.execute("update work_job set attempts = 30"));

    merger.importFile(delivery.id());
    var settled = merger.settlement.settle(merger.lease, delivery.id(), MergerFixture.NOW);

    assertThat(settled.counts().staged()).isEqualTo(55_000);
    assertThat(
            merger.one(Long.class, "select count(distinct source_key) from merger_staged_contact"))
        .isEqualTo(55_000);
    assertThat(merger.one(Long.class, "select sum(rows) from merger_import_chunk"))
        .isEqualTo(55_000);
    assertThat(merger.one(Long.class, "select attempts from work_job order by id desc limit 1"))
        .as("what was written since is headway")
        .isEqualTo(1);
  }

  /** Each attempt writes at least one chunk more and is then cut off. */
  private void importUntilSomethingIsWritten(long deliveryId) {
    var before = merger.one(Long.class, "select count(*) from merger_import_chunk");
    merger.imports.importFile(
        merger.lease,
        deliveryId,
        MergerFixture.plan(2, 1000),
        (records, rejects) -> {
          while (records > before * 10_000
              && merger.one(Long.class, "select count(*) from merger_import_chunk") == before) {
            Thread.onSpinWait();
          }
          if (records > before * 10_000) {
            throw new IllegalStateException("power cut");
          }
        });
  }

  @Test
  void aRunnerThatLostItsLeaseWritesNothing() {
    var delivery = confirmed(contacts(10));
    merger.database.use(handle -> handle.execute("update work_job set epoch = 2"));

    assertThatThrownBy(() -> merger.importFile(delivery.id())).isInstanceOf(LeaseLost.class);

    assertThat(merger.one(Long.class, "select count(*) from merger_staged_contact")).isZero();
    assertThat(merger.one(Long.class, "select count(*) from merger_import_chunk")).isZero();
    merger.lease = new JobLease(merger.lease.jobId(), 2);
    merger.importFile(delivery.id());
    assertThat(merger.one(Long.class, "select count(*) from merger_staged_contact")).isEqualTo(10);
  }

  @Test
  void aFileThatFailedIsReadAgainOnceMoreRejectsAreAllowedAndAnImportedOneIsPassedOver() {
    var delivery =
        merger.confirmed(
            run,
            Entity.CUSTOMER,
            "Klantnr;Achternaam;Geboortedatum\n007;Bond;11-11-1970\n;Nobody;11-11-1971\n");
    merger.runs.limitRejects(run, 0, merger.sanne());
    refused("delivery.too-many-rejects", () -> importWithinTheLimit(delivery.id()));
    var failed = merger.deliveries.read(delivery.id());
    assertThat(failed.state()).isEqualTo(Delivery.State.FAILED);
    assertThat(failed.isToBeRead()).isTrue();

    merger.runs.limitRejects(run, 1, merger.sanne());
    importWithinTheLimit(delivery.id());
    var settled = merger.settlement.settle(merger.lease, delivery.id(), MergerFixture.NOW);

    assertThat(settled.state()).isEqualTo(Delivery.State.IMPORTED);
    assertThat(settled.failure()).isEmpty();
    assertThat(settled.counts()).isEqualTo(new Delivery.Counts(2, 1, 0, 0, 1, 0));
    assertThat(settled.isToBeRead()).isFalse();
  }

  /** As the job does it: with the run's own limit. */
  private void importWithinTheLimit(long deliveryId) {
    merger.imports.importFile(
        merger.lease,
        deliveryId,
        MergerFixture.plan(1, merger.runs.read(run).mostRejects()),
        (records, rejects) -> {});
  }

  @Test
  void tooManyRejectsStopTheImportAndSayWhyAndANewMappingStartsOver() {
    var text = new StringBuilder(HEADER);
    for (var i = 0; i < 100; i++) {
      text.append(i).append(";K;2023-06-05 12:00;Phone;v;t\r\n");
    }
    var delivery = merger.register(run, Entity.CONTACT, text.toString());
    var right = merger.deliveries.proposeMapping(delivery.id()).mapping();
    var wrong =
        org.klantbrug.merger.reading.Mapping.ofJson(
            right.toJson().replace("yyyy-MM-dd HH:mm", "dd-MM-yyyy HH:mm"));
    merger.save(delivery.id(), wrong);
    merger.confirm(delivery.id(), merger.staff, "Owner", MergerFixture.NOW);

    refused(
        "delivery.too-many-rejects",
        () ->
            merger.imports.importFile(
                merger.lease, delivery.id(), MergerFixture.plan(1, 50), (records, rejects) -> {}));

    var failed = merger.deliveries.read(delivery.id());
    assertThat(failed.state()).isEqualTo(Delivery.State.FAILED);
    assertThat(failed.failureIn(Locale.ENGLISH))
        .contains("more than 50")
        .contains("no moment in this form");
    assertThat(failed.failureIn(Locale.forLanguageTag("nl")))
        .contains("meer dan 50")
        .contains("geen tijdstip in deze vorm");

    merger.save(delivery.id(), right);
    merger.confirm(delivery.id(), merger.staff, "Owner", MergerFixture.NOW);
    merger.importFile(delivery.id());
    assertThat(merger.settlement.settle(merger.lease, delivery.id(), MergerFixture.NOW).counts())
        .isEqualTo(new Delivery.Counts(100, 100, 0, 0, 0, 0));
  }

  @Test
  void aStoredFileThatWasChangedIsNotRead() throws IOException {
    var delivery = confirmed(contacts(10));
    Files.writeString(
        delivery.storedPath(), "99;K;05-06-2023 12:00;Phone;v;t", StandardOpenOption.APPEND);

    refused("delivery.file-changed", () -> merger.importFile(delivery.id()));
    Files.delete(delivery.storedPath());
    refused("delivery.file-missing", () -> merger.importFile(delivery.id()));
  }

  @Test
  void aFileThatIsExchangedWhileItIsReadIsFoundAndReadAnew() throws IOException {
    var delivery = confirmed(contacts(55_000));
    var right = Files.readString(delivery.storedPath());
    var behind = right.indexOf("\r\n", right.length() * 3 / 4);
    var wrong = right.substring(0, behind) + right.substring(behind).replace("Phone", "Email");
    var mapping = merger.deliveries.mapping(delivery.id());

    refused("delivery.file-exchanged", () -> importWhileItBecomes(delivery, wrong));
    assertThat(merger.deliveries.read(delivery.id()).state()).isEqualTo(Delivery.State.FAILED);

    Files.writeString(delivery.storedPath(), right);
    refused("delivery.file-exchanged", () -> merger.importFile(delivery.id()));

    merger.save(delivery.id(), mapping);
    merger.confirm(delivery.id(), merger.staff, "Owner", MergerFixture.NOW);
    merger.importFile(delivery.id());
    assertThat(
            merger.all(
                String.class,
                "select channel || count(*) from merger_staged_contact group by channel"))
        .containsExactly("PHONE55000");
  }

  /** Once a first part is read, the file is written over in place. */
  private void importWhileItBecomes(Delivery delivery, String text) {
    merger.imports.importFile(
        merger.lease,
        delivery.id(),
        MergerFixture.plan(1, 1000),
        (records, rejects) -> {
          try {
            Files.writeString(delivery.storedPath(), text);
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        });
  }

  @Test
  void onlyAConfirmedMappingIsUsedAndOnlyOnce() {
    var delivery = merger.register(run, Entity.CONTACT, contacts(10));
    refused("delivery.not-confirmed", () -> merger.importFile(delivery.id()));
    merger.save(delivery.id(), merger.deliveries.proposeMapping(delivery.id()).mapping());
    refused("delivery.not-confirmed", () -> merger.importFile(delivery.id()));

    merger.confirm(delivery.id(), merger.staff, "Owner", MergerFixture.NOW);
    merger.importFile(delivery.id());
    merger.settlement.settle(merger.lease, delivery.id(), MergerFixture.NOW);
    refused("delivery.imported-already", () -> merger.importFile(delivery.id()));
  }

  @Test
  void aLostRecordIsNoticed() {
    var delivery = confirmed(contacts(10));
    merger.importFile(delivery.id());
    merger.database.use(
        handle -> handle.execute("delete from merger_staged_contact where line_no = 5"));

    refused(
        "delivery.not-conserved",
        () -> merger.settlement.settle(merger.lease, delivery.id(), MergerFixture.NOW));
  }

  @Test
  void whatAFileIsReadByStaysWhileTheImportOfItsPartIsAskedForOrRuns() {
    var delivery = confirmed(contacts(10));
    var mapping = merger.deliveries.mapping(delivery.id());
    for (var state : List.of("REQUESTED", "RUNNING")) {
      merger.importJobIs(run, "import-contact-history", state);
      refused("delivery.import-runs", () -> merger.save(delivery.id(), mapping));
      refused(
          "delivery.import-runs",
          () ->
              new Mappings(merger.database, merger.deliveries)
                  .changeForm(delivery.id(), "windows-1252", ";", merger.change()));
    }
    merger.importJobIs(run, "import-master-data", "RUNNING");

    assertThat(merger.save(delivery.id(), mapping).state()).isEqualTo(Delivery.State.MAPPED);
  }

  @Test
  void anImportStopsWhenTheMappingIsChangedUnderIt() {
    var delivery = confirmed(contacts(25_000));
    var mapping = merger.deliveries.mapping(delivery.id());

    refused(
        "delivery.changed-under-import",
        () ->
            merger.imports.importFile(
                merger.lease,
                delivery.id(),
                MergerFixture.plan(2, 1000),
                (records, rejects) -> changeOnce(delivery.id(), mapping)));

    assertThat(merger.deliveries.read(delivery.id()).state()).isEqualTo(Delivery.State.MAPPED);
    assertThat(merger.one(Long.class, "select count(*) from merger_staged_contact")).isZero();
  }

  private void changeOnce(long deliveryId, Mapping mapping) {
    if (merger.deliveries.read(deliveryId).state() == Delivery.State.CONFIRMED) {
      merger.save(deliveryId, mapping);
    }
  }

  @Test
  void whatWasReadUnderAnOlderMappingIsNotSettled() {
    var delivery = confirmed(contacts(10));
    merger.importFile(delivery.id());
    merger.save(delivery.id(), merger.deliveries.mapping(delivery.id()));
    merger.confirm(delivery.id(), merger.staff, "Owner", MergerFixture.NOW);

    refused(
        "delivery.changed-under-import",
        () -> merger.settlement.settle(merger.lease, delivery.id(), MergerFixture.NOW));
  }

  private static String contacts(int count) {
    var text = new StringBuilder(HEADER);
    for (var i = 0; i < count; i++) {
      text.append(i).append(";K-").append(i % 7).append(";05-06-2023 12:00;Phone;vraag;tekst\r\n");
    }
    return text.toString();
  }

  private Delivery confirmed(String content) {
    return merger.confirmed(run, Entity.CONTACT, content);
  }

  private Delivery imported(byte[] content) {
    var delivery =
        merger.deliveries.register(
            new Deliveries.Announced(
                run,
                merger.acquired,
                Entity.CONTACT,
                Delivery.Mode.FULL,
                MergerFixture.EXTRACT,
                "made_up.csv"),
            new ByteArrayInputStream(content),
            store,
            merger.staff,
            MergerFixture.NOW);
    merger.save(delivery.id(), merger.deliveries.proposeMapping(delivery.id()).mapping());
    merger.confirm(delivery.id(), merger.staff, "Owner", MergerFixture.NOW);
    merger.importFile(delivery.id());
    return merger.settlement.settle(merger.lease, delivery.id(), MergerFixture.NOW);
  }
}

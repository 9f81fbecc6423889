package org.klantbrug.merger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.klantbrug.merger.reading.Mapping;
import org.klantbrug.merger.reading.Reason;
import org.klantbrug.shared.OnDatabase;

/** A whole takeover laid out from open data, where that data is at hand. */
@OnDatabase
class ReferenceMergerTest {
  private static final Path FILES = Path.of("../../shared/data/reference_merger");

  @TempDir Path store;

  @Test
  void everyRecordArrivesAndSumsAndGapsAreThoseOfTheFiles() throws IOException {
    assumeThat(FILES).exists();
    var merger = new MergerFixture(store);
    var run = merger.run();
    var customers = imported(merger, run, "acquired_klanten.csv", Entity.CUSTOMER);
    var contracts = imported(merger, run, "acquired_contracten.csv", Entity.CONTRACT);
    var contacts = imported(merger, run, "acquired_contactmomenten.csv.gz", Entity.CONTACT);
    for (var part : Part.values()) {
      merger.runSettlement.settleRun(merger.lease, run, part, MergerFixture.NOW);
    }

    assertThat(customers.counts()).isEqualTo(new Delivery.Counts(5000, 5000, 0, 0, 0, 64));
    assertThat(contracts.counts()).isEqualTo(new Delivery.Counts(5000, 5000, 0, 0, 0, 0));
    assertThat(contacts.counts()).isEqualTo(new Delivery.Counts(10000, 10000, 0, 0, 0, 0));
    assertThat(new Warnings(merger.database, merger.audit, merger.heard).counts(customers.id()))
        .containsOnlyKeys(new Warnings.Kind("birth_date", Reason.WRONG_DATE));
    assertThat(
            merger.one(BigDecimal.class, "select sum(monthly_amount) from merger_staged_contract"))
        .isEqualByComparingTo("323908.85");
    assertThat(
            merger.one(
                Long.class,
                "select count(*) from merger_staged_contract where total_invoiced is null"))
        .isEqualTo(8);
    assertThat(
            merger.all(
                String.class,
                "select channel || ' ' || count(*) from merger_staged_contact group by channel order by channel"))
        .containsExactly("LETTER 51", "PHONE 365", "REFERRAL 71", "WEB_APP 9513");
    assertThat(
            merger.one(
                Long.class,
                "select count(*) from merger_staged_contact where complaint_state = 'OPEN'"))
        .isEqualTo(242);
    assertThat(
            merger.one(
                Long.class, "select count(*) from merger_staged_contact where in_time = 'NO'"))
        .isEqualTo(42);
    assertThat(
            merger.one(
                Long.class, "select count(distinct customer_key) from merger_staged_contact"))
        .isEqualTo(4347);
  }

  private static Delivery imported(MergerFixture merger, long run, String name, Entity entity)
      throws IOException {
    Delivery delivery;
    try (var content = Files.newInputStream(FILES.resolve(name))) {
      delivery =
          merger.deliveries.register(
              new Deliveries.Announced(
                  run, merger.acquired, entity, Delivery.Mode.FULL, MergerFixture.EXTRACT, name),
              content,
              merger.store,
              merger.staff,
              MergerFixture.NOW);
    }
    Mapping mapping = merger.deliveries.proposeMapping(delivery.id()).mapping();
    merger.save(delivery.id(), mapping);
    merger.confirm(delivery.id(), merger.staff, "Their owner", MergerFixture.NOW);
    merger.importFile(delivery.id());
    return merger.settlement.settle(merger.lease, delivery.id(), MergerFixture.NOW);
  }
}

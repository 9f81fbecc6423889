package org.klantbrug.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.klantbrug.transfer.MadeUpMerger.T;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.klantbrug.audit.Audit;
import org.klantbrug.matching.SettledIdentities;
import org.klantbrug.merger.Entity;
import org.klantbrug.merger.Warnings;
import org.klantbrug.merger.reading.Reason;
import org.klantbrug.shared.BusinessClock;
import org.klantbrug.shared.Heard;
import org.klantbrug.shared.OnDatabase;

/** A value that a person gives a staged customer reaches the identity, and then the live record. */
@OnDatabase
class SettledIdentitiesTest {
  private static final Warnings.Kind BIRTH = new Warnings.Kind("birth_date", Reason.WRONG_DATE);

  private final MadeUpMerger in = new MadeUpMerger();
  private final SettledIdentities identities = new SettledIdentities(in.database);
  private final Warnings warnings =
      new Warnings(
          in.database,
          new Audit(in.database, new BusinessClock()),
          new Heard<>(identities::onValuesSet));

  @AfterEach
  void close() {
    in.close();
  }

  @Test
  void aValueGivenAfterTheIdentitiesWereMadeReachesThem() {
    var delivery = delivered("NEW");
    assertThat(born()).containsExactly((String) null);

    warnings.setAll(delivery, BIRTH, "31-02-1980", "1980-02-28", in.operator, T);

    assertThat(born()).containsExactly("1980-02-28");
    assertThat(
            in.number(
                "select count(*) from customer_identity i join merger_staged_customer s"
                    + " on s.line_no = i.line_no and s.content_sha = i.content_sha"))
        .isEqualTo(1);
  }

  @Test
  void aCustomerOfWhomANewerFileToldIsLeftAsThatFileSays() {
    var delivery = delivered("NEW");
    delivered("CHANGED");

    warnings.setAll(delivery, BIRTH, "31-02-1980", "1980-02-28", in.operator, T);

    assertThat(born()).containsExactly((String) null);
  }

  @Test
  void aCustomerWhoIsLiveIsRenewedByTheNextTransferThoughTheFileSaidTheSame() {
    delivered("NEW");
    in.carryLive(in.run(), Kind.OWN);
    in.carryLive(in.number("select min(id) from merger_run"), Kind.TRANSFER);
    var again = delivered("UNCHANGED");
    var run = in.number("select max(id) from merger_run");

    warnings.setAll(again, BIRTH, "31-02-1980", "1980-02-28", in.operator, T);
    in.carryLive(run, Kind.TRANSFER);

    assertThat(
            in.texts(
                "select outcome || ' ' || reason from transfer_ledger where delivery_id = "
                    + again))
        .containsExactly("PRESENT RENEWED");
    assertThat(in.texts("select birth_date from customer_party")).containsExactly("1980-02-28");
  }

  /** One customer in a run of its own, registered, with a birth date that cannot be. */
  private long delivered(String rowState) {
    var run = in.run();
    var delivery = in.delivery(run, in.theirs, Entity.CUSTOMER, "acquired_klanten.csv");
    in.sql(
        "update merger_delivery set imported_at = extract_as_of, warned = 1,"
            + " form = '{\"charset\":\"UTF-8\",\"delimiter\":\";\",\"header\":[\"Klantnr\"]}' where id = "
            + delivery);
    var line =
        in.stageAs(rowState, delivery, Entity.CUSTOMER, "source_key", "B1", "family_name", "Vos");
    in.sql(
        ("insert into merger_warning (delivery_id, line_no, field, code, expected, raw)"
                + " values (%d, %d, 'birth_date', 'WRONG_DATE', 'a date', '31-02-1980')")
            .formatted(delivery, line));
    in.register(run);
    return delivery;
  }

  private java.util.List<String> born() {
    return in.texts("select birth_date from customer_identity");
  }
}

package org.klantbrug.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.klantbrug.transfer.MadeUpMerger.T;

import java.util.List;
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

  @Test
  void whatTheMachineMadeOfACustomerBeforeHisValueWasGivenWaitsForAPerson() {
    var delivery = delivered("NEW");
    var run = in.number("select max(id) from merger_run");
    var ours = in.delivery(run, in.ours, Entity.CUSTOMER, "acquirer_customers.csv");
    for (var key : List.of("A1", "A2", "A3")) {
      in.stage(ours, Entity.CUSTOMER, "source_key", key, "family_name", "Vos");
    }
    in.register(run);
    in.pair(run, "B1", "A1", "LINK", null, 14.2);
    in.pair(run, "B1", "A2", "OUTDONE", null, 7.5);
    in.pair(run, "B1", "A3", "REVIEW", "NOT_SAME", 5.1);

    warnings.setAll(delivery, BIRTH, "31-02-1980", "1980-02-28", in.operator, T);

    assertThat(
            in.texts(
                "select decision || ' ' || version || ' ' || coalesce(verdict, '-') from matching_pair order by weight desc"))
        .containsExactly("REVIEW 1 -", "REVIEW 1 -", "REVIEW 0 NOT_SAME");
    in.carryLive(run, Kind.OWN);
    in.carryLive(run, Kind.TRANSFER);
    assertThat(in.party(in.theirs, "B1")).isNotEqualTo(in.party(in.ours, "A1"));
  }

  @Test
  void pairsOfOtherCustomersStayAsTheyAre() {
    var delivery = delivered("NEW");
    var run = in.number("select max(id) from merger_run");
    var more = in.delivery(run, in.theirs, Entity.CUSTOMER, "acquired_meer.csv");
    in.stage(more, Entity.CUSTOMER, "source_key", "B2", "family_name", "Vos");
    var ours = in.delivery(run, in.ours, Entity.CUSTOMER, "acquirer_customers.csv");
    in.stage(ours, Entity.CUSTOMER, "source_key", "A1", "family_name", "Vos");
    in.register(run);
    in.pair(run, "B2", "A1", "LINK", null, 14.2);

    warnings.setAll(delivery, BIRTH, "31-02-1980", "1980-02-28", in.operator, T);

    assertThat(in.texts("select decision from matching_pair")).containsExactly("LINK");
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

  private List<String> born() {
    return in.texts("select birth_date from customer_identity");
  }
}

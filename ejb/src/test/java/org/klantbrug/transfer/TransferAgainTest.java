package org.klantbrug.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.klantbrug.transfer.MadeUpMerger.T;
import static org.klantbrug.transfer.MadeUpMerger.TODAY;

import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.klantbrug.customer.CustomerView;
import org.klantbrug.customer.Merging;
import org.klantbrug.customer.Sight;
import org.klantbrug.merger.Entity;
import org.klantbrug.shared.OnDatabase;

/** Customers who were taken back come over again in a new run, with corrected values. */
@OnDatabase
class TransferAgainTest {
  private static final Sight EVERYTHING = Sight.ofEverything(TODAY);

  private final SmallTakeover takeover = SmallTakeover.live();
  private final MadeUpMerger in = takeover.in;
  private final CustomerView view = new CustomerView(in.database);

  @AfterEach
  void close() {
    in.close();
  }

  @Test
  void aCustomerWhoComesOverAgainHasTheValuesThatWereDeliveredLast() {
    var number = number("B2");
    takeBack();

    carryLive(delivered("sara.juist@example.org"), false);

    assertThat(number("B2")).isEqualTo(number);
    assertThat(email("B2")).isEqualTo("sara.juist@example.org");
    assertThat(in.text("select email from customer_party where number = '%s'".formatted(number)))
        .isEqualTo("sara.juist@example.org");
  }

  @Test
  void theRehearsalOfThatShowsThemToo() {
    takeBack();
    var again = delivered("sara.juist@example.org");
    in.rehearsal.begin(again, in.operator, T);

    carryLive(again, true);

    assertThat(in.texts("select email from rehearsal.customer_party"))
        .contains("sara.juist@example.org")
        .doesNotContain("sara@example.org");
    assertThat(in.texts("select email from customer_party")).contains("sara@example.org");
  }

  @Test
  void aCustomerWhoHadBeenMergedKeepsNothingOfTheOther() {
    in.sql("update customer_identity set customer_since = '2001-01-01' where source_key = 'B4'");
    merge("B2", "B4");
    assertThat(value("B2", "customer_since")).isEqualTo("2001-01-01");
    takeBack();

    carryLive(delivered("sara.juist@example.org"), false);

    assertThat(
            in.number(
                "select count(*) from customer_party where customer_since is not null and id = "
                    + in.party(in.theirs, "B2")))
        .isZero();
  }

  @Test
  void aCustomerOfOursWhoStayedWithHimIsNotForgotten() {
    new Merging(in.database, in.golden)
        .merge(in.party(in.theirs, "B2"), in.party(in.ours, "A3"), in.operator, "zelfde", T);
    takeBack();

    carryLive(delivered("sara.juist@example.org"), false);

    assertThat(value("B2", "family_name")).as("ours first").isEqualTo("Amrani");
    assertThat(email("B2")).as("the newest").isEqualTo("sara.juist@example.org");
  }

  @Test
  void aValueSetByHandStays() {
    var party = in.party(in.theirs, "B2");
    var version = view.find(party, EVERYTHING).orElseThrow().version();
    in.golden.setByHand(party, "email", "sara.thuis@example.org", in.operator, version, T);
    takeBack();

    carryLive(delivered("sara.juist@example.org"), false);

    assertThat(email("B2")).isEqualTo("sara.thuis@example.org");
  }

  @Test
  void aFirstTransferMakesNobodysValuesTwiceButOfThoseWhoGotCompany() {
    assertThat(in.texts("select id from customer_party where version > 0 order by id"))
        .containsExactly(
            String.valueOf(in.party(in.ours, "A1")), String.valueOf(in.party(in.ours, "A2")));
  }

  private void takeBack() {
    in.transfer.undo(takeover.cutover(Kind.HISTORY), in.operator, "verkeerd", T);
    in.transfer.undo(takeover.cutover(Kind.TRANSFER), in.operator, "verkeerd", T);
  }

  /** A run with the customer B2 once more. */
  private long delivered(String email) {
    var again = in.run();
    var file = in.delivery(again, in.theirs, Entity.CUSTOMER, "klanten_hersteld.csv");
    in.stage(file, Entity.CUSTOMER, "source_key", "B2", "family_name", "Bakker", "email", email);
    in.register(again);
    return again;
  }

  private void carryLive(long run, boolean rehearsed) {
    var later = T.plus(Duration.ofHours(1));
    var cutover = in.transfer.begin(run, Kind.TRANSFER, rehearsed, in.operator, later);
    for (var slice : in.transfer.plan(in.lease, cutover)) {
      in.transfer.transferSlice(in.lease, cutover, slice);
    }
    in.transfer.goLive(in.lease, cutover, later);
  }

  private void merge(String kept, String gone) {
    new Merging(in.database, in.golden)
        .merge(in.party(in.theirs, kept), in.party(in.theirs, gone), in.operator, "zelfde", T);
  }

  private String number(String key) {
    return view.find(in.party(in.theirs, key), EVERYTHING).orElseThrow().number();
  }

  private String email(String key) {
    return value(key, "email");
  }

  private String value(String key, String field) {
    var values = view.find(in.party(in.theirs, key), EVERYTHING).orElseThrow().values();
    return values.containsKey(field) ? values.get(field).value() : null;
  }
}

package org.klantbrug.signal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.klantbrug.customer.CustomerHit;
import org.klantbrug.customer.CustomerSearch;
import org.klantbrug.customer.Sight;
import org.klantbrug.shared.OnDatabase;
import org.klantbrug.transfer.MadeUpMerger;

/** The number in our letters leads to the customer who reads it aloud. */
@OnDatabase
class FoundByOurNumbersTest {
  private final SignalFixture at = new SignalFixture();
  private final CustomerSearch search = new CustomerSearch(at.database);

  @AfterEach
  void close() {
    at.close();
  }

  @Test
  void theNumberOfAComplaintFindsWhoComplained() {
    var complaint = at.complaintOf("A1");
    var number =
        at.in.text("select number from complaint_complaint where id = %d".formatted(complaint));

    assertFinds(number, "A1", "COMPLAINT");
    assertFinds(number.toLowerCase().replace("-", " "), "A1", "COMPLAINT");
  }

  @Test
  void theNumberOfASignalFindsWhoGaveIt() {
    var signal = at.raised(Kind.PRAISE, "A2");
    var number = at.in.text("select number from signal_signal where id = %d".formatted(signal));

    assertFinds(number, "A2", "SIGNAL");
    assertFinds(number.replace("-", ""), "A2", "SIGNAL");
  }

  private void assertFinds(String typed, String key, String foundBy) {
    assertThat(search.find(typed, 10, Sight.ofEverything(MadeUpMerger.TODAY)))
        .extracting(CustomerHit::partyId, CustomerHit::foundBy)
        .containsExactly(tuple(at.in.party(at.in.ours, key), foundBy));
  }
}

package org.klantbrug.signal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.klantbrug.calendar.Channel;
import org.klantbrug.complaint.NewComplaint;
import org.klantbrug.shared.OnDatabase;

/** Who answers for a department reads signals, but nothing of the customers behind them. */
@OnDatabase
class SignalSightTest {
  private static final SignalList.Wanted ALL =
      new SignalList.Wanted("all", false, null, null, null, false);

  private final SignalFixture at = new SignalFixture();

  @AfterEach
  void close() {
    at.close();
  }

  @Test
  void aDepartmentOwnerSeesThatItIsACustomerAndNothingMore() {
    var complaint = at.complaintOf("A1");
    var id = at.raised(Kind.PRAISE, "A2");
    at.telling.link(id, new Subject(null, complaint, null), at.adviser);

    assertThat(at.desk.open(id, null, at.owner).customers())
        .hasSize(2)
        .allSatisfy(
            each -> {
              assertThat(each.known()).isTrue();
              assertThat(each.partyId()).isNull();
              assertThat(each.name()).isNull();
              assertThat(each.complaintId()).isNull();
              assertThat(each.complaintNumber()).isNull();
            });
    assertThat(at.list.telling(ALL, false, 0, 100, at.owner))
        .hasSize(2)
        .allSatisfy(
            each -> {
              assertThat(each.customer()).isNull();
              assertThat(each.complaintNumber()).isNull();
            });
    assertThat(at.list.telling(ALL, false, 0, 100, at.adviser))
        .allSatisfy(each -> assertThat(each.customer()).isNotBlank());
  }

  @Test
  void aDepartmentOwnerDoesNotSeeHowToReachSomebodyWeDoNotKnow() {
    var complaint =
        at.intake.receive(
            new NewComplaint(
                null,
                null,
                "06 1234 5678",
                Channel.PHONE,
                null,
                "De rekening klopt niet",
                null,
                null,
                null,
                null),
            at.adviser);
    var id = at.raised(Kind.FAULT, null);
    at.telling.link(id, new Subject(null, complaint, null), at.adviser);

    assertThat(at.desk.look(id, at.adviser).customers().get(0).contactGiven())
        .isEqualTo("06 1234 5678");
    assertThat(at.desk.look(id, at.owner).customers().get(0).contactGiven()).isNull();
  }
}

package org.klantbrug.work.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.klantbrug.work.Priority;
import org.klantbrug.work.WantedWork;
import org.klantbrug.work.WantedWork.Order;
import org.klantbrug.work.WantedWork.When;
import org.klantbrug.work.WantedWork.Whose;

/** What is asked for stands in the address, and the address asks for just that. */
class WorkAddressTest {
  @Test
  void theListWithoutConditionsIsShort() {
    assertThat(WorkAddress.of(WantedWork.MINE)).isEqualTo("show=mine");
    assertThat(WorkAddress.of(WantedWork.of(Whose.OPEN))).isEqualTo("show=all");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "show=mine",
        "show=all",
        "show=team&kind=assessComplaint&role=adviser&who=nobody&when=overdue&priority=high&q=K-2026+%26+50%25&sort=oldest",
        "show=done&who=12"
      })
  void whatIsReadFromAnAddressIsWrittenAsItStood(String query) {
    assertThat(WorkAddress.of(WorkAddress.read(query))).isEqualTo(query);
  }

  @Test
  void everyFieldIsRead() {
    assertThat(
            WorkAddress.read(
                "show=hand&kind=k&role=r&who=3&when=today&priority=low&q=%20x%20&batch=9&sort=newest"))
        .isEqualTo(
            new WantedWork(
                Whose.HAND, "k", "r", 3L, When.TODAY, Priority.LOW, "x", 9L, Order.NEWEST));
  }

  @Test
  void theSecondPageOfAListIsGoneBackToAndAKeyThatIsNoneIsNot() {
    var second = "show=team&priority=high&after=2026-10-15T10:00:00.000001Z_12";

    assertThat(WorkAddress.again(second)).isEqualTo(second);
    assertThat(WorkAddress.again("show=team&after=1%26moved%3D2")).isEqualTo("show=team");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "show=",
        "show=everything",
        "kind=%27%3B--",
        "who=-1",
        "who=Noor",
        "when=x",
        "sort=done_last",
        "q=%00+"
      })
  void whatAnAddressCannotMeanIsPassedOver(String query) {
    assertThat(WorkAddress.read(query)).isEqualTo(WantedWork.MINE);
  }
}

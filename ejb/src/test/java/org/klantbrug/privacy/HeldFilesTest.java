package org.klantbrug.privacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.klantbrug.attachment.AttachmentDecisions;
import org.klantbrug.shared.OnDatabase;
import org.klantbrug.shared.RuleBroken;

/** What a court may ask for is not removed by the two people who may otherwise remove a file. */
@OnDatabase
class HeldFilesTest {
  private final PrivacyFixture at = new PrivacyFixture();
  private final AttachmentDecisions decisions =
      new AttachmentDecisions(at.database, at.clock, at.audit);

  @AfterEach
  void close() {
    at.close();
  }

  @Test
  void aFileOfWhoeverIsUnderALegalHoldIsNotEmptied() {
    var file = at.in.number("select max(id) from attachment_file");
    decisions.decide(file, false, "Van een andere klant", at.officer);
    at.holds.place(at.party, null, "De rechter vraagt stukken", at.officer);

    assertThatThrownBy(() -> decisions.empty(file, at.second))
        .isInstanceOfSatisfying(
            RuleBroken.class, it -> assertThat(it.key()).isEqualTo("attachment.held"));
    assertThatThrownBy(() -> at.in.sql("select attachment_empty(" + file + ")"))
        .hasMessageContaining("attachment");
    assertThat(at.in.number("select length(bytes) from attachment_content")).isPositive();
  }
}

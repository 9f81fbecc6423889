package org.klantbrug.attachment.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.klantbrug.attachment.Attachment;
import org.klantbrug.attachment.State;

/** How a browser is told what to do with a file. */
class AttachmentResourceTest {
  private static String disposition(String name, String type) {
    return AttachmentResource.disposition(
        new Attachment(
            1,
            "complaint",
            7L,
            name,
            3,
            "0",
            type,
            State.CLEAN,
            null,
            null,
            Instant.EPOCH,
            null,
            null,
            null,
            null,
            null));
  }

  @Test
  void isSavedUnlessItRunsNothing() {
    assertThat(disposition("brief.txt", "text/plain")).startsWith("attachment; ");
    assertThat(disposition("scan.tif", "image/tiff")).startsWith("attachment; ");
    assertThat(disposition("nota.pdf", "application/pdf")).startsWith("attachment; ");
    assertThat(disposition("foto.png", "image/png")).startsWith("inline; ");
  }

  @Test
  void aNameOfOtherLettersComesThroughAndNothingLeavesItsQuotes() {
    assertThat(disposition("rekening \u00e9\u00e9n.pdf", "application/pdf"))
        .isEqualTo(
            "attachment; filename=\"rekening __n.pdf\"; filename*=UTF-8''rekening%20%C3%A9%C3%A9n.pdf");
    assertThat(disposition("a\"; x=\r\ny.pdf", "application/pdf"))
        .doesNotContain("\r", "\n", "a\"")
        .contains("filename=\"a__ x___y.pdf\"");
  }
}

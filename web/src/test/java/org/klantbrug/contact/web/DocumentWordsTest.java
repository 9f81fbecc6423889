package org.klantbrug.contact.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.klantbrug.contact.Document;
import org.klantbrug.shared.web.Texts;

/** What a document is, of which only the index line is here. */
class DocumentWordsTest {
  private final DocumentWords words =
      new DocumentWords(
          new Texts() {
            @Override
            public Locale locale() {
              return Locale.ENGLISH;
            }
          });

  @Test
  void itsKindAndSizeAreInWords() {
    assertThat(words.kind(document("application/pdf", 411_300L, null))).isEqualTo("PDF, 412 kB");
    assertThat(words.kind(document("IMAGE/JPEG", 2_460_000L, null))).isEqualTo("Picture, 2.5 MB");
  }

  @Test
  void aTypeThatNobodyKnowsIsShownAsItWasDelivered() {
    assertThat(words.kind(document("application/x-afp", null, null)))
        .isEqualTo("application/x-afp");
  }

  @Test
  void whatWasNotDeliveredIsLeftOut() {
    assertThat(words.kind(document(null, 900L, null))).isEqualTo("1 kB");
    assertThat(words.kind(document(null, null, null))).isEmpty();
  }

  @Test
  void onlyAnAddressOfTheWebIsALink() {
    assertThat(words.isAddress(document(null, null, "https://archief.example.org/D1.pdf")))
        .isTrue();
    for (var place : new String[] {"archief/2023/D1.pdf", "javascript:alert(1)", "file:///etc"}) {
      assertThat(words.isAddress(document(null, null, place))).as(place).isFalse();
    }
    assertThat(words.isAddress(document(null, null, null))).isFalse();
  }

  private static Document document(String type, Long bytes, String location) {
    return new Document(
        1, 1, "Nota", type, bytes, null, null, location, "Zuiderwind", "docs.csv", 2L, "D1");
  }
}
